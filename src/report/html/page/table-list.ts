import { groupBy } from '../../../group-by.ts';
import type { DrawnTable, DrawnVpc, Picture } from '../../picture/picture.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import { namedMarkup } from './naming.ts';
import { alikeNames } from './wording.ts';

/** A table may hold thousands. */
const mostRoutes = 40;

const routesOf = (picture: Picture, { routes }: DrawnTable): Markup => {
  const shown = routes
    .slice(0, mostRoutes)
    .map(
      ({ destination, target, isBlackhole }) =>
        html`<code>${namedMarkup(picture, `${destination} → ${target.id}`)}</code>${isBlackhole ? ' (blackhole)' : null}`,
    );
  const more = routes.length - shown.length;

  return html`${joined(shown, html`<br>`)}${more > 0 ? html`<br>and ${more} more` : null}`;
};

/** Tables that lead alike share a row. */
const row = (picture: Picture, alike: readonly [DrawnTable, ...DrawnTable[]]): Markup => {
  const [table, ...others] = alike;
  const { letter, label, id } = table;
  const subnets = alike.flatMap((one) => one.subnets);
  const heading =
    others.length === 0
      ? html`${letter === '' ? '' : `${letter}, `}${label}<br><code>${id}</code>`
      : alikeNames(alike.map((one) => one.label));

  return html`<tr><th scope="row">${heading}</th><td>${subnets.length === 0 ? 'none' : alikeNames(subnets.map((subnet) => subnet.label))}</td><td>${routesOf(picture, table)}</td></tr>`;
};

/** Few are told one by one. */
const mostAlone = 12;

export const tableList = (picture: Picture, { label, tables }: DrawnVpc): Markup => {
  const told = [...tables.values()].filter(({ routes }) => routes.length > 0);
  if (told.length === 0) return nothing;
  const groups = groupBy(told, ({ id, routes }) => (told.length <= mostAlone ? id : JSON.stringify(routes)));

  return html`<details class="more"><summary>Route tables of ${label}</summary><table border="1" cellpadding="6" cellspacing="0"><thead><tr><th scope="col">Table</th><th scope="col">Subnets</th><th scope="col">Routes</th></tr></thead><tbody>${[...groups.values()].map((alike) => row(picture, alike))}</tbody></table></details>`;
};
