import { counted } from '../../counted.ts';
import { exitKindName } from '../../picture/exit-names.ts';
import { serviceLabelOf } from '../../picture/service-labels.ts';
import { html, type Markup, nothing } from '../markup.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { frameOf, verdictInk } from '../svg/shapes.ts';
import type { Shared } from '../svg/shared.ts';
import { textAt, textWidth } from '../svg/text.ts';
import { exitNote } from './exit-note.ts';
import { measures } from './measures.ts';
import type { PlacedExit } from './place-exits.ts';
import type { Exit, Plan } from './plan.ts';
import { markedBy } from './selection.ts';

const kindText = ({ kind, endpoint }: Exit): string =>
  endpoint === null
    ? exitKindName(kind)
    : `${serviceLabelOf(endpoint.service).short} ${exitKindName(kind).toLowerCase()}`;

/** On the border of the VPC. Solid in its verdict's colour where it is used, dashed where nothing arrives. */
export const exitNode = (plan: Plan, { exit, x, y, height }: PlacedExit, shared: Shared): Markup => {
  const isUsed = exit.fates.length > 0;
  const paths = sumOf(exit.fates.map((fate) => fate.paths));
  const count = isUsed ? counted(paths, 'path') : 'unused';
  const verdict = isUsed ? exit.verdict : 'unreachable';
  const frame = { x: 0, y: 0, width: measures.exitWidth, height, radius: 8 };
  const ground = frameOf(frame, { cls: 'sf', fill: palette.surface });
  const edge = frameOf(frame, {
    ...{ cls: `exr st-${verdict}`, fill: palette.surface, stroke: verdictColors[verdict].line, strokeWidth: 1.5 },
    ...(isUsed ? {} : { isDashed: true }),
  });
  const note = exitNote(plan, exit);
  const countRoom = textWidth(count, { size: 10.5 });
  const right = x + measures.exitWidth - 12;

  const drawn = (shape: Markup): Markup => html`<use href="#${shared(shape)}" x="${pixel(x)}" y="${pixel(y)}"/>`;

  return html`${drawn(ground)}<g class="n ex${markedBy(exit.fates)}">${drawn(edge)}${textAt(x + 12, y + 18, kindText(exit), { size: 10.5, muted: true, room: measures.exitWidth - 30 - countRoom })}${textAt(right, y + 18, count, { size: 10.5, anchor: 'end', ink: verdictInk(verdict), ...(isUsed ? { bold: true } : {}) })}${textAt(x + 12, y + 36, plan.picture.nameOf(exit.id), { size: 12.5, bold: true, room: measures.exitWidth - 24 })}${note === '' ? nothing : textAt(x + 12, y + 51, note, { size: 10.5, muted: true, room: measures.exitWidth - 20 })}<title>${exit.id}</title></g>`;
};
