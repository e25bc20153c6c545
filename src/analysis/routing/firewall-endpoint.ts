import type { Endpoint } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { intoSubnet, sentTo, throughAll } from './gateway-acl.ts';
import { leaveSubnet } from './leave-subnet.ts';
import { followTable, tableOfSubnet } from './next-table.ts';
import {
  doubting,
  dropped,
  type NextTable,
  type Step,
  targetOf,
  unlistedTarget,
  unsettled,
  withTrace,
} from './step.ts';
import type { TraceResult } from './trace-result.ts';
import { crossing, forwardedBy, inspectedBy, visiting } from './trace-state.ts';

/** Past the network ACL of its subnet, which sees every packet twice. */
const inspect = (received: Step, { id, subnetIds, vpcId }: Endpoint, nextTable: NextTable): TraceResult[] => {
  const subnet = received.walk.network.subnet(subnetIds[0] ?? '', vpcId) ?? null;
  const step = sentTo(received, subnet);
  const { passed, stopped, doubts } = throughAll(
    step,
    (one) => leaveSubnet(one, subnet),
    (one) => intoSubnet(one, subnet, id),
  );
  if (passed.length === 0) return [...stopped];
  const crossed = crossing(visiting(step.trace, id), targetOf(step));
  const trace = forwardedBy(inspectedBy(crossed, id), id, subnet);
  const inspected = withTrace({ ...step, ranges: passed }, trace);
  const onward = doubting(inspected, ...doubts, assume('appliance-returns'));

  return [...stopped, ...followTable(onward, tableOfSubnet(subnet ?? undefined), nextTable)];
};

/**
 * A Gateway Load Balancer or Network Firewall endpoint: what passes inspection goes on by the
 * table of the endpoint's own subnet, with its source address unchanged.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing
 */
export const toFirewallEndpoint = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, vpc, trace } = step;
  const { id } = route.target;
  const { endpoints } = vpc.scope;
  if (isUnread(endpoints))
    return unsettled(
      doubting(step, notRead(endpoints, 'where the firewall endpoint stands is not known')),
      'unread-facts',
      'endpoints were not read',
    );

  const endpoint = endpoints.get(id);
  if (endpoint === undefined) return unlistedTarget(step);
  if (endpoint.type !== 'gateway-load-balancer')
    return unsettled(step, 'unrecognised', `an endpoint of type ${endpoint.rawType} as a route target`);
  if (endpoint.health === 'unusable')
    return dropped(step, 'endpoint-not-available', `the endpoint is ${endpoint.rawState}`);
  if (trace.visited.has(id)) return dropped(step, 'routing-loop', 'the packet comes back to it');

  const isChanging = endpoint.health === 'changing';

  return inspect(isChanging ? doubting(step, assume('changing-firewall-passes')) : step, endpoint, nextTable);
};
