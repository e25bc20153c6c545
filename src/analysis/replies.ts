import { memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import { intersect, type Ranges, subtract, union } from '../net/ranges.ts';
import type { Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import type { AssumptionId } from './assumptions.ts';
import { rangesOfSubnet } from './client.ts';
import type { Destination } from './destination.ts';
import { assume, type Doubt } from './doubt.ts';
import { hop } from './hop.ts';
import type { Hop } from './path.ts';
import type { NextTable, Walk } from './routing/step.ts';
import type { TraceResult } from './routing/trace-result.ts';
import { hasForeignSource, initialTrace, type TraceState } from './routing/trace-state.ts';

/** Some addresses of a VPC, and what becomes of replies that are sent to them. */
interface Replies {
  readonly ranges: Ranges;
  readonly doubts: readonly Doubt[];
}

/** Everybody knows where they are dropped. */
interface LostReplies extends Replies {
  /** The way as far as they get. */
  readonly hops: readonly Hop[];
  /** The table, attachment or VPC that would have to lead on, and what it does instead with replies `to` some CIDRs. */
  readonly at: string;
  readonly because: (to: string) => string;
}

/** Replies that arrive, and what looked into them on their way. */
type Arriving = Pick<Replies, 'ranges'> & Pick<TraceState, 'inspectors'>;

/** What the way back to a VPC comes to; of other addresses of it replies arrive, and nothing speaks against it. */
export interface WayBack {
  readonly lost: readonly LostReplies[];
  readonly unsure: readonly Replies[];
  readonly arriving: readonly Arriving[];
}

/** Where replies are sent from, and by which table. */
export interface ReplyStart {
  readonly vpc: Vpc;
  readonly subnet: Subnet | null;
  readonly table: RouteTable;
}

/** What AWS does not state of a drop leaves it one, as on the way there. */
const ofDrops: ReadonlySet<AssumptionId> = new Set<AssumptionId>([
  'blackhole-drops',
  'unassociated-attachment-drops',
  'oracle-network-ends-here',
]);

const isOfDrop = (doubt: Doubt): boolean => doubt.kind === 'assumed' && ofDrops.has(doubt.assumption);

/** Of IPv4: an internet gateway passes no private address, so that what is sent there is dropped. */
const isDropped = ({ end, trace }: TraceResult, home: Vpc): boolean => {
  if (!trace.doubts.every(isOfDrop)) return false;
  if ('local' in end) return end.local.id !== home.id && !hasForeignSource(trace);

  return end.disposition.verdict === 'unreachable';
};

const isBack = ({ end, trace }: TraceResult, home: Vpc): boolean =>
  'local' in end && end.local.id === home.id && !hasForeignSource(trace);

const reasonOf = ({ end }: TraceResult): string => ('disposition' in end ? (end.disposition.reason ?? '') : '');

const dropping = new Set(['blackhole', 'attachment-zone-gap', 'attachment-not-associated']);

/** A transit gateway's table that led to the VPC itself was right; all else on from it is a detour. */
const rightTableOf = ({ trace }: TraceResult, table: RouteTable, home: Vpc): string => {
  const last = trace.hops.at(-1)?.at;
  const transit = trace.hops.find(({ at }) => at.startsWith('tgw-rtb-'))?.at;

  return home.routeTables.find(({ id }) => id === last)?.id ?? transit ?? table.id;
};

/** Where a route is missing or drops, and in words what that comes to. */
const endOf = (result: TraceResult, table: RouteTable, home: Vpc): Pick<LostReplies, 'at' | 'because'> => {
  const { end, trace } = result;
  const last = trace.hops.at(-1);
  if (last !== undefined && dropping.has(reasonOf(result)))
    return { at: last.at, because: (to) => `drops replies to ${to}: ${last.because}` };
  const at = rightTableOf(result, table, home);
  const local = 'local' in end ? end.local.id : null;
  const where = local === null ? last?.at : local;
  const why = local === null ? last?.because : 'it has them in a CIDR of its own';

  return {
    at,
    because: (to) => `has no route back to ${to}${where === at ? '' : `: replies end at ${where} (${why})`}`,
  };
};

const lostBy = (result: TraceResult, table: RouteTable, home: Vpc): LostReplies => ({
  ranges: result.ranges,
  doubts: result.trace.doubts,
  hops: ('disposition' in result.end ? result.trace.hops.slice(0, -1) : result.trace.hops).map((one) =>
    hop(one.at, one.does, `replies: ${one.because}`),
  ),
  ...endOf(result, table, home),
});

/** As unknown as the way there, or no more from whom the client called. */
const isUnknowable = (result: TraceResult): boolean =>
  reasonOf(result) === 'unrecognised' || reasonOf(result) === 'ambiguous-route' || hasForeignSource(result.trace);

/** What may overturn it; where nothing is known to be missing, that its way cannot be followed. */
const unsureOf = (result: TraceResult): Replies => {
  const { ranges, trace, end } = result;
  const doubts = trace.doubts.filter((doubt) => !isOfDrop(doubt));
  if (doubts.length > 0 && !isUnknowable(result)) return { ranges, doubts };
  const last = trace.hops.at(-1);
  const doubt = assume(isUnknowable(result) ? 'unrecognised-returns' : 'return-route');
  const where = last === undefined || 'local' in end ? '' : `; they go to ${last.at} (${last.because})`;

  return { ranges, doubts: [...doubts, { ...doubt, text: `${doubt.text}${where}` }] };
};

const spaces = memoizeBy<Vpc, Family, Ranges>();

/** All addresses of a VPC: of one that was not listed itself, those of its subnets. */
export const spaceOf = (vpc: Vpc, family: Family): Ranges =>
  spaces(vpc, family, () =>
    union([...vpc.cidrs[family], ...vpc.subnets.flatMap((subnet) => rangesOfSubnet(subnet, family))]),
  );

const destinationOf = (home: Vpc, family: Family): Destination => ({
  id: `replies to ${home.id}`,
  family,
  ranges: spaceOf(home, family),
  listIds: [],
  service: null,
  doubts: [],
});

const rangesOf = (results: readonly { readonly ranges: Ranges }[]): Ranges =>
  union(results.flatMap(({ ranges }) => ranges));

const within = (from: Ranges, lost: LostReplies): LostReplies[] => {
  const ranges = intersect(lost.ranges, from);

  return ranges.length === 0 ? [] : [{ ...lost, ranges }];
};

const judged = (results: readonly TraceResult[], home: Vpc, table: RouteTable): WayBack => {
  const dropped = results.filter((one) => isDropped(one, home));
  const arriving = results.filter((one) => isBack(one, home));
  const others = results.filter((one) => !dropped.includes(one) && !arriving.includes(one));
  // By several ways, of which AWS does not say which they take.
  const either = intersect(rangesOf(dropped), rangesOf([...arriving, ...others]));
  const certain = subtract(rangesOf(dropped), either);

  return {
    lost: dropped.flatMap((one) => within(certain, lostBy(one, table, home))),
    arriving: arriving.map(({ ranges, trace: { inspectors } }) => ({ ranges, inspectors })),
    unsure: [
      ...arriving.filter(({ trace }) => trace.doubts.length > 0).map(unsureOf),
      ...others.map(unsureOf),
      ...(either.length === 0 ? [] : [{ ranges: either, doubts: [assume('unrecognised-returns')] }]),
    ],
  };
};

const found = memoizeBy<RouteTable, string, WayBack>();

/**
 * Follows replies from where they are sent to every address of the VPC that called. Gates are judged on the way there, for
 * both.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
export const repliesTo = (home: Vpc, { vpc, subnet, table }: ReplyStart, walk: Walk, nextTable: NextTable): WayBack => {
  const { family } = walk;

  return found(table, [home.id, family, subnet?.id].join(' '), () => {
    const destination = destinationOf(home, family);
    const { ranges } = destination;
    const client = { ...walk.client, exposure: 'none', exposureDoubts: [] } as const;
    const replies = { ...walk, client, isReply: true, destination };

    return judged(nextTable(replies, { vpc, subnet, table, ranges, trace: initialTrace }), home, table);
  });
};
