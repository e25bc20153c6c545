import type { Finding } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { counted } from '../../counted.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { fragment, html, type Markup } from '../markup.ts';
import type { Advice } from './advice.ts';
import { alikeNames } from './wording.ts';

export interface FindingParts {
  readonly picture: Picture;
  readonly advice: Advice;
  /** Where a subnet's ways are told. */
  readonly anchorOf: ReadonlyMap<string, string>;
}

export type SubnetOf = (id: string) => DrawnSubnet | undefined;

const mostPlaces = 200;

const acceptedText = ({ accepted }: Finding): string => {
  if (accepted === undefined) return '';
  const { by, reason, expires } = accepted;

  return `accepted by ${by}: ${reason}${expires === undefined ? '' : `, until ${expires}`}`;
};

interface Place {
  readonly finding: Finding;
  readonly subnet: DrawnSubnet | undefined;
  /** The part of the page that tells of it; null where it is no subnet. */
  readonly target: string | null;
}

const placeOf = ({ anchorOf }: FindingParts, finding: Finding, subnet: DrawnSubnet | undefined): Place => {
  if (subnet === undefined) return { finding, subnet, target: null };
  const { service } = finding;
  const anchor = anchorOf.get(subnet.anchor) ?? subnet.anchor;

  return { finding, subnet, target: service !== null && subnet.ways.has(service) ? `${anchor}/${service}` : anchor };
};

const toldTogether = ({ finding, target }: Place): string =>
  JSON.stringify([target ?? finding.resource, finding.confidence, acceptedText(finding)]);

const placeItem = ({ picture }: FindingParts, places: readonly [Place, ...Place[]]): Markup => {
  const [{ finding, target }] = places;
  const accepted = acceptedText(finding);
  const told = accepted === '' ? null : html` <span class="acc">${accepted}</span>`;
  const likely = finding.confidence === 'likely' ? ', likely' : '';
  if (target === null)
    return html`<li><b>${picture.nameOf(finding.resource)}</b> ${picture.nameOf(finding.vpcId)}${likely}${told}</li>`;
  const subnets = places.flatMap(({ subnet }) => subnet ?? []);
  const clients = clientsIn(subnets);
  const who =
    clients > 0 ? counted(clients, 'client') : subnets.some((one) => one.clients === null) ? '' : 'no clients';

  return html`<li><a href="${fragment(target)}">${alikeNames(subnets.map(({ label }) => label))}</a> ${who}${likely}${told}</li>`;
};

/** Where a fault was found. Subnets whose ways are told together are one place. */
export const findingPlaces = (parts: FindingParts, findings: readonly Finding[], subnetOf: SubnetOf): Markup => {
  const places = findings.map((finding) => placeOf(parts, finding, subnetOf(finding.resource)));
  const groups = [...groupBy(places, toldTogether).values()];
  const more = groups.length - mostPlaces;

  return html`<ul class="who">${groups.slice(0, mostPlaces).map((group) => placeItem(parts, group))}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul>`;
};
