import type { Ranges } from '../../net/ranges.ts';
import type { Subnet } from '../../network/network.ts';
import type { AskedOfAcl } from '../access/client.ts';
import type { Doubt } from '../doubt.ts';
import type { Hop, NextHop } from '../path.ts';

/** What a packet has been through so far. */
export interface TraceState {
  readonly hops: readonly Hop[];
  readonly through: readonly NextHop[];
  readonly doubts: readonly Doubt[];
  /** The last hop that put its own address on the packet. Null: still the client's. */
  readonly sourceNat: SourceNat | null;
  /** The packet came into the present VPC from another one. */
  readonly hasCrossedTransit: boolean;
  /** The attachment subnet by which a transit gateway put the packet into the present VPC; null once it has gone on. */
  readonly arrival: Subnet | null;
  /** Whose address the packet may have; null: any of the client's. */
  readonly sources: Ranges | null;
  /** Of the client's own subnet; less than both where the first hop stands in it. */
  readonly clientAcl: AskedOfAcl;
  /** AWS does not say which of several ways the packet takes: another result tells of the same addresses. */
  readonly isOneOfSeveral: boolean;
  readonly visited: ReadonlySet<string>;
}

interface SourceNat extends NextHop {
  /** A private NAT gateway keeps to private addresses: no internet gateway passes them. */
  readonly isPublic: boolean;
}

export const initialTrace: TraceState = {
  hops: [],
  through: [],
  doubts: [],
  sourceNat: null,
  hasCrossedTransit: false,
  arrival: null,
  sources: null,
  clientAcl: 'both',
  isOneOfSeveral: false,
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

/** Source NAT is `via` where it leads out to the internet, and `through` on the way to anything else. */
export const pastSourceNat = (trace: TraceState): TraceState =>
  trace.sourceNat === null ? trace : crossing(trace, { kind: trace.sourceNat.kind, id: trace.sourceNat.id });

/** Somebody on the way put an address of its own on the packet. */
export const hasForeignSource = ({ sourceNat, through }: TraceState): boolean =>
  sourceNat !== null || through.some(({ kind }) => kind === 'nat-gateway' || kind === 'nat-instance');

/** The packet has an address of `sourceNat` from here on: one of `sources`, or null where nobody knows which. */
export const translated = (trace: TraceState, sourceNat: SourceNat, sources: Ranges | null): TraceState => ({
  ...pastSourceNat(trace),
  sources,
  sourceNat,
});

/** The packet has gone on to `id`, out of the subnet by which it came in. */
export const visiting = (trace: TraceState, id: string): TraceState => ({
  ...trace,
  arrival: null,
  visited: new Set([...trace.visited, id]),
});
