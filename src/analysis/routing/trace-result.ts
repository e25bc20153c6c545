import type { Ranges } from '../../net/ranges.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
import type { Disposition, Hop, NextHop } from '../path.ts';
import type { UnknownReason, UnreachableReason } from '../reason.ts';
import { type TraceState, withHop } from './trace-state.ts';

/** Delivered inside a VPC, by something in the subnet `from`; null: from outside, or from no subnet of its own. */
interface LocalEnd {
  readonly local: Vpc;
  readonly from: Subnet | null;
}

/** What became of some addresses. What a delivery inside a VPC means depends on who asks. */
export interface TraceResult {
  readonly ranges: Ranges;
  readonly end: { readonly disposition: Disposition } | LocalEnd;
  readonly trace: TraceState;
}

type Traced = Pick<TraceResult, 'ranges' | 'trace'>;

/** A packet that comes back to what it leaves by has not crossed it before. */
const before = (via: NextHop | null, through: readonly NextHop[]): readonly NextHop[] =>
  via === null ? through : through.filter(({ kind, id }) => kind !== via.kind || id !== via.id);

/** Ends with `hop`, and with what was crossed on the way. */
const ended = (
  { ranges, trace }: Traced,
  { verdict, via, reason }: Omit<Disposition, 'through'>,
  hop: Hop,
): TraceResult[] => [
  {
    ranges,
    trace: withHop(trace, hop),
    end: { disposition: { verdict, via, through: before(via, trace.through), reason } },
  },
];

export const delivered = (
  traced: Traced,
  verdict: 'private' | 'public' | 'transit',
  via: NextHop,
  hop: Hop,
): TraceResult[] => ended(traced, { verdict, via, reason: null }, hop);

export const deliveredInside = ({ ranges, trace }: Traced, local: Vpc, from: Subnet | null): TraceResult[] => [
  { ranges, end: { local, from }, trace },
];

export const unreachable = (
  traced: Traced,
  reason: UnreachableReason,
  hop: Hop,
  via: NextHop | null = null,
): TraceResult[] => ended(traced, { verdict: 'unreachable', via, reason }, hop);

export const unknown = (traced: Traced, reason: UnknownReason, hop: Hop): TraceResult[] =>
  ended(traced, { verdict: 'unknown', via: null, reason }, hop);
