import type { ReportWay } from '../../../audit.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, type Markup } from '../markup.ts';
import { namedMarkup } from './naming.ts';

type Hop = ReportWay['hops'][number];

const becauseOf = (picture: Picture, { because }: Hop): Markup => {
  const told = namedMarkup(picture, because.replace(/\bZ[0-9A-Z]{10,} /, ''));
  if (because.includes('→')) return html`<code>${told}</code>`;

  return html`${/^(with|to) /.test(because) ? '' : ': '}${told}`;
};

const hopItem = (picture: Picture, hop: Hop): Markup => {
  const because = becauseOf(picture, hop);

  return html`<li><b>${namedMarkup(picture, hop.at)}</b> ${hop.does}${because.markup.startsWith(':') ? '' : ' '}${because}</li>`;
};

/** Where a packet goes, one thing after the other, each with the line of configuration that decides. */
export const hopList = (picture: Picture, { hops }: ReportWay): Markup =>
  html`<ol>${hops.map((hop) => hopItem(picture, hop))}</ol>`;
