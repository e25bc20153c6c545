import { counted } from '../../counted.ts';
import type { DialedService } from '../../picture/dialed-service.ts';
import type { DrawnVpc, Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { fragment, html, joined, type Markup } from '../markup.ts';
import { peopleText } from '../vpc/box-node.ts';
import type { Acceptances } from './acceptances.ts';
import { type AlikeSubnets, alikeSubnets } from './matrix-row.ts';
import { matrixTools } from './matrix-tools.ts';
import { alikeNames, wayWords } from './wording.ts';

/** What a row of the matrix needs beside its subnets. */
export interface MatrixParts {
  readonly picture: Picture;
  readonly acceptances: Acceptances;
  /** Tags that the matrix can be filtered by. */
  readonly tags: readonly string[];
  /** Where a subnet's ways are told. */
  readonly anchorOf: ReadonlyMap<string, string>;
}

/** Of more services, cells hold the verdict alone. */
const mostTold = 8;

const cell = ({ picture, anchorOf }: MatrixParts, { first, subnets }: AlikeSubnets, { key }: DialedService): Markup => {
  const way = first.ways.get(key);
  if (way === undefined) return html`<td></td>`;
  const exits = new Set(subnets.map(({ ways }) => ways.get(key)?.via?.id)).size;
  const words = picture.destinations.length > mostTold ? null : html` <small>${wayWords(picture, way, exits)}</small>`;
  const anchor = anchorOf.get(first.anchor) ?? first.anchor;

  return html`<td class="c-${way.verdict}"><a href="${fragment(`${anchor}/${key}`)}"><b>${way.verdict}</b>${words}</a></td>`;
};

const subnetList = ({ subnets }: AlikeSubnets): Markup =>
  html`<details><summary><b>${alikeNames(subnets.map(({ label }) => label))}</b></summary><ul>${subnets.map(({ label, cidr, clients }) => html`<li>${label} <code>${cidr}</code>, ${peopleText(clients)}</li>`)}</ul></details>`;

const shortZones = ({ region }: DrawnVpc, { subnets }: AlikeSubnets): string =>
  [...new Set(subnets.map(({ zone }) => zone.replace(region, '')))].sort().join(', ');

const tablesText = ({ tables }: DrawnVpc, { subnets }: AlikeSubnets): string => {
  const labels = [
    ...new Set(subnets.flatMap(({ tableId }) => (tableId === null ? [] : (tables.get(tableId)?.label ?? tableId)))),
  ];

  return labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(', ');
};

const row = (parts: MatrixParts, vpc: DrawnVpc, alike: AlikeSubnets): Markup => {
  const { first, subnets } = alike;
  const { picture, acceptances, tags } = parts;
  const clients = clientsIn(subnets);
  const verdicts = picture.destinations.map(({ key }) => first.ways.get(key)?.verdict ?? '-').join(' ');
  const tagged = new Set(subnets.flatMap(({ id }) => picture.topology.tags.get(id) ?? []));
  const numbers = tags.flatMap((tag, index) => (tagged.has(tag) ? [index] : []));
  const zones = shortZones(vpc, alike);
  const tables = tablesText(vpc, alike);

  return html`<tr data-n="${subnets.length}" data-v="${verdicts}" data-a="${acceptances.ofSubnets(subnets)}"${numbers.length === 0 ? null : html` data-t="${numbers.join(' ')}"`}><th scope="row" data-k="${first.label}">${subnetList(alike)}</th><td>${clients}</td><td>${first.tier}</td><td>${zones}</td><td>${tables}</td>${picture.destinations.map((one) => cell(parts, alike, one))}</tr>`;
};

const bodyOf = (parts: MatrixParts, vpc: DrawnVpc): Markup => {
  const { vpcs, destinations } = parts.picture;
  const heading =
    vpcs.length > 1
      ? html`<tr class="grp"><th colspan="${5 + destinations.length}" scope="rowgroup">${vpc.label}</th></tr>`
      : null;

  return html`<tbody align="left" data-vpc="${vpc.anchor}">${heading}${alikeSubnets(vpc).map((alike) => row(parts, vpc, alike))}</tbody>`;
};

const headings = ({ destinations }: Picture): Markup => {
  const columns: readonly (readonly [string, string])[] = [
    ['Subnets', ''],
    ['Clients', 'num'],
    ['Tier', ''],
    ['Zones', ''],
    ['Route table', ''],
    ...destinations.map(({ label }) => [label, ''] as const),
  ];

  return joined(
    columns.map(([label, cls]) => html`<th scope="col"${cls === '' ? null : html` class="${cls}"`}>${label}</th>`),
  );
};

/** A table of more services scrolls by itself. */
const mostInSight = 6;

/** Subnets by service. Those that fare alike share a row; each verdict leads to its hops. */
export const subnetMatrix = (parts: MatrixParts): Markup => {
  const { picture } = parts;
  const isWide = picture.destinations.length > mostInSight;
  const subnets = picture.vpcs.reduce((sum, vpc) => sum + vpc.subnets.length, 0);

  return html`<p class="say">${counted(subnets, 'subnet')}. Those that fare alike share a row. Each verdict leads to its hops.</p>${matrixTools(parts)}<div class="tbl${isWide ? html` wide" tabindex="0" role="region" aria-label="The matrix` : null}"><table class="mx" border="1" cellpadding="6" cellspacing="0"><caption class="skip">Subnets by service: the verdict of each path</caption><thead><tr>${headings(picture)}</tr></thead>${picture.vpcs.map((vpc) => bodyOf(parts, vpc))}</table></div>`;
};
