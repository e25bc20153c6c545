import { memoizeBy } from '../memoize.ts';
import type { Ranges } from '../net/ranges.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { rangesOfSubnet } from './client.ts';
import type { Destination } from './destination.ts';
import { assume, type Doubt, distinct } from './doubt.ts';
import type { OnwardTable } from './routing/next-table.ts';
import type { NextTable, RoutingPosition, Walk } from './routing/step.ts';
import type { TraceResult } from './routing/trace-result.ts';
import { hasForeignSource, initialTrace, type TraceState } from './routing/trace-state.ts';

/** Whoever called from another VPC, and whose answers have to find back. */
type Caller = Pick<RoutingPosition, 'vpc' | 'trace'> & { readonly walk: Walk };

const destinationOfReplies = ({ client, family }: Walk, ranges: Ranges): Destination => ({
  id: `replies to ${client.subnet.id}`,
  family,
  ranges,
  listIds: [],
  service: null,
  doubts: [],
});

const lacking = new Set(['no-route', 'blackhole']);
const dropping = new Set(['attachment-zone-gap', 'attachment-not-associated']);

/** Why replies that a table sends do not come back. */
const whyLost = ({ end, trace }: TraceResult, table: RouteTable, client: string): string => {
  const last = trace.hops.at(-1);
  const reason = 'disposition' in end ? (end.disposition.reason ?? '') : '';
  if (last !== undefined && dropping.has(reason)) return `${last.at} drops them: ${last.because}`;

  return `${last !== undefined && lacking.has(reason) ? last.at : table.id} has no route back to ${client}`;
};

const unreadOf = ({ doubts }: TraceState): readonly Doubt[] => doubts.filter(({ kind }) => kind === 'unread');

const doubtsOfReply = (result: TraceResult, { walk }: Caller, table: RouteTable): readonly Doubt[] => {
  const { end, trace } = result;
  const { subnet } = walk.client;
  if ('local' in end && end.local.id === subnet.vpc.id && !hasForeignSource(trace)) return unreadOf(trace);
  if ('disposition' in end) {
    const { verdict, reason } = end.disposition;
    if (verdict === 'transit' || reason === 'unread-facts') return unreadOf(trace);
  }
  const doubt = assume('return-route');

  return [{ ...doubt, text: `${doubt.text}; ${whyLost(result, table, subnet.id)}` }];
};

const found = memoizeBy<RouteTable, string, readonly Doubt[]>();

/**
 * What makes it less than certain that answers come back from another VPC: they go by the route table of the subnet they
 * leave, and by the transit gateway's table for that VPC.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const returnDoubts = (
  caller: Caller,
  { table, subnet }: OnwardTable,
  nextTable: NextTable,
): readonly Doubt[] => {
  const { walk, vpc, trace } = caller;
  const { client, family } = walk;
  if (table === null || isUnread(table) || walk.isReply) return [];
  if (client.subnet.vpc.id === vpc.id || (trace.sourceNat !== null && trace.hasCrossedTransit)) return [];
  const ranges = trace.sources ?? rangesOfSubnet(client.subnet, family);
  const key = [client.subnet.id, family, subnet?.id, ...ranges.map(({ first, last }) => `${first}-${last}`)].join(' ');

  return found(table, key, () => {
    const replies: Walk = { ...walk, isReply: true, destination: destinationOfReplies(walk, ranges) };

    return distinct(
      nextTable(replies, { vpc, subnet, table, ranges, trace: initialTrace }).flatMap((result) =>
        doubtsOfReply(result, caller, table),
      ),
    );
  });
};
