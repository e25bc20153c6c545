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
  html`<use href="#${id}" class="ha" stroke="${palette.surface}" stroke-width="${tenth(width)}"/>`;

const layersOf = (verdict: VerdictKind, width: number, id: string): Markup => {
  const isTube = verdict === 'private';
  const dash = dashes[verdict];
  const drawn = html`<use href="#${id}" class="v-${verdict}" stroke="${verdictColors[verdict].line}" stroke-width="${tenth(isTube ? width + 2.4 : width)}"${dash === undefined ? null : html` stroke-dasharray="${dash}"`}/>`;

  return joined([halo(id, width + (isTube ? 6.4 : 4.5)), drawn, isTube ? halo(id, Math.max(1, width - 0.9)) : null]);
};

/** The lines of a picture, with halos that make crossings bridges; and what they refer to. */
export const strokesOf = (
  strokes: readonly BundledStroke[],
  prefix: string,
): { readonly definitions: Markup; readonly lines: Markup } => {
  const sorted = [...strokes].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const flat = sorted.flatMap(({ verdict, byWidth }) => byWidth.map(([width, data]) => ({ verdict, width, data })));

  return {
    definitions: joined(flat.map(({ data }, index) => html`<path id="${prefix}${index}" d="${data}"/>`)),
    lines: joined(flat.map(({ verdict, width }, index) => layersOf(verdict, width, `${prefix}${index}`))),
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
