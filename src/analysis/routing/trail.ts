import type { Family } from '../../net/cidr.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Network, Subnet, Vpc } from '../../network/network.ts';
import type { Route, RouteTable } from '../../network/route-table.ts';
import type { Destination } from '../destination.ts';
import type { Doubt } from '../doubt.ts';
import type { Carrier, Fate, Hop } from '../path.ts';

/**
 * Whether an internet gateway would pass a packet of this source: it needs a public IPv4 address.
 * `unread`: the interfaces were not read; they count as having one.
 */
export type Exposure = 'public' | 'none' | 'unread';

/** Where a walk starts; walks from subnets that are alike in all of this are alike. */
export interface Origin {
  readonly vpc: Vpc;
  readonly subnet: Subnet;
  readonly zone: string | null;
  readonly zoneId: string | null;
  readonly exposure: Exposure;
}

export interface Walk {
  readonly network: Network;
  readonly origin: Origin;
  readonly family: Family;
  readonly destination: Destination;
}

/** What a packet has been through so far. */
export interface Trail {
  readonly hops: readonly Hop[];
  readonly through: readonly Carrier[];
  readonly doubts: readonly Doubt[];
  /** The last hop that put its own address on the packet. Null: still the client's. */
  readonly translator: Translator | null;
  /** The packet came into the present VPC over a transit gateway. */
  readonly hasCrossedTransit: boolean;
  readonly visited: ReadonlySet<string>;
}

interface Translator extends Carrier {
  /** A private NAT gateway keeps to private addresses: no internet gateway passes them. */
  readonly isPublic: boolean;
}

/** A packet at the door of a route table. */
export interface Position {
  readonly vpc: Vpc;
  /** The subnet whose table it is; null for a table that belongs to a gateway. */
  readonly subnet: Subnet | null;
  readonly table: RouteTable;
  readonly ranges: Ranges;
  readonly trail: Trail;
}

/** One route, taken. */
export interface Step extends Position {
  readonly walk: Walk;
  readonly route: Route;
}

/** What became of some addresses. `local`: delivered inside `vpc`; its meaning depends on who asks. */
export interface Stretch {
  readonly ranges: Ranges;
  readonly end: { readonly fate: Fate } | { readonly local: Vpc };
  readonly trail: Trail;
}

export type Onward = (walk: Walk, position: Position) => Stretch[];

export const emptyTrail: Trail = {
  hops: [],
  through: [],
  doubts: [],
  translator: null,
  hasCrossedTransit: false,
  visited: new Set(),
};

export const withHops = (trail: Trail, ...hops: readonly Hop[]): Trail => ({
  ...trail,
  hops: [...trail.hops, ...hops],
});

export const withDoubts = (trail: Trail, ...doubts: readonly Doubt[]): Trail =>
  doubts.length === 0 ? trail : { ...trail, doubts: [...trail.doubts, ...doubts] };

export const crossing = (trail: Trail, ...carriers: readonly Carrier[]): Trail => ({
  ...trail,
  through: [...trail.through, ...carriers],
});

/** A translator is named as the exit where it leads out; on the way to anything else it is something crossed. */
export const pastTranslator = (trail: Trail): Trail =>
  trail.translator === null ? trail : crossing(trail, { kind: trail.translator.kind, id: trail.translator.id });

export const visiting = (trail: Trail, id: string): Trail => ({ ...trail, visited: new Set([...trail.visited, id]) });

type Ending = Omit<Fate, 'through'> & { readonly hop?: Hop };

/** Ends here, with what was crossed on the way. */
export const ended = (
  { ranges, trail }: Pick<Position, 'ranges' | 'trail'>,
  { verdict, via, reason, hop }: Ending,
): Stretch[] => [
  {
    ranges,
    trail: hop === undefined ? trail : withHops(trail, hop),
    end: { fate: { verdict, via, through: trail.through, reason } },
  },
];

export const unreachable = (
  position: Pick<Position, 'ranges' | 'trail'>,
  reason: string,
  hop: Hop,
  via: Carrier | null = null,
): Stretch[] => ended(position, { verdict: 'unreachable', via, reason, hop });

export const unknown = (position: Pick<Position, 'ranges' | 'trail'>, reason: string, hop: Hop): Stretch[] =>
  ended(position, { verdict: 'unknown', via: null, reason, hop });
