import { memoizeBy } from '../memoize.ts';
import { formatCidr } from '../net/cidr.ts';
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
    gatewayIds: [],
    subnetIds: [],
    unsettledSubnetIds: [],
    routes,
  }));

/** All by which a subnet is told from others. */
const wordsFor = ({ id, cidr, ipv6Cidrs }: Subnet): readonly string[] => [
  id,
  ...[...(cidr === null ? [] : [cidr]), ...ipv6Cidrs].map(formatCidr),
];

/** Whether something of the client's subnet itself is told, which is not so of others. */
export const tellsOf = ({ hops, doubts, parts, cause }: Outcome, client: Subnet): boolean => {
  const words = wordsFor(client);
  const isTold = (text: string | null): boolean => text !== null && words.some((word) => text.includes(word));

  return (
    parts.some(({ from }) => from !== undefined) ||
    hops.some(({ at, because }) => isTold(at) || isTold(because)) ||
    doubts.some(({ text }) => isTold(text)) ||
    isTold(cause?.detail ?? null)
  );
};

/** What was found by a stand-in, as it is for a table that it stands for. */
export const atTable = (outcome: Outcome, { id }: RouteTable): Outcome => {
  const { verdict, hops, cause } = outcome;
  const named = hops.map((one) => (one.at === standInId ? hop(id, one.does, one.because) : one));

  return {
    ...outcome,
    // The way may come by the same table again.
    hops: verdict === 'split' ? distinctHops(named) : named,
    cause: cause?.routeTableId === standInId ? { ...cause, routeTableId: id } : cause,
  };
};
