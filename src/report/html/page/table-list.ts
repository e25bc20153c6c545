import type { DrawnTable, DrawnVpc, Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';
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

const row = (picture: Picture, table: DrawnTable): Markup => {
  const { letter, label, id, subnets } = table;

  return html`<tr><th scope="row">${letter === '' ? '' : `${letter}, `}${label}<br><code>${id}</code></th><td>${subnets.length === 0 ? 'none' : alikeNames(subnets.map((subnet) => subnet.label))}</td><td>${routesOf(picture, table)}</td></tr>`;
};

export const tableList = (picture: Picture, { label, tables }: DrawnVpc): Markup => {
  const told = [...tables.values()].filter(({ routes }) => routes.length > 0);
  if (told.length === 0) return html``;

  return html`<details class="more"><summary>Route tables of ${label}</summary><table border="1" cellpadding="6" cellspacing="0"><thead><tr><th scope="col">Table</th><th scope="col">Subnets</th><th scope="col">Routes</th></tr></thead><tbody>${told.map((table) => row(picture, table))}</tbody></table></details>`;
};
