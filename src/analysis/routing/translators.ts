import type { NatGateway } from '../../network/gateways.ts';
import type { Subnet } from '../../network/network.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { likely, notRead } from '../doubt.ts';
import { applianceReturns, forwarderPasses, natStillPasses } from '../likely-facts.ts';
import type { Hop } from '../path.ts';
import {
  crossing,
  type Onward,
  type Step,
  type Stretch,
  type Trail,
  unknown,
  unreachable,
  visiting,
  withDoubts,
  withHops,
} from './trail.ts';

const routed = ({ table, route, trail }: Step): Trail =>
  withHops(trail, { at: table.id, does: 'routes', because: `${route.destination} → ${route.target.id}` });

const dropped = (step: Step, trail: Trail, reason: string, because: string): Stretch[] =>
  unreachable(
    { ...step, trail },
    reason,
    { at: step.route.target.id, does: 'drops', because },
    {
      kind: step.route.target.kind,
      id: step.route.target.id,
    },
  );

/** An object that a route points at and that is not listed: the VPC's owner sees it, or nobody. */
const notListed = (step: Step, trail: Trail): Stretch[] =>
  unknown({ ...step, trail }, step.vpc.isShared ? 'not-visible-to-participant' : 'unread-facts', {
    at: step.route.target.id,
    does: 'routes',
    because: step.vpc.isShared ? 'only the owner of the VPC can describe it' : 'it is not among what was listed',
  });

const tableOfNat = (step: Step, nat: NatGateway): { table: Known<RouteTable> | null; subnet: Subnet | null } => {
  if (nat.subnetId !== null) {
    const subnet = step.walk.network.subnets.get(nat.subnetId);

    return { table: subnet?.routeTable ?? null, subnet: subnet ?? null };
  }
  const tables = step.vpc.scope.routeTables;
  if (isUnread(tables)) return { table: tables, subnet: null };

  return { table: tables.get(nat.routeTableId ?? '') ?? null, subnet: null };
};

const onByTable = (
  step: Step,
  trail: Trail,
  { table, subnet }: { table: Known<RouteTable> | null; subnet: Subnet | null },
  onward: Onward,
): Stretch[] => {
  const hop: Hop = { at: step.route.target.id, does: 'routes', because: 'its own route table was not read' };
  if (table === null) return unknown({ ...step, trail }, 'unread-facts', hop);
  if (isUnread(table))
    return unknown(
      { ...step, trail: withDoubts(trail, notRead(table, 'where it leads is not known')) },
      'unread-facts',
      hop,
    );

  return onward(step.walk, { vpc: step.vpc, subnet, table, ranges: step.ranges, trail });
};

/** A regional NAT gateway that adds no zones by itself serves only those where it has addresses. */
const servesZone = (nat: NatGateway, { zone, zoneId }: Step['walk']['origin']): boolean =>
  !nat.isManual || (zone !== null && nat.zones.has(zone)) || (zoneId !== null && nat.zones.has(zoneId));

