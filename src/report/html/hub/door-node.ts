import { counted } from '../../counted.ts';
import type { Door } from '../../picture/door.ts';
import { exitKindName } from '../../picture/exit-names.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, type Markup } from '../markup.ts';
import { markAt } from '../svg/marks.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { frameOf, verdictInk } from '../svg/shapes.ts';
import type { Shared } from '../svg/shared.ts';
import { fitted, textAt, textWidth } from '../svg/text.ts';
import type { Composite } from './composite.ts';
import { hubMeasures } from './measures.ts';

export const doorClients = ({ who }: Door): number => sumOf(who.values());

const serviceText = ({ pins }: Composite, { destinationKeys }: Door): string =>
  pins
    .flatMap(({ destinations }) => destinations)
    .filter(({ key }) => destinationKeys.has(key))
    .map(({ short }) => short)
    .join(', ');

const people = (door: Door): string => {
  const clients = doorClients(door);
  const told = clients === 0 ? 'no clients' : counted(clients, 'client');

  return door.verdict === 'unreachable' ? `${told} dropped` : told;
};

const titleOf = (picture: Picture, composite: Composite, { exit, reason, nats, crossing }: Door): string => {
  if (exit === null) return (reason ?? 'nowhere').replaceAll('-', ' ');
  const name = composite.vpcs.length > 1 && crossing === null ? exitKindName(exit.kind) : picture.nameOf(exit.id);
  if (crossing !== null) return `${name} to ${crossing.into.label}`;
  if (nats.size === 0) return name;

  return `${name} after ${nats.size === 1 ? picture.nameOf([...nats][0] ?? '') : `${nats.size} NATs`}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface At {
  readonly x: number;
  readonly y: number;
}

interface DoorAt extends At {
  readonly shared: Shared;
}

/** A way out that is drawn as a box: an exit of the VPC's own, or a dead end. */
export const doorNode = (picture: Picture, composite: Composite, door: Door, { x, y, shared }: DoorAt): Markup => {
  const { verdict, exit } = door;
  const color = verdictColors[verdict].line;
  const frame = { x: 0, y: 0, width: hubMeasures.door, height: hubMeasures.doorHeight, radius: 7 };
  const look = { cls: `exr st-${verdict}`, fill: palette.surface, stroke: color };
  const edge =
    exit === null ? frameOf(frame, { ...look, isDashed: true }) : frameOf(frame, { ...look, strokeWidth: 1.5 });
  const shape = shared(html`${edge}${markAt(verdict, 11, 9, 11)}`);
  const who = people(door);
  const room = hubMeasures.door - 56 - textWidth(who, { size: 11 });
  const title = titleOf(picture, composite, door);

  return html`<g class="dr"><use href="#${shape}" x="${pixel(x)}" y="${pixel(y)}"/>${textAt(x + 30, y + 18, exit === null ? capital(title) : title, { size: 12.5, bold: true, room: hubMeasures.door - 42 })}${textAt(x + 30, y + 33, serviceText(composite, door), { size: 11, bold: true, ink: verdictInk(verdict), room })}${textAt(x + hubMeasures.door - 12, y + 33, who, { size: 11, muted: true, anchor: 'end' })}</g>`;
};

export interface CrossingWords {
  readonly words: Markup;
  readonly width: number;
}

/** A way on to another VPC: its line is cut for these words. */
export const crossingWords = (composite: Composite, door: Door, { x, y }: At): CrossingWords => {
  const look = { size: 11, bold: true, ink: verdictInk(door.verdict) } as const;
  const services = fitted(serviceText(composite, door), { ...look, room: hubMeasures.door - 130 });
  const served = textWidth(services, look) * 0.98;
  const who = people(door);

  return {
    words: html`${markAt(door.verdict, x + 8, y - 5.5)}${textAt(x + 25, y + 4, services, look)}${textAt(x + 33 + served, y + 4, who, { size: 11, muted: true })}`,
    width: 40 + served + textWidth(who, { size: 11 }),
  };
};
