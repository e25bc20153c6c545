import type { Endpoint, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { associate, tablesInUse } from './remedy/gateway-endpoint.ts';
import { removeEndpoint } from './remedy/remove-endpoint.ts';
import type { Rule } from './rule.ts';

const isRouted = ({ routeTables }: Vpc, endpointId: string): boolean =>
  routeTables.some(({ routes }) =>
    routes.some(({ target }) => target.kind === 'gateway-endpoint' && target.id === endpointId),
  );

/** Tables that another gateway endpoint of the service has a route in: AWS takes no second one there. */
const takenBy = (
  { routeTables }: Vpc,
  { id, serviceName }: Endpoint,
  siblings: readonly Endpoint[],
): ReadonlySet<string> => {
  const others = new Set(
    siblings.filter((one) => one.id !== id && one.serviceName === serviceName).map((one) => one.id),
  );
  const taken = routeTables.filter(({ routes }) =>
    routes.some(({ target }) => target.kind === 'gateway-endpoint' && others.has(target.id)),
  );

  return new Set(taken.map((table) => table.id));
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
      if (endpoint.type !== 'gateway' || endpoint.health !== 'usable' || isRouted(vpc, endpoint.id)) continue;

      const taken = takenBy(vpc, endpoint, siblings);
      const tables = tablesInUse(vpc);
      const open = tables.filter((id) => !taken.has(id));
      const isSpare = tables.length > 0 && open.length === 0;
      yield {
        vpc,
        resource: endpoint.id,
        severity: isSpare ? 'note' : 'warning',
        message: `No route table of ${named(vpc)} leads to gateway endpoint ${named(endpoint)} for ${endpoint.serviceName}${isSpare ? ': another one serves all that subnets use' : ''}`,
        remedy: open.length === 0 ? removeEndpoint(vpc, endpoint, null) : associate(vpc, endpoint, open),
      };
    }
  },
};
