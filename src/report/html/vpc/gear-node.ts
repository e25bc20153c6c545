import { html, joined, type Markup } from '../markup.ts';
import { pixel } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import { frameOf } from '../svg/shapes.ts';
import { textAt } from '../svg/text.ts';
import { type GearRow, gearRowsOf } from './gear-rows.ts';
import type { Geometry } from './geometry.ts';
import type { Plan } from './plan.ts';
import { markedBy } from './selection.ts';

const strokes = html`fill="none" class="glyph" stroke="${palette.muted}" stroke-width="1.4"`;

const glyphs: Readonly<Record<Exclude<GearRow['kind'], 'nat-gateway'>, Markup>> = {
  'interface-endpoint': html`<path d="M12 10h7m0 -4.5v9m0 -6.5h4m-4 4h4" ${strokes}/>`,
  'transit-gateway': html`<circle cx="17" cy="10" r="5" ${strokes}/><path d="M17 7v6m-3 -3h6" ${strokes}/>`,
};

/** A line of equipment in a box: a sign and a word. */
export const gearGlyph = ({ kind, label }: Exclude<GearRow, { kind: 'nat-gateway' }>, width: number): Markup =>
  html`${glyphs[kind]}${textAt(28, 14, label, { size: 10.5, muted: true, room: width - 40 })}`;

/** NAT gateways stand apart from their boxes: lines go through them. */
export const natNodes = (plan: Plan, { bands }: Geometry): Markup =>
  joined(
    plan.boxes.flatMap((box) => {
      const at = bands.boxes.get(box);

      return gearRowsOf(box).map((row) => {
        const y = row.kind === 'nat-gateway' ? bands.chips.get(row.id) : undefined;
        if (row.kind !== 'nat-gateway' || at === undefined || y === undefined) return null;
        const fates = plan.fates.filter(({ leave, isPassing }) => leave?.nat === row.id && !isPassing);
        const chip = frameOf(
          { x: at.x + 5, y, width: at.width - 5, height: 20, radius: 4 },
          { cls: 'chr', fill: palette.surface, stroke: palette.frame },
        );

        return html`<g class="n ex b${box.index}${markedBy(fates)}">${chip}${textAt(at.x + 14, y + 14, row.label, { size: 11, bold: true, room: at.width - 100 })}${textAt(at.x + at.width - 10, pixel(y + 14), 'NAT gateway', { size: 10.5, muted: true, anchor: 'end' })}<title>${row.id}</title></g>`;
      });
    }),
  );
