import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import { pixel } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import type { Shared } from '../svg/shared.ts';
import { sans, textAt, textSize } from '../svg/text.ts';
import { barNodes, barsOf } from './bars.ts';
import { cardNode } from './card-node.ts';
import { compositesOf } from './composite.ts';
import { hubLines } from './hub-lines.ts';
import { compositeWidth, hubMeasures } from './measures.ts';
import { type PlacedComposite, placeHubs } from './place-hubs.ts';
import { tracksOf } from './tracks.ts';

const headings = (placed: readonly PlacedComposite[]): Markup => {
  const left = Math.min(...placed.map(({ x }) => x));
  const look = { size: 12.5, bold: true } as const;

  return html`${textAt(left, 16, 'VPC', look)}${textAt(left + hubMeasures.card + hubMeasures.link, 16, 'Ways out', look)}`;
};

/** All VPCs that packets pass between: what leaves each by itself, and what through another. Nothing where none do. */
export const hubPicture = (picture: Picture, shared: Shared): Markup => {
  const composites = compositesOf(picture);
  const places = placeHubs(composites);
  if (places.connectors.size === 0) return nothing;
  const tracks = tracksOf(places);
  const bars = barsOf(places, tracks);
  const { definitions, lines, nodes } = hubLines(picture, places, { tracks, bars, shared });
  const right = Math.max(...places.composites.map(({ x }) => x + compositeWidth));
  const low = Math.max(...places.composites.map(({ y, composite }) => y + composite.height));
  const [width, height] = [
    pixel(right + 2),
    pixel(Math.max(low, ...[...bars.values()].map(({ bottom }) => bottom)) + 6),
  ];

  return html`<svg class="pic z3" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${sans}" font-size="${textSize}" fill="${palette.ink}" role="group" aria-label="Picture of all VPCs: what leaves on its own and what through others"><rect class="ground" width="100%" height="100%" fill="${palette.surface}"/><defs>${definitions}</defs>${headings(places.composites)}${barNodes(picture, bars)}${lines}${nodes}${joined(places.composites.map(cardNode))}</svg>`;
};
