import type { VerdictKind } from '../../../analysis/path.ts';
import { html, joined, type Markup } from '../markup.ts';
import { pixel, sumOf } from './numbers.ts';
import { verdictColors } from './palette.ts';

export type VerdictCounts = ReadonlyMap<VerdictKind, number>;

interface BarFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many of each verdict, in a picture: as long as they are many. */
export const verdictBar = (
  counts: VerdictCounts,
  order: readonly VerdictKind[],
  { x, y, width, height }: BarFrame,
): Markup => {
  const total = sumOf(counts.values());
  let at = x;

  return joined(
    order.map((verdict) => {
      const count = counts.get(verdict) ?? 0;
      if (count === 0) return null;
      const length = (width * count) / total;
      const rect = html`<rect x="${pixel(at)}" y="${pixel(y)}" width="${pixel(Math.max(2, length - 1.5))}" height="${height}" rx="1.5" class="f-${verdict}" fill="${verdictColors[verdict].line}"/>`;
      at += length;

      return rect;
    }),
  );
};
