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

const halo = (id: string, width: number): Markup =>
  html`<use href="#${id}" class="ha" stroke-width="${tenth(width)}"/>`;

interface Line {
  readonly id: string;
  readonly width: number;
  readonly data: string;
}

const colored = (verdict: VerdictKind, { id, width }: Line): Markup => {
  const dash = dashes[verdict];
  const drawn = tenth(verdict === 'private' ? width + 2.4 : width);

  return html`<use href="#${id}" class="v-${verdict}" stroke="${verdictColors[verdict].line}" stroke-width="${drawn}"${dash === undefined ? null : html` stroke-dasharray="${dash}"`}/>`;
};

/** Halos of all its widths first: lines that run together join without a gap. */
const layersOf = (verdict: VerdictKind, lines: readonly Line[]): Markup => {
  const isTube = verdict === 'private';

  return joined([
    ...lines.map(({ id, width }) => halo(id, width + (isTube ? 6.4 : 4.5))),
    ...lines.map((line) => colored(verdict, line)),
    ...(isTube ? lines.map(({ id, width }) => halo(id, Math.max(1, width - 0.9))) : []),
  ]);
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
  const drawn = sorted.map(({ verdict, byWidth }) => ({
    verdict,
    lines: byWidth.map(([width, data]): Line => {
      count += 1;

      return { id: `${prefix}${count}`, width, data };
    }),
  }));
  const all = drawn.flatMap(({ lines }) => lines);

  return {
    definitions: joined(all.map(({ id, data }) => html`<path id="${id}" d="${data}"/>`)),
    lines: joined(drawn.map(({ verdict, lines }) => layersOf(verdict, lines))),
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
