import type { Subnet } from '../../network/network.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import type { Hop } from '../path.ts';
import {
  type Onward,
  type Step,
  type Stretch,
  type Trail,
  unknown,
  unreachable,
  withDoubts,
  withHops,
} from './trail.ts';

export const routed = ({ table, route, trail }: Step): Trail =>
  withHops(trail, { at: table.id, does: 'routes', because: `${route.destination} → ${route.target.id}` });

export const dropped = (step: Step, trail: Trail, reason: string, because: string): Stretch[] =>
  unreachable(
    { ranges: step.ranges, trail },
    reason,
    { at: step.route.target.id, does: 'drops', because },
    {
      kind: step.route.target.kind,
      id: step.route.target.id,
    },
  );

/** An object that a route points at and that is not listed: the VPC's owner sees it, or nobody. */
export const notListed = (step: Step, trail: Trail): Stretch[] =>
  unknown({ ranges: step.ranges, trail }, step.vpc.isShared ? 'not-visible-to-participant' : 'unread-facts', {
    at: step.route.target.id,
    does: 'routes',
    because: step.vpc.isShared ? 'only the owner of the VPC can describe it' : 'it is not among what was listed',
  });

export const onByTable = (
  step: Step,
  trail: Trail,
  { table, subnet }: { table: Known<RouteTable> | null; subnet: Subnet | null },
  onward: Onward,
): Stretch[] => {
  const hop: Hop = { at: step.route.target.id, does: 'routes', because: 'its own route table was not read' };
  if (table === null) return unknown({ ranges: step.ranges, trail }, 'unread-facts', hop);
  if (isUnread(table))
    return unknown(
      { ranges: step.ranges, trail: withDoubts(trail, notRead(table, 'where it leads is not known')) },
      'unread-facts',
      hop,
    );

  return onward(step.walk, { vpc: step.vpc, subnet, table, ranges: step.ranges, trail });
};
