import type { Ranges } from '../../net/ranges.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
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
  /** Null: the client itself, or what stands in no subnet. */
  readonly forwarder: Forwarder | null;
  /** Whose address the packet may have; null: any of the client's. */
  readonly sources: Ranges | null;
  /** Where the address that it has was put on it, and where replies go; null: it is still the client's. */
  readonly translatedIn: Vpc | null;
  /** Of the client's own subnet; less than both where the first hop stands in it. */
  readonly clientAcl: AskedOfAcl;
  /** AWS does not say which of several ways the packet takes: another result tells of the same addresses. */
  readonly isOneOfSeveral: boolean;
  readonly visited: ReadonlySet<string>;
  /** Firewalls and appliances that passed it on with the address that it has. */
  readonly inspectors: readonly string[];
}

/** What sends the packet on, out of a subnet whose network ACL has yet to let it go. */
export interface Forwarder {
  readonly id: string;
  readonly subnet: Subnet;
  /** A transit gateway's attachment, by which the packet came into the VPC. */
  readonly isArrival: boolean;
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
  forwarder: null,
  sources: null,
  translatedIn: null,
  clientAcl: 'both',
  isOneOfSeveral: false,
  visited: new Set(),
  inspectors: [],
};

export const withHop = (trace: TraceState, hop: Hop): TraceState => ({ ...trace, hops: [...trace.hops, hop] });

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

/**
 * Whether rules that refer to security groups tell who sends and who receives: within a VPC and to its peers, but neither
 * past an appliance or firewall, nor by a transit gateway to an endpoint.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
export const tellsGroups = ({ sourceNat, through }: TraceState): boolean =>
  sourceNat === null && through.every(({ kind }) => kind === 'peering-connection');

/** The packet has an address of `sourceNat` in `vpc` from here on: one of `sources`, or null where nobody knows which. */
export const translated = (
  trace: TraceState,
  sourceNat: SourceNat,
  { vpc, sources }: { readonly vpc: Vpc; readonly sources: Ranges | null },
): TraceState => ({
  ...pastSourceNat(trace),
  inspectors: [],
  sources,
  sourceNat,
  translatedIn: vpc,
});

/** `id` looked into the packet, and sees no other packets of its flow than those that come its way. */
export const inspectedBy = (trace: TraceState, id: string): TraceState => ({
  ...trace,
  inspectors: [...trace.inspectors, id],
});

/** The packet has gone on to `id`, out of the subnet that it was in. */
export const visiting = (trace: TraceState, id: string): TraceState => ({
  ...trace,
  forwarder: null,
  visited: new Set([...trace.visited, id]),
});

/** `id`, in `subnet`, sends the packet on. */
export const forwardedBy = (trace: TraceState, id: string, subnet: Subnet | null): TraceState => ({
  ...trace,
  forwarder: subnet === null ? null : { id, subnet, isArrival: false },
});
