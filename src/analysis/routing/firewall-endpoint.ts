import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { dropped, followTable, routed, unlistedTarget } from './next-table.ts';
import { crossing, type NextTable, type Step, type TraceResult, unknown, visiting, withDoubts } from './trace-state.ts';

/**
 * A Gateway Load Balancer or Network Firewall endpoint: what passes inspection goes on by the
 * table of the endpoint's own subnet, with its source address unchanged.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing
 */
export const toFirewallEndpoint = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, vpc, trace } = step;
  const { id } = route.target;
  const arrived = routed(step);
  const endpoints = vpc.scope.endpoints;
  if (isUnread(endpoints))
    return unknown(
      {
        ranges: step.ranges,
        trace: withDoubts(arrived, notRead(endpoints, 'where the firewall endpoint stands is not known')),
      },
      'unread-facts',
      {
        at: id,
        does: 'routes',
        because: 'endpoints were not read',
      },
    );

  const endpoint = endpoints.get(id);
  if (endpoint === undefined) return unlistedTarget(step, arrived);
  if (endpoint.type !== 'gateway-load-balancer')
    return unknown({ ranges: step.ranges, trace: arrived }, 'unrecognised', {
      at: id,
      does: 'routes',
      because: `an endpoint of type ${endpoint.rawType} as a route target`,
    });
  if (endpoint.health === 'unusable')
    return dropped(step, arrived, 'endpoint-not-available', `the endpoint is ${endpoint.state}`);
  if (trace.visited.has(id)) return dropped(step, arrived, 'routing-loop', 'the packet comes back to it');

  const subnet = step.walk.network.subnet(endpoint.subnetIds[0] ?? '', endpoint.vpcId) ?? null;
  const next = crossing(visiting(arrived, id), { kind: 'firewall-endpoint', id });

  return followTable(
    step,
    withDoubts(next, assume('appliance-returns')),
    { table: subnet?.routeTable ?? null, subnet },
    nextTable,
  );
};
