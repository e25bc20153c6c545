import type { Point } from '../svg/polyline.ts';
import type { Geometry } from './geometry.ts';
import { laneKeyOf, natLane } from './order.ts';
import type { PlacedExit } from './place-exits.ts';
import type { Fate, Plan } from './plan.ts';

/** A stretch of a way, between two things that stand in the picture. */
export interface Leg {
  /** Legs of a group run together. */
  readonly group: string;
  readonly points: readonly Point[];
  readonly toward: 'left' | 'right';
}

/** Where the line of a fate starts: on its service's pin, parts of a split way side by side. */
export const pinPoint = ({ pins }: Plan, { bands }: Geometry, { box, pin, part }: Fate): Point => {
  const at = bands.boxes.get(box);
  if (at === undefined) return [0, 0];
  const beside = part === null ? 0 : (part.index - (part.of - 1) / 2) * 11;

  return [at.x + (pin.index + 0.5) * (at.width / pins.length) + beside, at.y];
};

const throughNat = (plan: Plan, geometry: Geometry, fate: Fate, nat: string, exit: PlacedExit): readonly Leg[] => {
  const { bands, columns } = geometry;
  const natBox = plan.natBoxes.get(nat);
  const at = natBox === undefined ? undefined : bands.boxes.get(natBox);
  const riser = columns.risers.get(nat) ?? 0;
  const chip = bands.chips.get(nat) ?? 0;
  if (natBox === undefined || at === undefined) return [];
  const right = at.x + at.width;
  const [x, y] = pinPoint(plan, geometry, fate);
  const lane = bands.bandOf.get(fate.box)?.lanes.get(natLane(nat)) ?? y;
  const outLane = bands.bandOf.get(natBox)?.lanes.get(laneKeyOf(exit.exit)) ?? y;
  const intoChip: readonly Point[] = [
    [x, y],
    [x, lane],
    [riser, lane],
    [riser, chip + 15.5],
    [right, chip + 15.5],
  ];
  const outOfChip: readonly Point[] = [
    ...([
      [right, chip + 5],
      [riser, chip + 5],
      [riser, outLane],
    ] as const),
    ...([
      [exit.spine, outLane],
      [exit.spine, exit.at],
      [exit.x, exit.at],
    ] as const),
  ];

  return [
    { group: natLane(nat), points: intoChip, toward: 'left' },
    { group: exit.exit.key, points: outOfChip, toward: 'right' },
  ];
};

const straightOut = (plan: Plan, geometry: Geometry, fate: Fate, exit: PlacedExit): Leg => {
  const [x, y] = pinPoint(plan, geometry, fate);
  const group = laneKeyOf(exit.exit);
  const lane = geometry.bands.bandOf.get(fate.box)?.lanes.get(group) ?? y;
  const points: readonly Point[] = [
    [x, y],
    [x, lane],
    [exit.spine, lane],
    [exit.spine, exit.at],
    [exit.x, exit.at],
  ];

  return { group, points, toward: 'right' };
};

/** From the pin into the lane of its exit, along the exit's spine, through it, and on to the service. */
export const legsOf = (plan: Plan, geometry: Geometry, fate: Fate): readonly Leg[] => {
  const exit = fate.leave === null ? undefined : geometry.exits.byKey.get(fate.leave.key);
  if (fate.leave === null || exit === undefined) return [];
  const { nat } = fate.leave;
  const inside = nat === null ? [straightOut(plan, geometry, fate, exit)] : throughNat(plan, geometry, fate, nat, exit);
  const service = geometry.services.get(fate.pin);
  const port = service?.ports.get(exit.exit.key);
  if (exit.out === null || service === undefined || port === undefined) return inside;
  const points: readonly Point[] = [
    [geometry.exits.right, exit.at],
    [exit.out, exit.at],
    [exit.out, port],
    [service.x, port],
  ];

  return [...inside, { group: `${exit.exit.key} out`, points, toward: 'right' }];
};
