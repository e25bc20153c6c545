import { counted } from '../../counted.ts';
import { accountOwnerOf, accountText } from '../../owner.ts';
import type { DrawnVpc, Picture } from '../../picture/picture.ts';
import { clientsIn, verdictCounts } from '../../picture/verdict-counts.ts';
import { fragment, html, type Markup } from '../markup.ts';
import type { Shared } from '../svg/shared.ts';
import type { Plan } from '../vpc/plan.ts';
import { vpcPicture } from '../vpc/vpc-picture.ts';
import { legendOf } from './legend.ts';
import type { BoxPanels } from './panel.ts';
import { servicePanels } from './service-panel.ts';
import { tableList } from './table-list.ts';
import { capitalized, listed } from './wording.ts';

const selectHint = 'Select a subnet or a service to see its ways alone, hop by hop.';

const noneText = (none: readonly string[], isLast: boolean): string => {
  if (none.length === 0) return '';

  return isLast
    ? `${listed(none)} from none`
    : `${listed(none)} ${none.length === 1 ? 'is' : 'are'} private from no subnet`;
};

/** `S3 is private from every subnet; DynamoDB from 1 of 4; the EC2 API from none.` */
const privateSentence = ({ destinations, subnets }: DrawnVpc): string => {
  const told = destinations.map(({ key, inSentence }) => ({
    inSentence,
    count: subnets.filter(({ ways }) => ways.get(key)?.verdict === 'private').length,
    of: subnets.filter(({ ways }) => ways.has(key)).length,
  }));
  const all = told.filter(({ count, of }) => count === of).map((one) => one.inSentence);
  const some = told.filter(({ count, of }) => count > 0 && count < of);
  const none = told.filter(({ count }) => count === 0).map((one) => one.inSentence);
  const partly = listed(some.map(({ inSentence, count, of }) => `${inSentence} from ${count} of ${of}`));
  const clauses = [
    all.length === 0 ? '' : `${listed(all)} ${all.length === 1 ? 'is' : 'are'} private from every subnet`,
    all.length === 0 ? partly.replace(' from ', ' is private from ') : partly,
    noneText(none, all.length + some.length > 0),
  ];

  return `${capitalized(clauses.filter((clause) => clause !== '').join('; '))}.`;
};

const publicSentence = ({ subnets }: DrawnVpc): string => {
  const paths = verdictCounts(subnets).get('public') ?? 0;
  if (paths === 0) return '';
  const goes = subnets.filter(({ ways }) => [...ways.values()].some(({ verdict }) => verdict === 'public'));

  return ` ${counted(paths, 'path')} of ${counted(clientsIn(goes), 'client')} ${paths === 1 ? 'leaves' : 'leave'} publicly.`;
};

const verdictsOf = ({ subnets }: DrawnVpc) => new Set(verdictCounts(subnets).keys());

/** Whose it is, where a config says it. */
const ownerNode = ({ report }: Picture, { account }: DrawnVpc): Markup | null =>
  accountOwnerOf(report, account) === undefined ? null : html`, ${accountText(report, account)}`;

/** A VPC: what is to be said of it, its picture, and the ways of each subnet and service, hop by hop. */
export const vpcSection = (plan: Plan, panels: BoxPanels, index: number, shared: Shared): Markup => {
  const { picture, vpc } = plan;
  const { anchor, id, label, subnets } = vpc;

  return html`<section class="vpc" id="${anchor}"><h3>${label} <small class="u"><code>${id}</code>, ${counted(subnets.length, 'subnet')}, ${counted(clientsIn(subnets), 'client')}${ownerNode(picture, vpc)}</small></h3><p class="say">${privateSentence(vpc)}${publicSentence(vpc)}</p><figure><div class="scroll" tabindex="0" role="region" aria-label="Picture of ${label}">${vpcPicture(plan, `p${index}`, shared)}</div>${legendOf(verdictsOf(vpc))}</figure><p class="hint" role="status">${selectHint}</p><div class="hops"><a class="all" hidden href="${fragment(anchor)}">Show all ways</a>${panels.markup}${servicePanels(plan, panels)}</div>${tableList(picture, vpc)}</section>`;
};
