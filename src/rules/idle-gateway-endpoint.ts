import type { Endpoint, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { associate, isRouted, tablesInUse } from './remedy/gateway-endpoint.ts';
import { removeEndpoint } from './remedy/remove-endpoint.ts';
import type { Rule } from './rule.ts';

/** Those of the tables that no other gateway endpoint of the service has a route in: AWS takes no second one there. */
const openAmong = (tables: readonly string[], { serviceName }: Endpoint, vpc: Vpc, siblings: readonly Endpoint[]) => {
  const own = siblings.filter((one) => one.serviceName === serviceName);
  const taken = vpc.routeTables.filter((table) => own.some(({ id }) => isRouted(table, id)));

  return tables.filter((id) => taken.every((table) => table.id !== id));
};

/**
 * A gateway endpoint works by the route that points at it. Without one it is an object in a list:
 * existence checks pass, and every byte still goes through NAT.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const idleGatewayEndpoint: Rule = {
  id: 'idle-gateway-endpoint',
  title: 'No route uses a gateway endpoint',
  severity: 'warning',
  category: 'routing',
  needs: ['vpcs', 'subnets', 'routeTables', 'vpcEndpoints'],

  *check(audited) {
    if (isUnread(audited.scope.routeTables)) return;
    for (const { vpc, endpoint, siblings } of ownEndpoints(audited)) {
      if (endpoint.type !== 'gateway' || endpoint.health !== 'usable') continue;
      if (vpc.routeTables.some((table) => isRouted(table, endpoint.id))) continue;

      const tables = tablesInUse(vpc);
      const open = openAmong(tables, endpoint, vpc, siblings);
      const isSpare = tables.length > 0 && open.length === 0;
      yield {
        vpc,
        resource: endpoint.id,
        severity: isSpare ? 'note' : 'warning',
        message: `No route table of ${named(vpc)} leads to gateway endpoint ${named(endpoint)} for ${endpoint.serviceName}${isSpare ? ': another one serves all in use' : ''}`,
        remedy: open.length === 0 ? removeEndpoint(vpc, endpoint, null) : associate(vpc, endpoint, open),
      };
    }
  },
};
