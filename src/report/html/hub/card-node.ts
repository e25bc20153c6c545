import { counted } from '../../counted.ts';
import type { DrawnVpc } from '../../picture/picture.ts';
import type { Pin } from '../../picture/pin.ts';
import { clientsIn, verdictCounts } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { fragment, html, joined, type Markup } from '../markup.ts';
import { sumOf } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import { frameOf, verdictInk } from '../svg/shapes.ts';
import { textAt } from '../svg/text.ts';
import { verdictBar } from '../svg/verdict-bar.ts';
import { hubMeasures } from './measures.ts';
import type { PlacedComposite } from './place-hubs.ts';

const labelRoom = 46;

const pinBar = (vpcs: readonly DrawnVpc[], pin: Pin, x: number, y: number): Markup => {
  const keys = new Set(pin.destinations.map(({ key }) => key));
  const counts = verdictCounts(
    vpcs.flatMap(({ subnets }) => subnets),
    keys,
  );
  const width = hubMeasures.card - 28 - labelRoom;

  return html`${textAt(x, y, pin.short, { size: 11, muted: true, room: labelRoom - 4 })}${verdictBar(counts, verdictKinds, { x: x + labelRoom, y: y - 7, width, height: 7 })}`;
};

/** A VPC in a few words: leads to its own picture. */
export const cardNode = ({ composite, x, y }: PlacedComposite): Markup => {
  const { vpcs, pins, height } = composite;
  const [first] = vpcs;
  const subnets = vpcs.flatMap((vpc) => vpc.subnets);
  const counts = verdictCounts(subnets);
  const open = counts.get('public') ?? 0;
  const size = `${counted(subnets.length, 'subnet')}, ${counted(clientsIn(subnets), 'client')}`;
  const told = `${open} of ${counted(sumOf(counts.values()), 'path')} public`;
  const name = vpcs.length === 1 ? first.label : `${first.label} +${vpcs.length - 1} alike`;
  const frame = { x, y, width: hubMeasures.card, height, radius: 8 };
  const look = { cls: 'bxr', fill: palette.sunk, stroke: palette.frame };
  const stack = vpcs.length > 1 ? frameOf({ ...frame, x: x + 4, y: y + 4 }, { ...look, cls: 'bx2' }) : null;
  const left = x + 14;
  const bars = pins.map((pin, at) => pinBar(vpcs, pin, left, y + hubMeasures.barTop + at * hubMeasures.barStep));
  const ink = open > 0 ? { ink: verdictInk('public') } : { muted: true as const };

  return html`<a href="${fragment(first.anchor)}" class="n" aria-label="${`${name} ${size} ${told} ${pins.map(({ short }) => short).join(' ')}`}">${stack}${frameOf(frame, look)}${textAt(left, y + 25, name, { size: 15, bold: true, room: hubMeasures.card - 28 })}${textAt(left, y + 42, size, { size: 11, muted: true })}${textAt(left, y + 60, told, { size: 11, bold: true, ...ink })}${joined(bars)}</a>`;
};
