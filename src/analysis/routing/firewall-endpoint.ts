import { isUnread } from '../../network/unread.ts';
import { likely, notRead } from '../doubt.ts';
import { applianceReturns } from '../likely-facts.ts';
import { dropped, notListed, onByTable, routed } from './onward.ts';
import { crossing, type Onward, type Step, type Stretch, unknown, visiting, withDoubts } from './trail.ts';

/**
 * A Gateway Load Balancer or Network Firewall endpoint: what passes inspection goes on by the
 * table of the endpoint's own subnet, with its source address unchanged.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing
 */
export const toFirewallEndpoint = (step: Step, onward: Onward): Stretch[] => {
  const { route, vpc, trail } = step;
  const { id } = route.target;
  const arrived = routed(step);
  const endpoints = vpc.scope.endpoints;
  if (isUnread(endpoints))
    return unknown(
      {
        ranges: step.ranges,
        trail: withDoubts(arrived, notRead(endpoints, 'where the firewall endpoint stands is not known')),
      },
      'unread-facts',
      {
        at: id,
        does: 'routes',
        because: 'endpoints were not read',
      },
    );

  const endpoint = endpoints.get(id);
  if (endpoint === undefined) return notListed(step, arrived);
  if (endpoint.type !== 'gateway-load-balancer')
    return unknown({ ranges: step.ranges, trail: arrived }, 'unrecognised', {
      at: id,
      does: 'routes',
      because: `an endpoint of type ${endpoint.rawType} as a route target`,
    });
  if (endpoint.health === 'unusable')
    return dropped(step, arrived, 'endpoint-not-available', `the endpoint is ${endpoint.state}`);
  if (trail.visited.has(id)) return dropped(step, arrived, 'routing-loop', 'the packet comes back to it');

  const subnet = step.walk.network.subnet(endpoint.subnetIds[0] ?? '', endpoint.vpcId) ?? null;
  const next = crossing(visiting(arrived, id), { kind: 'firewall-endpoint', id });

  return onByTable(
    step,
    withDoubts(next, likely(applianceReturns)),
    { table: subnet?.routeTable ?? null, subnet },
    onward,
  );
};
