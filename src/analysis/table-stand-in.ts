import { memoizeBy } from '../memoize.ts';
import type { Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { distinctHops } from './address-outcome.ts';
import { hop } from './hop.ts';
import type { Outcome } from './path.ts';

/** No resource of AWS has an id with blanks. */
const standInId = 'the route table of the client';

const standIns = memoizeBy<Vpc, RouteTable['routes'], RouteTable>();

/**
 * Stands for all route tables of a VPC that have the same routes. Of the table that a client's packets start from nothing
 * but the routes decides anything: its id is told, in hops and causes, and what else is known of it is not asked for.
 */
export const standInFor = (vpc: Vpc, { vpcId, routes }: RouteTable): RouteTable =>
  standIns(vpc, routes, () => ({
    id: standInId,
    name: null,
    vpcId,
    isMain: false,
    subnetIds: [],
    unsettledSubnetIds: [],
    routes,
  }));

const tellsOf = ({ hops, doubts }: Outcome, { id }: Subnet): boolean =>
  hops.some(({ at, because }) => at === id || because.includes(id)) || doubts.some(({ text }) => text.includes(id));

/** What was found for a client by a stand-in, as it is for a table that it stands for. Null where it tells of the client's own subnet. */
export const atTable = (outcome: Outcome, { id }: RouteTable, client: Subnet): Outcome | null => {
  if (tellsOf(outcome, client)) return null;
  const { verdict, hops, cause } = outcome;
  const named = hops.map((one) => (one.at === standInId ? hop(id, one.does, one.because) : one));

  return {
    ...outcome,
    // The way may come by the same table again.
    hops: verdict === 'split' ? distinctHops(named) : named,
    cause: cause?.routeTableId === standInId ? { ...cause, routeTableId: id } : cause,
  };
};
