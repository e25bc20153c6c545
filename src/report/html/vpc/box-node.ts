import type { VerdictKind } from '../../../analysis/path.ts';
import { counted } from '../../counted.ts';
import type { Box } from '../../picture/box.ts';
import type { Pin } from '../../picture/pin.ts';
import { fragment, html, joined, type Markup, nothing } from '../markup.ts';
import { markAt } from '../svg/marks.ts';
import { pixel } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { frameOf, tableBadge, verdictInk } from '../svg/shapes.ts';
import { fitted, textAt, textWidth } from '../svg/text.ts';
import { gearGlyph } from './gear-node.ts';
import { gearRowsOf } from './gear-rows.ts';
import type { Geometry } from './geometry.ts';
import { measures } from './measures.ts';
import type { Rect } from './place-bands.ts';
import type { Plan } from './plan.ts';
import type { Shared } from './shared.ts';

const pinShape = (label: string, verdict: VerdictKind, width: number): Markup => {
  const look = { size: 10.5, bold: true, ink: verdictInk(verdict) } as const;
  const fits = width >= 14 + textWidth(label, look) * 0.8;
  const shown = fits ? label : fitted(label, { ...look, room: width - 17 });
  const start = Math.max(3, (width - textWidth(shown, look) * 0.96 - 14) / 2);

  return html`${frameOf({ x: 0, y: 0, width, height: measures.pin - 2, radius: 4 }, { cls: `t-${verdict}`, fill: verdictColors[verdict].tint })}${markAt(verdict, start, 4.5, 10)}${textAt(start + 14, 13.6, shown, look)}`;
};

/** The pins of a box: one shape for all boxes with the same verdicts. */
const pinsOfBox = (plan: Plan, box: Box, { x, y, width }: Rect, shared: Shared): Markup => {
  const each = width / plan.pins.length;
  const whole = plan.pins.every(({ label }) => each - 26 >= textWidth(label, { size: 10.5, bold: true }));
  const node = (pin: Pin): Markup => {
    const verdict = box.ways.get(pin.first.key)?.verdict;
    if (verdict === undefined) return nothing;
    const id = shared(`${pin.index}${verdict}`, () => pinShape(whole ? pin.label : pin.short, verdict, each - 3));

    return html`<use href="#${id}" x="${pixel(pin.index * each + 1.5)}"/>`;
  };
  const verdicts = plan.pins.map(({ first }) => box.ways.get(first.key)?.verdict ?? '-');
  const row = shared(`row ${verdicts.join(' ')}`, () => joined(plan.pins.map(node)));

  return html`<use href="#${row}" x="${pixel(x)}" y="${pixel(y)}"/>`;
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

const gearOfBox = (box: Box, { x, y, width }: Rect, shared: Shared): Markup =>
  joined(
    gearRowsOf(box).map((row, index) => {
      if (row.kind === 'nat-gateway') return null;
      const id = shared(`${row.kind}${row.label}`, () => gearGlyph(row, width));

      return html`<use href="#${id}" x="${pixel(x)}" y="${pixel(y + measures.pin + measures.body + index * measures.row)}"/>`;
    }),
  );

const spoken = (plan: Plan, box: Box, name: string, people: string, cidr: string): string => {
  const verdicts = plan.pins.flatMap(({ label, first }) => {
    const verdict = box.ways.get(first.key)?.verdict;

    return verdict === undefined ? [] : `${label} ${verdict}`;
  });

  return `${name} ${people} ${cidr}: ${verdicts.join(', ')}`;
};

export const boxNode = (plan: Plan, geometry: Geometry, box: Box, shared: Shared): Markup => {
  const at = geometry.bands.boxes.get(box);
  if (at === undefined) return nothing;
  const { x, y, width, height } = at;
  const top = y + measures.pin;
  const body = { x, y: top, width, height: height - measures.pin, radius: 6 };
  const people = boxPeople(plan, box);
  const name = fitted(box.label, { size: 13, bold: true, room: width - 26 - textWidth(people, { size: 11 }) });
  const cidr = fitted(box.cidr, { size: 11, mono: true, room: width - 50 });
  const look = { fill: palette.sunk, stroke: palette.rule };
  const stack = box.subnets.length > 1 ? frameOf({ ...body, x: x + 4, y: top + 4 }, { cls: 'bx2', ...look }) : null;
  const badge = badgeOf(plan, box);
  const badgeId = shared(`t${badge}`, () => tableBadge(0, 0, badge));

  return html`<a href="${fragment(box.first.anchor)}" class="n bx b${box.index}" aria-label="${spoken(plan, box, name, people, cidr)}">${stack}${frameOf(body, { cls: 'bxr', ...look })}${pinsOfBox(plan, box, at, shared)}${textAt(x + 10, top + 18, name, { size: 13, bold: true })}${textAt(x + width - 10, top + 18, people, { size: 11, anchor: 'end', ...(box.clients === 0 && !plan.passing.has(box) ? { muted: true } : {}) })}${textAt(x + 10, top + 37, cidr, { size: 11, mono: true, muted: true })}<use href="#${badgeId}" x="${pixel(x + width - 26)}" y="${pixel(top + 25)}"/>${gearOfBox(box, at, shared)}</a>`;
};
