import type { Family } from '../../net/cidr.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Network, Subnet, Vpc } from '../../network/network.ts';
import type { Route, RouteTable } from '../../network/route-table.ts';
import type { Destination } from '../destination.ts';
import type { Doubt } from '../doubt.ts';
import type { Disposition, Hop, NextHop } from '../path.ts';
import type { UnknownReason, UnreachableReason } from '../reason.ts';

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
export interface TraceState {
  readonly hops: readonly Hop[];
  readonly through: readonly NextHop[];
  readonly doubts: readonly Doubt[];
  /** The last hop that put its own address on the packet. Null: still the client's. */
  readonly sourceNat: SourceNat | null;
  /** The packet came into the present VPC over a transit gateway. */
  readonly hasCrossedTransit: boolean;
  readonly visited: ReadonlySet<string>;
}

interface SourceNat extends NextHop {
  /** A private NAT gateway keeps to private addresses: no internet gateway passes them. */
  readonly isPublic: boolean;
}

/** A packet at the door of a route table. */
export interface RoutingPosition {
  readonly vpc: Vpc;
  /** The subnet whose table it is; null for a table that belongs to a gateway. */
  readonly subnet: Subnet | null;
  readonly table: RouteTable;
  readonly ranges: Ranges;
  readonly trace: TraceState;
}

/** One route, taken. */
export interface Step extends RoutingPosition {
  readonly walk: Walk;
  readonly route: Route;
}

/** What became of some addresses. `local`: delivered inside `vpc`; its meaning depends on who asks. */
export interface TraceResult {
  readonly ranges: Ranges;
  readonly end: { readonly disposition: Disposition } | { readonly local: Vpc };
  readonly trace: TraceState;
}

export type NextTable = (walk: Walk, position: RoutingPosition) => TraceResult[];

export const initialTrace: TraceState = {
  hops: [],
  through: [],
  doubts: [],
  sourceNat: null,
  hasCrossedTransit: false,
  visited: new Set(),
};

export const withHops = (trace: TraceState, ...hops: readonly Hop[]): TraceState => ({
  ...trace,
  hops: [...trace.hops, ...hops],
});

export const withDoubts = (trace: TraceState, ...doubts: readonly Doubt[]): TraceState =>
  doubts.length === 0 ? trace : { ...trace, doubts: [...trace.doubts, ...doubts] };

export const crossing = (trace: TraceState, ...nextHops: readonly NextHop[]): TraceState => ({
  ...trace,
  through: [...trace.through, ...nextHops],
});

/** A translator is named as the exit where it leads out; on the way to anything else it is something crossed. */
export const pastSourceNat = (trace: TraceState): TraceState =>
  trace.sourceNat === null ? trace : crossing(trace, { kind: trace.sourceNat.kind, id: trace.sourceNat.id });

export const visiting = (trace: TraceState, id: string): TraceState => ({
  ...trace,
  visited: new Set([...trace.visited, id]),
});

type Ending = Omit<Disposition, 'through'> & { readonly hop?: Hop };

/** Ends here, with what was crossed on the way. */
export const ended = (
  { ranges, trace }: Pick<RoutingPosition, 'ranges' | 'trace'>,
  { verdict, via, reason, hop }: Ending,
): TraceResult[] => [
  {
    ranges,
    trace: hop === undefined ? trace : withHops(trace, hop),
    end: { disposition: { verdict, via, through: trace.through, reason } },
  },
];

export const unreachable = (
  position: Pick<RoutingPosition, 'ranges' | 'trace'>,
  reason: UnreachableReason,
  hop: Hop,
  via: NextHop | null = null,
): TraceResult[] => ended(position, { verdict: 'unreachable', via, reason, hop });

export const unknown = (
  position: Pick<RoutingPosition, 'ranges' | 'trace'>,
  reason: UnknownReason,
  hop: Hop,
): TraceResult[] => ended(position, { verdict: 'unknown', via: null, reason, hop });
