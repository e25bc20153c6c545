import type { VerdictKind } from '../../../analysis/path.ts';
import type { ReportEndpoint } from '../../../audit.ts';
import { arrivalsIn } from '../../picture/arrivals.ts';
import { type Box, boxesOf } from '../../picture/box.ts';
import { type ExitKind, type Leave, leaveOf, wayParts } from '../../picture/leave.ts';
import type { DrawnVpc, Picture } from '../../picture/picture.ts';
import { type Pin, pinsOf } from '../../picture/pin.ts';
import { type Band, bandsOf } from './bands.ts';

/** What becomes of the packets of one box to one pin, or of a part of them. */
export interface Fate {
  readonly box: Box;
  readonly pin: Pin;
  readonly verdict: VerdictKind;
  /** Of a split way: which part, of how many. */
  readonly part: { readonly index: number; readonly of: number } | null;
  readonly leave: Leave | null;
  readonly who: string;
  readonly clients: number;
  readonly paths: number;
  /** Comes from another VPC. */
  readonly isPassing: boolean;
  /** Drawn only when it is chosen. */
  readonly isQuiet: boolean;
}

export interface Exit {
  readonly key: string;
  readonly kind: ExitKind;
  readonly id: string;
  readonly verdict: VerdictKind;
  readonly fates: readonly Fate[];
  readonly endpoint: ReportEndpoint | null;
}

/** What there is to draw of a VPC, before anything has a place. */
export interface Plan {
  readonly picture: Picture;
  readonly vpc: DrawnVpc;
  readonly zones: readonly string[];
  readonly boxes: readonly Box[];
  readonly bands: readonly Band[];
  readonly pins: readonly Pin[];
  readonly fates: readonly Fate[];
  readonly exits: readonly Exit[];
  /** The boxes that NAT gateways stand in. */
  readonly natBoxes: ReadonlyMap<string, Box>;
  /** How many clients of other VPCs come in by a box. */
  readonly passing: ReadonlyMap<Box, number>;
}

const ownFates = (picture: Picture, vpc: DrawnVpc, box: Box, pin: Pin): readonly Fate[] => {
  const way = box.ways.get(pin.first.key);
  if (way === undefined) return [];
  const parts = wayParts(way);
  const carrying = box.subnets.length * pin.destinations.length;

  return parts.map((part, index) => ({
    ...{ box, pin, verdict: part.verdict, leave: leaveOf(picture, vpc, part, way.hops) },
    part: way.verdict === 'split' ? { index, of: parts.length } : null,
    ...{ who: `b${box.index}`, clients: box.clients, paths: carrying, isPassing: false, isQuiet: box.isQuiet },
  }));
};

const entranceOf = (boxes: readonly Box[], zone: string): Box | undefined => {
  const doors = boxes.filter(({ gear }) => gear.some(({ kind }) => kind === 'transit-gateway'));

  return doors.find((box) => box.zone === zone) ?? doors[0];
};

const passingFates = (
  picture: Picture,
  vpc: DrawnVpc,
  { boxes, pins }: Pick<Plan, 'boxes' | 'pins'>,
): readonly Fate[] => {
  const pinOfKey = new Map(pins.flatMap((pin) => pin.destinations.map(({ key }) => [key, pin] as const)));

  return arrivalsIn(picture, vpc).flatMap(({ subnet, destinationKey, verdict, leave }): Fate[] => {
    const box = entranceOf(boxes, subnet.zone);
    const pin = pinOfKey.get(destinationKey);
    if (box === undefined || pin === undefined) return [];
    const { clients, isQuiet, anchor: who } = subnet;

    return [{ box, pin, verdict, part: null, leave, who, clients: clients ?? 0, paths: 1, isPassing: true, isQuiet }];
  });
};

const passingClients = (fates: readonly Fate[]): ReadonlyMap<Box, number> => {
  const counted = new Set<string>();
  const passing = new Map<Box, number>();
  for (const { isPassing, isQuiet, box, who, clients } of fates) {
    if (!isPassing || isQuiet || counted.has(who)) continue;
    counted.add(who);
    passing.set(box, (passing.get(box) ?? 0) + clients);
  }

  return passing;
};

const exitsOf = (fates: readonly Fate[], { endpoints }: DrawnVpc): readonly Exit[] => {
  const exits = new Map<string, { -readonly [K in keyof Exit]: Exit[K] }>();
  const endpointOf = new Map(endpoints.map((one) => [one.endpointId, one]));
  for (const fate of fates) {
    if (fate.leave === null) continue;
    const { key, kind, id } = fate.leave;
    const exit = exits.get(key);
    if (exit === undefined)
      exits.set(key, { key, kind, id, verdict: fate.verdict, fates: [fate], endpoint: endpointOf.get(id) ?? null });
    else exit.fates = [...exit.fates, fate];
  }
  for (const endpoint of endpoints) {
    const kind = endpoint.type === 'gateway' ? 'gateway-endpoint' : 'interface-endpoint';
    const key = `${kind} ${endpoint.endpointId}`;
    if (!exits.has(key) && ['gateway', 'interface'].includes(endpoint.type))
      exits.set(key, { key, kind, id: endpoint.endpointId, verdict: 'private', fates: [], endpoint });
  }

  return [...exits.values()];
};

const natBoxesOf = (boxes: readonly Box[]): ReadonlyMap<string, Box> =>
  new Map(
    boxes.flatMap((box) => box.gear.flatMap(({ kind, id }) => (kind === 'nat-gateway' ? [[id, box] as const] : []))),
  );

/** A NAT gateway whose box is not drawn cannot be led through. */
const withDrawnNats = (fates: readonly Fate[], natBoxes: Plan['natBoxes']): readonly Fate[] =>
  fates.map((fate) =>
    fate.leave === null || fate.leave.nat === null || natBoxes.has(fate.leave.nat)
      ? fate
      : { ...fate, leave: { ...fate.leave, nat: null } },
  );

export const planOf = (picture: Picture, vpc: DrawnVpc): Plan => {
  const boxes = boxesOf(picture, vpc);
  const pins = pinsOf(vpc);
  const natBoxes = natBoxesOf(boxes);
  const own = boxes.flatMap((box) => pins.flatMap((pin) => ownFates(picture, vpc, box, pin)));
  const fates = withDrawnNats([...own, ...passingFates(picture, vpc, { boxes, pins })], natBoxes);

  return {
    ...{ picture, vpc, boxes, pins, fates, natBoxes },
    zones: [...new Set(boxes.map(({ zone }) => zone))].sort(),
    bands: bandsOf(boxes),
    exits: exitsOf(fates, vpc),
    passing: passingClients(fates),
  };
};
