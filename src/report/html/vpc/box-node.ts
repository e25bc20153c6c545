import type { VerdictKind } from '../../../analysis/path.ts';
import { groupBy } from '../../../group-by.ts';
import { counted } from '../../counted.ts';
import type { Box } from '../../picture/box.ts';
import { fragment, html, joined, type Markup, nothing } from '../markup.ts';
import { markAt } from '../svg/marks.ts';
import { pixel } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { frameOf, tableBadge, verdictInk } from '../svg/shapes.ts';
import type { Shared } from '../svg/shared.ts';
import { fitted, textAt, textWidth } from '../svg/text.ts';
import { gearGlyph } from './gear-node.ts';
import { gearRowsOf } from './gear-rows.ts';
import type { Geometry } from './geometry.ts';
import { measures } from './measures.ts';
import type { Rect } from './place-bands.ts';
import type { Plan } from './plan.ts';

const pinShape = (label: string, verdict: VerdictKind, width: number): Markup => {
  const look = { size: 10.5, bold: true, ink: verdictInk(verdict) } as const;
  const fits = width >= 14 + textWidth(label, look) * 0.8;
  const shown = fits ? label : fitted(label, { ...look, room: width - 17 });
  const start = Math.max(3, (width - textWidth(shown, look) * 0.96 - 14) / 2);

  return html`${frameOf({ x: 0, y: 0, width, height: measures.pin - 2, radius: 4 }, { cls: `t-${verdict}`, fill: verdictColors[verdict].tint })}${markAt(verdict, start, 4.5, 10)}${textAt(start + 14, 13.6, shown, look)}`;
};

/** The pins of a box, by its verdicts. */
const pinsOfBox = (plan: Plan, box: Box, width: number, shared: Shared): Markup => {
  const each = width / plan.pins.length;
  const whole = plan.pins.every(({ label }) => each - 26 >= textWidth(label, { size: 10.5, bold: true }));

  return joined(
    plan.pins.map((pin) => {
      const verdict = box.ways.get(pin.first.key)?.verdict;
      if (verdict === undefined) return nothing;
      const id = shared(pinShape(whole ? pin.label : pin.short, verdict, each - 3));

      return html`<use href="#${id}" x="${pixel(pin.index * each + 1.5)}"/>`;
    }),
  );
};

/** How many call from here, or come by from elsewhere. */
export const peopleText = (clients: number | null): string => {
  if (clients === null) return 'clients not read';

  return clients === 0 ? 'no clients' : counted(clients, 'client');
};

const boxPeople = ({ passing }: Plan, box: Box): string => {
  const pass = passing.get(box);
  if (pass !== undefined) return `${counted(pass, 'client')} ${pass === 1 ? 'passes' : 'pass'}`;

  return peopleText(box.first.clients === null ? null : box.clients);
};

const badgeOf = ({ vpc }: Plan, { tableIds }: Box): string =>
  tableIds.length > 1 ? String(tableIds.length) : (vpc.tables.get(tableIds[0] ?? '')?.letter ?? '?');

const gearOfBox = (box: Box, width: number): Markup =>
  joined(
    gearRowsOf(box).map((row, index) => {
      if (row.kind === 'nat-gateway') return null;

      return html`<g transform="translate(0 ${measures.pin + measures.body + index * measures.row})">${gearGlyph(row, width)}</g>`;
    }),
  );

/** All of a box but its name and numbers: one shape for boxes whose table, verdicts and equipment are the same. */
const boxShape = (plan: Plan, box: Box, { width, height }: Rect, shared: Shared): Markup => {
  const body = { x: 0, y: measures.pin, width, height: height - measures.pin, radius: 6 };
  const look = { fill: palette.sunk, stroke: palette.rule };
  const stack =
    box.subnets.length > 1 ? frameOf({ ...body, x: 4, y: measures.pin + 4 }, { cls: 'bx2', ...look }) : null;
  const badge = tableBadge(width - 26, measures.pin + 25, badgeOf(plan, box));

  return html`${stack}${frameOf(body, { cls: 'bxr', ...look })}${pinsOfBox(plan, box, width, shared)}${badge}${gearOfBox(box, width)}`;
};

/** `S3 private; DynamoDB, STS public`. */
const verdictsTold = (plan: Plan, box: Box): string => {
  const labels = groupBy(plan.pins, ({ first }) => box.ways.get(first.key)?.verdict ?? null);

  return [...labels].map(([verdict, pins]) => `${pins.map(({ label }) => label).join(', ')} ${verdict}`).join('; ');
};

export const boxNode = (plan: Plan, geometry: Geometry, box: Box, shared: Shared): Markup => {
  const at = geometry.bands.boxes.get(box);
  if (at === undefined) return nothing;
  const { x, y, width } = at;
  const top = y + measures.pin;
  const people = boxPeople(plan, box);
  const name = fitted(box.label, { size: 13, bold: true, room: width - 26 - textWidth(people, { size: 11 }) });
  const cidr = fitted(box.cidr, { size: 11, mono: true, room: width - 50 });
  const spoken = `${name} ${people} ${cidr}: ${verdictsTold(plan, box)}`;
  const shape = shared(boxShape(plan, box, at, shared));

  return html`<a href="${fragment(box.first.anchor)}" class="n bx b${box.index}" aria-label="${spoken}"><use href="#${shape}" x="${pixel(x)}" y="${pixel(y)}"/>${textAt(x + 10, top + 18, name, { size: 13, bold: true })}${textAt(x + width - 10, top + 18, people, { size: 11, anchor: 'end', ...(box.clients === 0 && !plan.passing.has(box) ? { muted: true } : {}) })}${textAt(x + 10, top + 37, cidr, { size: 11, mono: true, muted: true })}</a>`;
};
