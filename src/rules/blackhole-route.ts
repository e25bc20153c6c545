import { advise, type Remedy, remedyBy } from '../changes/remedy.ts';
import { routeRecord } from '../changes/route-record.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Vpc } from '../network/network.ts';
import type { Route, RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { hidesEndpoint, isForPublic } from './remedy/clear-routes.ts';
import { disassociate } from './remedy/gateway-endpoint.ts';
import { placeIn } from './remedy/place-in.ts';
import type { Rule } from './rule.ts';

/** What it drops of public addresses would come out into the open without it, unless a gateway endpoint takes it. */
const isInTheOpen = (vpc: Vpc, table: RouteTable, route: Route): boolean =>
  isForPublic(vpc, route) && !hidesEndpoint(vpc, table, route);

const removeRoute = (vpc: Vpc, table: RouteTable, route: Route): Remedy => {
  const { id } = table;
  const byHand = advise(`Delete the route ${route.destination} from ${id}, or point it at a target that exists`);
  if (route.origin !== 'static' || isInTheOpen(vpc, table, route)) return byHand;
  const change = { kind: 'delete-route', routeTableId: id, route: routeRecord(route), why: 'release' } as const;

  return { ...remedyBy({ ...placeIn(vpc), ...change }), otherwise: byHand };
};

/** The route of a gateway endpoint comes and goes with its association: AWS lets nobody delete it. */
const remedyOf = (vpc: Vpc, table: RouteTable, route: Route): Remedy =>
  route.target.kind === 'gateway-endpoint'
    ? disassociate(vpc, route.target.id, [table.id])
    : removeRoute(vpc, table, route);

/** Looked for once in lists that several tables have, and in a copy of the facts. */
const blackholesIn = memoize((routes: RouteTable['routes']) => routes.filter(({ state }) => state === 'blackhole'));

/**
 * A route whose target is gone keeps its place: it still wins by longest prefix, and drops what
 * matches. Deleting a NAT gateway or an attachment leaves such routes behind.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
 */
export const blackholeRoute: Rule = {
  id: 'blackhole-route',
  title: 'A route in use leads nowhere',
  severity: 'warning',
  category: 'routing',
  needs: ['vpcs', 'subnets', 'routeTables', 'managedPrefixLists', 'prefixListEntries'],

  *check({ vpcs }) {
    for (const vpc of vpcs) {
      if (vpc.isShared) continue;
      const byTable = groupBy(vpc.subnets, ({ routeTable }) => (isUnread(routeTable) ? null : routeTable));
      for (const table of vpc.routeTables) {
        const subnets = byTable.get(table);
        if (subnets === undefined) continue;
        for (const route of blackholesIn(table.routes)) {
          const { destination, target } = route;

          yield {
            vpc,
            resource: table.id,
            subnets,
            detail: destination,
            message: `${destination} → ${target.id} in ${named(table)} is a blackhole: what matches it is dropped`,
            remedy: remedyOf(vpc, table, route),
          };
        }
      }
    }
  },
};
