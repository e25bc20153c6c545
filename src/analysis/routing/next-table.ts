import type { Subnet } from '../../network/network.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import type { Hop } from '../path.ts';
import type { UnreachableReason } from '../reason.ts';
import {
  type NextTable,
  type Step,
  type TraceResult,
  type TraceState,
  unknown,
  unreachable,
  withDoubts,
  withHops,
} from './trace-state.ts';

export const routed = ({ table, route, trace }: Step): TraceState =>
  withHops(trace, { at: table.id, does: 'routes', because: `${route.destination} → ${route.target.id}` });

export const dropped = (step: Step, trace: TraceState, reason: UnreachableReason, because: string): TraceResult[] =>
  unreachable(
    { ranges: step.ranges, trace },
    reason,
    { at: step.route.target.id, does: 'drops', because },
    {
      kind: step.route.target.kind,
      id: step.route.target.id,
    },
  );

/** An object that a route points at and that is not listed: the VPC's owner sees it, or nobody. */
export const unlistedTarget = (step: Step, trace: TraceState): TraceResult[] =>
  unknown({ ranges: step.ranges, trace }, step.vpc.isShared ? 'not-visible-to-participant' : 'unread-facts', {
    at: step.route.target.id,
    does: 'routes',
    because: step.vpc.isShared ? 'only the owner of the VPC can describe it' : 'it is not among what was listed',
  });

export const followTable = (
  step: Step,
  trace: TraceState,
  { table, subnet }: { table: Known<RouteTable> | null; subnet: Subnet | null },
  nextTable: NextTable,
): TraceResult[] => {
  const hop: Hop = { at: step.route.target.id, does: 'routes', because: 'its own route table was not read' };
  if (table === null) return unknown({ ranges: step.ranges, trace }, 'unread-facts', hop);
  if (isUnread(table))
    return unknown(
      { ranges: step.ranges, trace: withDoubts(trace, notRead(table, 'where it leads is not known')) },
      'unread-facts',
      hop,
    );

  return nextTable(step.walk, { vpc: step.vpc, subnet, table, ranges: step.ranges, trace });
};