/**
 * The next hop of a NAT gateway comes from the route table of its own subnet, or from its own
 * table where it is regional.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export const toNatGateway = (step: Step, onward: Onward): Stretch[] => {
  const { route, vpc, trail, walk } = step;
  const gateways = vpc.scope.natGateways;
  const arrived = routed(step);
  if (isUnread(gateways))
    return unknown(
      { ...step, trail: withDoubts(arrived, notRead(gateways, 'where the NAT gateway leads is not known')) },
      'unread-facts',
      {
        at: route.target.id,
        does: 'routes',
        because: 'NAT gateways were not read',
      },
    );

  const nat = gateways.get(route.target.id);
  if (nat === undefined) return notListed(step, arrived);
  if (trail.visited.has(nat.id)) return dropped(step, arrived, 'nat-dead-end', 'its own subnet routes back to it');
  if (nat.state === 'failed' || nat.state === 'deleted' || nat.state === 'pending')
    return dropped(step, arrived, 'nat-dead-end', `the NAT gateway is ${nat.state}`);
  if (!servesZone(nat, walk.origin))
    return dropped(
      step,
      arrived,
      'nat-dead-end',
      `it has no address in zone ${walk.origin.zone ?? walk.origin.zoneId}`,
    );
  if (walk.family === 'ipv6')
    return dropped(step, arrived, 'nat-dead-end', 'a NAT gateway carries IPv6 only to 64:ff9b::/96');

  const outer = trail.translator;
  const onTrail: Trail = {
    ...(outer === null ? arrived : crossing(arrived, { kind: outer.kind, id: outer.id })),
    translator: { kind: 'nat-gateway', id: nat.id, isPublic: !nat.isPrivate },
  };
  const next = withDoubts(visiting(onTrail, nat.id), ...(nat.state === 'deleting' ? [likely(natStillPasses)] : []));

  return onByTable(step, next, tableOfNat(step, nat), onward);
};

const interfaceOf = (step: Step): Known<NetworkInterface | null> => {
  const interfaces = step.vpc.scope.networkInterfaces;
  if (isUnread(interfaces)) return interfaces;
  const { kind, id } = step.route.target;
  if (kind === 'network-interface') return interfaces.get(id) ?? null;

  return [...interfaces.values()].find(({ instanceId }) => instanceId === id) ?? null;
};

const isStopped = (step: Step, { instanceId }: NetworkInterface): boolean => {
  const states = step.vpc.scope.instanceStates;
  if (instanceId === null || isUnread(states)) return false;
  const state = states.get(instanceId);

  return state !== undefined && state !== 'running' && state !== 'pending';
};

/**
 * A NAT instance or an appliance. One with a public address translates; another passes the packet
 * on as it is, by the table of its own subnet.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
export const toInterface = (step: Step, onward: Onward): Stretch[] => {
  const arrived = routed(step);
  const found = interfaceOf(step);
  if (isUnread(found))
    return unknown(
      { ...step, trail: withDoubts(arrived, notRead(found, 'what the interface does is not known')) },
      'unread-facts',
      {
        at: step.route.target.id,
        does: 'routes',
        because: 'network interfaces were not read',
      },
    );
  if (found === null) return notListed(step, arrived);
  if (found.sourceDestCheck)
    return dropped(
      step,
      arrived,
      'source-dest-check',
      `${found.id} has source/destination check on and forwards nothing`,
    );
  if (isStopped(step, found)) return dropped(step, arrived, 'nat-dead-end', `${found.instanceId} is not running`);
  if (step.trail.visited.has(found.id)) return dropped(step, arrived, 'routing-loop', 'the packet comes back to it');

  const subnet = step.walk.network.subnets.get(found.subnetId ?? '') ?? null;
  const outer = step.trail.translator;
  const crossed = outer === null ? arrived : crossing(arrived, { kind: outer.kind, id: outer.id });
  const next: Trail =
    found.publicIp === null
      ? crossing(arrived, { kind: 'appliance', id: found.id })
      : { ...crossed, translator: { kind: 'nat-instance', id: found.id, isPublic: true } };
  const fact = found.publicIp === null ? applianceReturns : forwarderPasses;

  return onByTable(
    step,
    withDoubts(visiting(next, found.id), likely(fact)),
    { table: subnet?.routeTable ?? null, subnet },
    onward,
  );
};

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
      { ...step, trail: withDoubts(arrived, notRead(endpoints, 'where the firewall endpoint stands is not known')) },
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
    return unknown({ ...step, trail: arrived }, 'unrecognised', {
      at: id,
      does: 'routes',
      because: `an endpoint of type ${endpoint.rawType} as a route target`,
    });
  if (endpoint.health === 'unusable')
    return dropped(step, arrived, 'endpoint-not-available', `the endpoint is ${endpoint.state}`);
  if (trail.visited.has(id)) return dropped(step, arrived, 'routing-loop', 'the packet comes back to it');

  const subnet = step.walk.network.subnets.get(endpoint.subnetIds[0] ?? '') ?? null;
  const next = crossing(visiting(arrived, id), { kind: 'firewall-endpoint', id });

  return onByTable(
    step,
    withDoubts(next, likely(applianceReturns)),
    { table: subnet?.routeTable ?? null, subnet },
    onward,
  );
};
