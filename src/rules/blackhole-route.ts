import { advise, type Remedy } from '../changes/remedy.ts';
import { groupBy } from '../group-by.ts';
import type { Vpc } from '../network/network.ts';
import type { Route, RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { disassociate } from './remedy/gateway-endpoint.ts';
import type { Rule } from './rule.ts';

/** The route of a gateway endpoint comes and goes with its association: AWS lets nobody delete it. */
const remedyOf = (vpc: Vpc, { id }: RouteTable, { destination, target }: Route): Remedy =>
  target.kind === 'gateway-endpoint'
    ? disassociate(vpc, target.id, [id])
    : advise(`Delete the route ${destination} from ${id}, or point it at a target that exists`);

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
  needs: ['vpcs', 'subnets', 'routeTables'],

  *check({ vpcs }) {
    for (const vpc of vpcs) {
      if (vpc.isShared) continue;
      const byTable = groupBy(vpc.subnets, ({ routeTable }) => (isUnread(routeTable) ? null : routeTable));
      for (const table of vpc.routeTables) {
        const subnets = byTable.get(table);
        if (subnets === undefined) continue;
        for (const route of table.routes) {
          if (route.state !== 'blackhole') continue;
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
