import type { NatGateway } from '../../network/gateways.ts';
import type { Subnet } from '../../network/network.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { throughAcl } from './gateway-acl.ts';
import { dropped, followTable, routed, unlistedTarget } from './next-table.ts';
import {
  crossing,
  type NextTable,
  type Step,
  type TraceResult,
  type TraceState,
  unknown,
  unreachable,
  visiting,
  withDoubts,
} from './trace-state.ts';

const tableOfNat = (step: Step, nat: NatGateway): { table: Known<RouteTable> | null; subnet: Subnet | null } => {
  if (nat.subnetId !== null) {
    const subnet = step.walk.network.subnet(nat.subnetId, nat.vpcId);

    return { table: subnet?.routeTable ?? null, subnet: subnet ?? null };
  }
  const tables = step.vpc.scope.routeTables;
  if (isUnread(tables)) return { table: tables, subnet: null };

  return { table: tables.get(nat.routeTableId ?? '') ?? null, subnet: null };
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
export const toNatGateway = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, vpc, trace, walk } = step;
  const gateways = vpc.scope.natGateways;
  const arrived = routed(step);
  if (isUnread(gateways))
    return unknown(
      {
        ranges: step.ranges,
        trace: withDoubts(arrived, notRead(gateways, 'where the NAT gateway leads is not known')),
      },
      'unread-facts',
      {
        at: route.target.id,
        does: 'routes',
        because: 'NAT gateways were not read',
      },
    );

  const nat = gateways.get(route.target.id);
  if (nat === undefined) return unlistedTarget(step, arrived);
  if (trace.visited.has(nat.id)) return dropped(step, arrived, 'nat-dead-end', 'its own subnet routes back to it');
  if (nat.state === 'failed' || nat.state === 'deleted' || nat.state === 'pending')
    return dropped(step, arrived, 'nat-dead-end', `the NAT gateway is ${nat.state}`);
  if (nat.state !== 'available' && nat.state !== 'deleting')
    return unknown({ ranges: step.ranges, trace: arrived }, 'unrecognised', {
      at: nat.id,
      does: 'routes',
      because: `the NAT gateway is ${nat.state}`,
    });
  if (!servesZone(nat, walk.origin))
    return dropped(
      step,
      arrived,
      'nat-dead-end',
      `it has no address in zone ${walk.origin.zone ?? walk.origin.zoneId}`,
    );
  if (walk.family === 'ipv6')
    return dropped(step, arrived, 'nat-dead-end', 'a NAT gateway carries IPv6 only to 64:ff9b::/96');

  const outer = trace.sourceNat;
  const translated: TraceState = {
    ...(outer === null ? arrived : crossing(arrived, { kind: outer.kind, id: outer.id })),
    sourceNat: { kind: 'nat-gateway', id: nat.id, isPublic: !nat.isPrivate },
  };
  const next = withDoubts(
    visiting(translated, nat.id),
    ...(nat.state === 'deleting' ? [assume('nat-still-passes')] : []),
  );

  const way = tableOfNat(step, nat);
  const { passed, held, aclId, doubts } = throughAcl(step, way.subnet);
  const stopped =
    held.length === 0
      ? []
      : unreachable({ ranges: held, trace: arrived }, 'network-acl', {
          at: aclId,
          does: 'denies',
          because: `the network ACL of ${way.subnet?.id} does not let HTTPS through ${nat.id}`,
        });

  return passed.length === 0
    ? stopped
    : [...stopped, ...followTable({ ...step, ranges: passed }, withDoubts(next, ...doubts), way, nextTable)];
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
export const toInterface = (step: Step, nextTable: NextTable): TraceResult[] => {
  const arrived = routed(step);
  const found = interfaceOf(step);
  if (isUnread(found))
    return unknown(
      { ranges: step.ranges, trace: withDoubts(arrived, notRead(found, 'what the interface does is not known')) },
      'unread-facts',
      {
        at: step.route.target.id,
        does: 'routes',
        because: 'network interfaces were not read',
      },
    );
  if (found === null) return unlistedTarget(step, arrived);
  if (found.sourceDestCheck)
    return dropped(
      step,
      arrived,
      'source-dest-check',
      `${found.id} has source/destination check on and forwards nothing`,
    );
  if (isStopped(step, found)) return dropped(step, arrived, 'nat-dead-end', `${found.instanceId} is not running`);
  if (step.trace.visited.has(found.id)) return dropped(step, arrived, 'routing-loop', 'the packet comes back to it');

  const subnet = step.walk.network.subnet(found.subnetId ?? '', found.vpcId) ?? null;
  const outer = step.trace.sourceNat;
  const crossed = outer === null ? arrived : crossing(arrived, { kind: outer.kind, id: outer.id });
  const next: TraceState =
    found.publicIp === null
      ? crossing(arrived, { kind: 'appliance', id: found.id })
      : { ...crossed, sourceNat: { kind: 'nat-instance', id: found.id, isPublic: true } };
  const fact = found.publicIp === null ? 'appliance-returns' : 'forwarder-passes';

  return followTable(
    step,
    withDoubts(visiting(next, found.id), assume(fact)),
    { table: subnet?.routeTable ?? null, subnet },
    nextTable,
  );
};
