import type { VerdictKind } from '../../../analysis/path.ts';
import { html, joined, type Markup } from '../markup.ts';
import type { BundledStroke } from './bundle.ts';
import { tenth } from './numbers.ts';
import { palette, verdictColors } from './palette.ts';
import type { Point } from './polyline.ts';

/** Private is a tube, public is solid, the others are broken: no line needs its colour. */
const dashes: Readonly<Partial<Record<VerdictKind, string>>> = {
  transit: '9 4',
  split: '3 2.5',
  unreachable: '1 4',
  unknown: '1 4',
};

const order: readonly VerdictKind[] = ['private', 'transit', 'unreachable', 'unknown', 'public', 'split'];

interface Line {
  readonly id: string;
  readonly width: number;
  readonly data: string;
}

const drawn = (lines: readonly Line[], more: number): Markup =>
  joined(lines.map(({ id, width }) => html`<use href="#${id}" stroke-width="${Math.max(1, tenth(width + more))}"/>`));

const halos = (lines: readonly Line[], more: number): Markup => html`<g class="ha">${drawn(lines, more)}</g>`;

/** Halos of all its widths first: lines that run together join without a gap. */
const layersOf = (verdict: VerdictKind, lines: readonly Line[]): Markup => {
  const dash = dashes[verdict];
  const look = html`class="v-${verdict}" stroke="${verdictColors[verdict].line}"${dash === undefined ? null : html` stroke-dasharray="${dash}"`}`;
  if (verdict !== 'private') return html`${halos(lines, 4.5)}<g ${look}>${drawn(lines, 0)}</g>`;

  return html`${halos(lines, 6.4)}<g ${look}>${drawn(lines, 2.4)}</g>${halos(lines, -0.9)}`;
};

/** For the group that the lines stand in: what halos are drawn with. */
export const haloStroke: Markup = html`stroke="${palette.surface}"`;

/** The lines of a picture, with halos that make crossings bridges; and what they refer to. */
export const strokesOf = (
  strokes: readonly BundledStroke[],
  prefix: string,
): { readonly definitions: Markup; readonly lines: Markup } => {
  const sorted = [...strokes].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  let count = 0;
  const layers = sorted.map(({ verdict, byWidth }) => ({
    verdict,
    lines: byWidth.map(([width, data]): Line => {
      count += 1;

      return { id: `${prefix}${count}`, width, data };
    }),
  }));
  const all = layers.flatMap(({ lines }) => lines);

  return {
    definitions: joined(all.map(({ id, data }) => html`<path id="${id}" d="${data}"/>`)),
    lines: joined(layers.map(({ verdict, lines }) => layersOf(verdict, lines))),
  };
};

/** Half the height of an arrow's head. */
const headHalf = (width: number): number => Math.max(4, width / 2 + 2.6);

/** How far before its end a line stops, for the head. */
export const headReach = (width: number): number => headHalf(width) * 1.45 - 1;

export interface ArrowEnd {
  readonly verdict: VerdictKind;
  readonly at: Point;
  readonly toward: 'left' | 'right';
  readonly width: number;
}

const headData = ({ at: [x, y], toward, width }: ArrowEnd): string => {
  const half = headHalf(width);
  const length = (toward === 'right' ? -1 : 1) * half * 1.45;

  return `M${tenth(x)} ${tenth(y)}l${tenth(length)} ${-tenth(half)}v${tenth(2 * half)}z`;
};

export const arrowHeads = (ends: readonly ArrowEnd[]): Markup => {
  const byVerdict = new Map<VerdictKind, string>();
  for (const end of ends) byVerdict.set(end.verdict, (byVerdict.get(end.verdict) ?? '') + headData(end));

  return joined(
    [...byVerdict].map(
      ([verdict, data]) => html`<path d="${data}" class="f-${verdict}" fill="${verdictColors[verdict].line}"/>`,
    ),
  );
};
