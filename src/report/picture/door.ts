import type { VerdictKind } from '../../analysis/path.ts';
import { memoize } from '../../memoize.ts';
import { compare } from '../../order.ts';
import { arrivalsIn } from './arrivals.ts';
import type { DrawnSubnet } from './drawn-subnet.ts';
import { type ExitKind, type Leave, leaveOf, type WayPart, wayParts } from './leave.ts';
import type { DrawnVpc, Picture } from './picture.ts';

/** Between VPCs: a transit gateway, a peering connection. */
export interface Connector {
  readonly kind: ExitKind;
  readonly id: string;
}

/** A way out of a VPC, with all who take it. */
export interface Door {
  readonly key: string;
  readonly verdict: VerdictKind;
  /** Where it leads: null where it leads nowhere, or nobody knows where. */
  readonly exit: { readonly kind: ExitKind; readonly id: string } | null;
  /** Why it leads nowhere. */
  readonly reason: string | null;
  /** The way on into another VPC, and by what it leaves that. */
  readonly crossing: { readonly by: Connector; readonly into: DrawnVpc; readonly leave: Leave } | null;
  readonly destinationKeys: ReadonlySet<string>;
  /** Clients by subnet. */
  readonly who: ReadonlyMap<string, number>;
  readonly nats: ReadonlySet<string>;
}

interface Draft extends Door {
  readonly destinationKeys: Set<string>;
  readonly who: Map<string, number>;
  readonly nats: Set<string>;
}

type Kind = Pick<Door, 'key' | 'verdict' | 'exit' | 'reason' | 'crossing'>;

const vpcsById = memoize(
  ({ vpcs }: Picture): ReadonlyMap<string, DrawnVpc> => new Map(vpcs.toReversed().map((vpc) => [vpc.id, vpc])),
);

const deadEnd = ({ verdict, reason }: WayPart): Kind => ({
  key: `${verdict} ${reason}`,
  ...{ verdict, reason, exit: null, crossing: null },
});

const kindOf = (picture: Picture, part: WayPart, leave: Leave | null, hops: Parameters<typeof leaveOf>[3]): Kind => {
  if (leave === null) return deadEnd(part);
  const { kind, id, onward } = leave;
  const into = vpcsById(picture).get(onward?.vpcId ?? '');
  const then = into === undefined ? null : leaveOf(picture, into, { ...part, through: [] }, hops);
  const crossing = into === undefined || then === null ? null : { by: { kind, id }, into, leave: then };
  const on = crossing === null ? '' : ` ${crossing.into.anchor} ${crossing.leave.key}`;

  return {
    key: `${part.verdict} ${leave.key}${on}`,
    verdict: part.verdict,
    exit: { kind, id },
    reason: null,
    crossing,
  };
};

interface Entry {
  readonly kind: Kind;
  readonly subnet: DrawnSubnet;
  readonly destinationKey: string;
  readonly nat: string | null;
}

function* ownEntries(picture: Picture, vpc: DrawnVpc): Generator<Entry> {
  for (const subnet of vpc.subnets)
    for (const [destinationKey, way] of subnet.isQuiet ? [] : subnet.ways)
      for (const part of wayParts(way)) {
        const leave = leaveOf(picture, vpc, part, way.hops);
        yield { kind: kindOf(picture, part, leave, way.hops), subnet, destinationKey, nat: leave?.nat ?? null };
      }
}

function* arrivingEntries(picture: Picture, vpc: DrawnVpc): Generator<Entry> {
  for (const { subnet, destinationKey, verdict, leave } of arrivalsIn(picture, vpc)) {
    const { key, kind, id, nat } = leave;
    const own = { key: `${verdict} ${key}`, verdict, exit: { kind, id }, reason: null, crossing: null };
    if (!subnet.isQuiet) yield { kind: own, subnet, destinationKey, nat };
  }
}

const rank = ({ verdict, exit, crossing }: Door): number => {
  if (crossing !== null) return verdict === 'public' ? 0 : 1;
  if (exit === null) return verdict === 'unknown' ? 5 : 6;

  return verdict === 'public' ? 2 : verdict === 'private' ? 4 : 3;
};

/** What leads on first, then what is public; dead ends last. */
const doorsFrom = (entries: Iterable<Entry>): readonly Door[] => {
  const doors = new Map<string, Draft>();
  for (const { kind, subnet, destinationKey, nat } of entries) {
    const door = doors.get(kind.key) ?? { ...kind, destinationKeys: new Set(), who: new Map(), nats: new Set() };
    doors.set(kind.key, door);
    door.destinationKeys.add(destinationKey);
    door.who.set(subnet.anchor, subnet.clients ?? 0);
    if (nat !== null) door.nats.add(nat);
  }

  return [...doors.values()].sort((a, b) => rank(a) - rank(b) || compare(a.key, b.key));
};

/** Of packets that start in some subnets of a VPC. */
export const ownDoors = (picture: Picture, vpc: DrawnVpc, subnets = vpc.subnets): readonly Door[] =>
  doorsFrom(ownEntries(picture, { ...vpc, subnets }));

/** Also of packets that other VPCs send through it. */
export const doorsOf = (picture: Picture, vpc: DrawnVpc): readonly Door[] =>
  doorsFrom([...ownEntries(picture, vpc), ...arrivingEntries(picture, vpc)]);
