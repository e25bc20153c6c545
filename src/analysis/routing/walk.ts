import type { Ranges } from '../../net/ranges.ts';
import type { TargetKind } from '../../network/route-table.ts';
import { isUnhindered } from '../access/client.ts';
import { assume } from '../doubt.ts';
import { hop } from '../hop.ts';
import { ifAttached } from './attachment.ts';
import { type Choice, type CompiledTable, compiledFor } from './choice.ts';
import { underEncryptionControls } from './encryption-controls.ts';
import {
  passesNoReply,
  toCarrierGateway,
  toEgressOnlyGateway,
  toInternetGateway,
  toOtherNetwork,
  toVpnGateway,
} from './exits.ts';
import { toFirewallEndpoint } from './firewall-endpoint.ts';
import { toForwardingInterface } from './forwarding-interface.ts';
import { toGatewayEndpoint } from './gateway-endpoint.ts';
import { outOfSubnet } from './leave-subnet.ts';
import { toNatGateway } from './nat-gateway.ts';
import { throughNat64 } from './nat64.ts';
import { toPeering } from './peering.ts';
import { byTarget } from './shared-target.ts';
import {
  arrived,
  doubting,
  type NextTable,
  type RoutingPosition,
  routeText,
  type Step,
  targetOf,
  type Walk,
} from './step.ts';
import type { RouteCandidates } from './table-layout.ts';
import { rangesByCandidates, targetGroups } from './target-groups.ts';
import { deliveredInside, type TraceResult, unknown, unreachable } from './trace-result.ts';
import { withDoubts } from './trace-state.ts';
import { toTransitGateway } from './transit-gateway.ts';
import { obscuredBy, unreadRivals } from './unread-list.ts';

/** Targets of which AWS does not say, or this version does not know, where they lead. */
type OpaqueKind = 'odb-network' | 'next-hop-address' | 'unrecognised';

type ToTarget = (step: Step, nextTable: NextTable) => TraceResult[];

/** What each kind of target does with a packet that a route sent to it. */
const targets: Readonly<Record<Exclude<TargetKind, OpaqueKind>, ToTarget>> = {
  local: (step) => deliveredInside(step, step.vpc, step.subnet),
  'gateway-endpoint': outOfSubnet(toGatewayEndpoint),
  'nat-gateway': (step, nextTable) => toNatGateway(throughNat64(step), nextTable),
  'internet-gateway': outOfSubnet(passesNoReply((step) => ifAttached(step, 'internetGateways', toInternetGateway))),
  'egress-only-internet-gateway': outOfSubnet((step) =>
    ifAttached(step, 'egressOnlyInternetGateways', toEgressOnlyGateway),
  ),
  'carrier-gateway': outOfSubnet(toCarrierGateway),
  'firewall-endpoint': toFirewallEndpoint,
  'network-interface': toForwardingInterface,
  instance: toForwardingInterface,
  'transit-gateway': toTransitGateway,
  'peering-connection': outOfSubnet(toPeering),
  'virtual-private-gateway': outOfSubnet(toVpnGateway),
  'core-network': outOfSubnet((step) => toOtherNetwork(step)),
  'local-gateway': outOfSubnet((step) => toOtherNetwork(step)),
};

const take = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, table } = step;
  const { kind } = route.target;
  const line = routeText(route);
  if (route.state === 'blackhole')
    return unreachable(
      doubting(step, assume('blackhole-drops')),
      'blackhole',
      hop(table.id, 'drops', `${line} is a blackhole`),
      targetOf(step),
    );
  if (route.state === 'unrecognised')
    return unknown(step, 'unrecognised', hop(table.id, 'routes', `${line} is in a state that AWS does not document`));

  switch (kind) {
    case 'odb-network':
      return unreachable(doubting(step, assume('oracle-network-ends-here')), 'no-route', hop(table.id, 'drops', line));
    case 'next-hop-address':
    case 'unrecognised':
      return unknown(step, 'unrecognised', hop(table.id, 'routes', line));
    default:
      return targets[kind](arrived(underEncryptionControls(step)), nextTable);
  }
};

const follow = (
  walk: Walk,
  position: RoutingPosition,
  compiled: CompiledTable,
  choice: Choice | undefined,
): TraceResult[] => {
  const { vpc, subnet, table, ranges, trace } = position;
  const [rival] = unreadRivals(walk, position, compiled, choice);
  if (rival !== undefined) return obscuredBy(walk, position, rival);
  if (choice === undefined) return unreachable(position, 'no-route', hop(table.id, 'drops', 'no route matches'));
  if (choice.rivals.length > 0) {
    const lines = [choice.route, ...choice.rivals].map(routeText).join(', ');

    return unknown(position, 'ambiguous-route', hop(table.id, 'routes', `prefix lists overlap: ${lines}`));
  }
  const doubts = choice.isUnsureTie ? [assume('advertised-rank')] : [];

  return take({ walk, route: choice.route, vpc, subnet, table, ranges, trace: withDoubts(trace, ...doubts) }, walkFrom);
};

/** So many stretches of addresses are followed choice by choice: sharing would cost as much. */
const few = 32;

/** What holds some addresses of the client back would part what the routes of one target share. */
const mayShare = ({ family, client, port }: Walk, { unreadLists }: CompiledTable): boolean =>
  family === 'ipv4' && unreadLists.length === 0 && isUnhindered(client.subnet, family, port);

/** Follows every address of `position.ranges` to its end. Addresses that share a route share the work. */
export const walkFrom: NextTable = (walk, position) => {
  const table = compiledFor(walk, position);
  const take = (candidates: RouteCandidates | undefined, ranges: Ranges): TraceResult[] =>
    follow(
      walk,
      ranges === position.ranges ? position : { ...position, ranges },
      table,
      candidates === undefined ? undefined : table.choiceOf(candidates),
    );
  if (table.layout.map.length > few && mayShare(walk, table)) {
    const groups = targetGroups(table, position.ranges, few);
    if (groups !== null) return byTarget(groups, take);
  }

  return [...rangesByCandidates(table, position.ranges)].flatMap(([candidates, ranges]) => take(candidates, ranges));
};
