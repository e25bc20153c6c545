import type { Family } from '../../net/cidr.ts';
import { byValue } from '../../net/prefix-map.ts';
import type { Route, RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { serviceSpace } from '../destination.ts';
import { assume, notRead } from '../doubt.ts';
import { type Choice, type CompiledTable, compileTable } from './choice.ts';
import { underEncryptionControls } from './encryption-controls.ts';
import { toCarrierGateway, toEgressOnlyGateway, toInternetGateway, toOtherNetwork } from './exits.ts';
import { toFirewallEndpoint } from './firewall-endpoint.ts';
import { toGatewayEndpoint } from './gateway-endpoint.ts';
import { nat64Bridge } from './nat64.ts';
import { toPeering } from './peering.ts';
import type { NextTable, RoutingPosition, Step, TraceResult, Walk } from './trace-state.ts';
import { unknown, unreachable, withDoubts, withHops } from './trace-state.ts';
import { toTransitGateway } from './transit-gateway.ts';
import { toInterface, toNatGateway } from './translators.ts';

const take = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, table } = step;
  const line = `${route.destination} → ${route.target.id}`;
  const hop = { at: table.id, does: 'routes', because: line } as const;
  if (route.state === 'blackhole')
    return unreachable(
      { ranges: step.ranges, trace: withDoubts(step.trace, assume('blackhole-drops')) },
      'blackhole',
      {
        at: table.id,
        does: 'drops',
        because: `${line} is a blackhole`,
      },
      { kind: route.target.kind, id: route.target.id },
    );
  if (route.state === 'unrecognised')
    return unknown(step, 'unrecognised', { ...hop, because: `${line} is in a state that AWS does not document` });

  const allowed = underEncryptionControls(step);
  switch (route.target.kind) {
    case 'local':
      return [
        {
          ranges: step.ranges,
          end: { local: step.vpc },
          trace: withHops(step.trace, { ...hop, because: `${route.destination} → local` }),
        },
      ];
    case 'gateway-endpoint':
      return toGatewayEndpoint(step);
    case 'nat-gateway':
      return nat64Bridge(allowed, nextTable) ?? toNatGateway(allowed, nextTable);
    case 'internet-gateway':
      return toInternetGateway(allowed);
    case 'egress-only-internet-gateway':
      return toEgressOnlyGateway(allowed);
    case 'carrier-gateway':
      return toCarrierGateway(step);
    case 'firewall-endpoint':
      return toFirewallEndpoint(allowed, nextTable);
    case 'network-interface':
    case 'instance':
      return toInterface(step, nextTable);
    case 'transit-gateway':
      return toTransitGateway(step, nextTable);
    case 'peering-connection':
      return toPeering(allowed);
    case 'virtual-private-gateway':
    case 'core-network':
    case 'local-gateway':
      return toOtherNetwork(allowed, 'to a network that the facts do not cover');
    case 'odb-network':
      return unreachable(
        { ranges: step.ranges, trace: withDoubts(step.trace, assume('oracle-network-ends-here')) },
        'no-route',
        {
          ...hop,
          does: 'drops',
        },
      );
    case 'next-hop-address':
    case 'unrecognised':
      return unknown(step, 'unrecognised', hop);
    default:
      return route.target.kind satisfies never;
  }
};

const compiledTables: Readonly<Record<Family, WeakMap<RouteTable, CompiledTable>>> = {
  ipv4: new WeakMap(),
  ipv6: new WeakMap(),
};

/** For the public addresses of services a table is compiled once a family; a few private ones need but a few routes. */
const compiledFor = ({ destination, family }: Walk, { table, vpc, ranges }: RoutingPosition): CompiledTable => {
  if (destination.service === null || destination.family !== family)
    return compileTable(table, vpc.scope, family, ranges);
  const present = compiledTables[family].get(table);
  if (present !== undefined) return present;
  const compiled = compileTable(table, vpc.scope, family, serviceSpace(vpc.scope, family));
  compiledTables[family].set(table, compiled);

  return compiled;
};

/** Whether a route by a list whose entries are unread could carry addresses of this destination. */
const mayCover = (
  { destination, family }: Walk,
  position: RoutingPosition,
  { route, list }: CompiledTable['unreadLists'][number],
): boolean => {
  if (list !== null) return list.family === family && (!list.isAwsManaged || destination.listIds.includes(list.id));
  const { endpoints } = position.vpc.scope;
  if (route.target.kind !== 'gateway-endpoint' || isUnread(endpoints)) return true;
  const serviceName = endpoints.get(route.target.id)?.serviceName;

  return (
    serviceName === undefined || destination.service === null || destination.service.serviceNames.includes(serviceName)
  );
};

const obscured = (
  walk: Walk,
  position: RoutingPosition,
  { unreadLists }: CompiledTable,
  choice: Choice | undefined,
): readonly Route[] =>
  unreadLists.length === 0
    ? []
    : unreadLists
        .filter((one) => mayCover(walk, position, one))
        .map(({ route }) => route)
        .filter(({ target }) => target.id !== choice?.route.target.id);

const unreadList = (walk: Walk, position: RoutingPosition, routes: readonly Route[]): TraceResult[] => {
  const id = routes[0]?.prefixListId ?? null;
  if (id === null)
    return unknown(position, 'unrecognised', {
      at: position.table.id,
      does: 'routes',
      because: `${routes[0]?.destination || 'a destination that this version does not know'} → ${routes[0]?.target.id}`,
    });
  const { prefixLists } = position.vpc.scope;
  const cidrs = isUnread(prefixLists) ? prefixLists : prefixLists.get(id)?.cidrs;
  const doubts = cidrs !== undefined && isUnread(cidrs) ? [notRead(cidrs, `${id} may cover these addresses`)] : [];

  return unknown(
    { ranges: position.ranges, trace: withDoubts(position.trace, ...walk.destination.doubts, ...doubts) },
    'unread-facts',
    {
      at: position.table.id,
      does: 'routes',
      because: `the entries of ${id} → ${routes[0]?.target.id} were not read`,
    },
  );
};

const follow = (
  walk: Walk,
  position: RoutingPosition,
  table: CompiledTable,
  choice: Choice | undefined,
): TraceResult[] => {
  const hidden = obscured(walk, position, table, choice);
  if (hidden.length > 0) return unreadList(walk, position, hidden);
  if (choice === undefined)
    return unreachable(position, 'no-route', { at: position.table.id, does: 'drops', because: 'no route matches' });
  if (choice.rivals.length > 0)
    return unknown(position, 'ambiguous-route', {
      at: position.table.id,
      does: 'routes',
      because: `prefix lists overlap: ${[choice.route, ...choice.rivals].map(({ destination, target }) => `${destination} → ${target.id}`).join(', ')}`,
    });

  const doubts = choice.isUnsureTie ? [assume('advertised-rank')] : [];

  const { vpc, subnet, table: own, ranges, trace } = position;

  // Spelled out: steps of one shape are made a thousand times a network.
  return take(
    { walk, route: choice.route, vpc, subnet, table: own, ranges, trace: withDoubts(trace, ...doubts) },
    walkFrom,
  );
};

/** Follows every address of `position.ranges` to its end. Addresses that share a route share the work. */
export const walkFrom: NextTable = (walk, position) => {
  const table = compiledFor(walk, position);

  return [...byValue(table.map, position.ranges)].flatMap(([choice, ranges]) =>
    follow(walk, ranges === position.ranges ? position : { ...position, ranges }, table, choice),
  );
};
