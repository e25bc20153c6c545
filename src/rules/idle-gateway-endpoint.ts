import type { Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { associate } from './remedy/gateway-endpoint.ts';
import { removeEndpoint } from './remedy/remove-endpoint.ts';
import type { Rule } from './rule.ts';

const isRouted = ({ routeTables }: Vpc, endpointId: string): boolean =>
  routeTables.some(({ routes }) =>
    routes.some(({ target }) => target.kind === 'gateway-endpoint' && target.id === endpointId),
  );

/** The tables that subnets of the VPC use. */
const tablesInUse = ({ subnets }: Vpc): readonly string[] =>
  [...new Set(subnets.flatMap(({ routeTable }) => (isUnread(routeTable) ? [] : [routeTable.id])))].sort();

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
    for (const { vpc, endpoint } of ownEndpoints(audited)) {
      if (endpoint.type !== 'gateway' || endpoint.health !== 'usable' || isRouted(vpc, endpoint.id)) continue;

      const tables = tablesInUse(vpc);
      yield {
        vpc,
        resource: endpoint.id,
        message: `No route table of ${named(vpc)} leads to gateway endpoint ${named(endpoint)} for ${endpoint.serviceName}`,
        remedy: tables.length === 0 ? removeEndpoint(vpc, endpoint, null) : associate(vpc, endpoint, tables),
      };
    }
  },
};
