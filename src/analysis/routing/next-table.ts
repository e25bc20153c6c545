import type { Subnet } from '../../network/network.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import { doubting, type NextTable, type Step, unsettled } from './step.ts';
import type { TraceResult } from './trace-result.ts';

/** The route table by which a target sends a packet on, and the subnet whose table that is. */
export interface OnwardTable {
  /** Null: nobody knows which table it is. */
  readonly table: Known<RouteTable> | null;
  readonly subnet: Subnet | null;
}

export const tableOfSubnet = (subnet: Subnet | undefined): OnwardTable => ({
  table: subnet?.routeTable ?? null,
  subnet: subnet ?? null,
});

/** The target sends the packet on by this table. */
export const followTable = (step: Step, { table, subnet }: OnwardTable, nextTable: NextTable): TraceResult[] => {
  const because = 'its own route table was not read';
  if (table === null) return unsettled(step, 'unread-facts', because);
  if (isUnread(table))
    return unsettled(doubting(step, notRead(table, 'where it leads is not known')), 'unread-facts', because);

  return nextTable(step.walk, { vpc: step.vpc, subnet, table, ranges: step.ranges, trace: step.trace });
};
