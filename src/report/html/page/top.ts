import type { VerdictKind } from '../../../analysis/path.ts';
import { counted, thousands } from '../../counted.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn, verdictCounts } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { html, joined, type Markup } from '../markup.ts';
import { markOf } from '../svg/marks.ts';
import { sumOf } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { factList } from './fact-list.ts';
import { headSentence, leadText } from './lead.ts';
import type { RankedRemedy } from './remedy.ts';

const subnetsOf = ({ vpcs }: Picture): readonly DrawnSubnet[] => vpcs.flatMap(({ subnets }) => subnets);

const countsBar = (counts: ReadonlyMap<VerdictKind, number>): Markup => {
  const total = sumOf(counts.values());
  let at = 0;
  const told = verdictKinds.flatMap((kind) => (counts.has(kind) ? `${counts.get(kind)} ${kind}` : []));
  const pieces = verdictKinds.map((kind) => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) return null;
    const start = (100 * at) / total;
    at += count;
    const gap =
      start === 0
        ? null
        : html`<rect x="${start.toFixed(2)}%" width="2" height="14" class="pg" fill="${palette.page}"/>`;

    return html`<rect x="${start.toFixed(2)}%" width="${Math.max(0.3, (100 * count) / total).toFixed(2)}%" height="14" class="f-${kind}" fill="${verdictColors[kind].line}"/>${gap}`;
  });

  return html`<svg class="bar" width="100%" height="14" role="img" aria-label="${told.join(', ')}">${joined(pieces)}</svg>`;
};

const countsList = (subnets: readonly DrawnSubnet[], counts: ReadonlyMap<VerdictKind, number>): Markup =>
  html`<ul class="counts">${verdictKinds.map((kind) => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) return null;
    const clients = clientsIn(subnets.filter(({ ways }) => [...ways.values()].some(({ verdict }) => verdict === kind)));

    return html`<li>${markOf(kind, 13)} <span><b>${thousands(count)}</b> ${kind} <span class="dim">${clients === 0 ? 'no clients' : counted(clients, 'client')}</span></span></li>`;
  })}</ul>`;

/** How bad it is, and what that rests on. */
export const topOf = (picture: Picture, remedies: readonly RankedRemedy[], navigation: Markup): Markup => {
  const { report } = picture;
  const subnets = subnetsOf(picture);
  const counts = verdictCounts(subnets);

  return html`<header class="top"><p class="eyebrow"><b>vpce-audit</b> ${report.tool.version}: which subnets still reach AWS services over public addresses, and why</p>
<h1>${headSentence(report)}</h1>
<p class="lede">${leadText(picture, remedies)}</p>
${countsBar(counts)}
${countsList(subnets, counts)}
${factList(picture)}
${navigation}</header>`;
};
