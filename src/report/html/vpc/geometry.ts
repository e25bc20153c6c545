import type { Pin } from '../../picture/pin.ts';
import { sumOf } from '../svg/numbers.ts';
import { type Columns, zoneColumns } from './columns.ts';
import { measures, nameLine } from './measures.ts';
import type { LineOrder } from './order.ts';
import { type PlacedBands, placeBands } from './place-bands.ts';
import { type PlacedExit, type PlacedExits, placeExits } from './place-exits.ts';
import type { Plan } from './plan.ts';
import { serviceLines } from './service-lines.ts';

export interface PlacedService {
  readonly pin: Pin;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Where the line of each exit comes in. */
  readonly ports: ReadonlyMap<string, number>;
}

/** A place for everything. */
export interface Geometry {
  readonly columns: Columns;
  readonly bands: PlacedBands;
  readonly exits: PlacedExits;
  readonly services: ReadonlyMap<Pin, PlacedService>;
  /** Of the VPC's frame. */
  readonly frameRight: number;
  readonly bottom: number;
  readonly width: number;
}

interface Draft {
  readonly pin: Pin;
  readonly comingIn: readonly string[];
  readonly height: number;
}

const drafted = ({ pins }: Plan, { byKey }: PlacedExits, { outs }: LineOrder): readonly Draft[] =>
  pins.map((pin) => {
    const comingIn = outs.filter((key) => byKey.get(key)?.exit.fates.some((fate) => fate.pin === pin));

    const own = measures.serviceHeight + (serviceLines(pin).length - 1) * nameLine;

    return { pin, comingIn, height: Math.max(own, comingIn.length * measures.lane + 18) };
  });

const portsOf = ({ comingIn }: Draft, middle: number): ReadonlyMap<string, number> =>
  new Map(comingIn.map((key, at) => [key, middle + (at - (comingIn.length - 1) / 2) * measures.lane]));

const spanOf = (placed: readonly PlacedExit[]): readonly [first: number, last: number] =>
  placed.length === 0
    ? [measures.head, measures.head + measures.serviceHeight]
    : [Math.min(...placed.map(({ y }) => y)), Math.max(...placed.map(({ y, height }) => y + height))];

/** Beside the exits, spread over their height. */
const placeServices = (plan: Plan, exits: PlacedExits, order: LineOrder): readonly PlacedService[] => {
  const drafts = drafted(plan, exits, order);
  const [first, last] = spanOf([...exits.byKey.values()]);
  const total = sumOf(drafts.map(({ height }) => height + measures.serviceGap)) - measures.serviceGap;
  const between = drafts.length - 1;
  const spare = between > 0 ? (last - first - total) / between : 0;
  const gap = Math.max(measures.serviceGap, Math.min(46, spare + measures.serviceGap));
  let y = Math.max(first, (first + last) / 2 - (total + (gap - measures.serviceGap) * between) / 2);

  return drafts.map((draft) => {
    const placed = { pin: draft.pin, x: exits.behind, y, height: draft.height };
    y += draft.height + gap;

    return { ...placed, ports: portsOf(draft, placed.y + draft.height / 2) };
  });
};

export const geometryOf = (plan: Plan, order: LineOrder): Geometry => {
  const columns = zoneColumns(plan);
  const bands = placeBands(plan.bands, columns, order);
  const exits = placeExits(plan, bands, columns.right, order);
  const services = placeServices(plan, exits, order);
  const [, lowest] = spanOf([...exits.byKey.values()]);
  const lowestService = Math.max(0, ...services.map(({ y, height }) => y + height));

  return {
    ...{ columns, bands, exits, services: new Map(services.map((one) => [one.pin, one])) },
    frameRight: exits.left + measures.exitWidth / 2,
    bottom: Math.max(bands.bottom, exits.byKey.size > 0 ? lowest + 12 : 0, lowestService + 10),
    width: exits.behind + measures.serviceWidth + 2,
  };
};
