import { https } from '../../src/analysis/access/port.ts';
import { clientsOf } from '../../src/analysis/client.ts';
import { type Destination, destinationOf, destinationOfAddresses } from '../../src/analysis/destination.ts';
import type { NextTable, RoutingPosition, Step, Walk } from '../../src/analysis/routing/step.ts';
import type { TraceResult } from '../../src/analysis/routing/trace-result.ts';
import { initialTrace, type TraceState } from '../../src/analysis/routing/trace-state.ts';
import { cidrsOf, type Family } from '../../src/net/cidr.ts';
import { type Ranges, toCidrs, union } from '../../src/net/ranges.ts';
import { type Network, networkOf, type Subnet } from '../../src/network/network.ts';
import { isUnread } from '../../src/network/unread.ts';
import type { PortRange } from '../../src/services/ports.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import type { world } from './world.ts';

/** As `world` names them: `a` is `subnet-a`. */
export const subnetIn = (network: Network, name: string): Subnet => {
  const subnet = network.subnet(`subnet-${name}`, null);
  if (subnet === undefined) throw new Error(`no subnet ${name}`);

  return subnet;
};

export const addresses = (...cidrs: readonly string[]): Ranges =>
  union(cidrsOf(cidrs, cidrs[0]?.includes(':') ? 'ipv6' : 'ipv4'));

interface WalkSpec {
  /** The subnet whose first client calls. */
  readonly client?: string;
  /** The service that is called; without one, a few addresses that a record names. */
  readonly service?: string;
  readonly to?: readonly string[];
  readonly family?: Family;
  readonly port?: PortRange;
  readonly isReply?: boolean;
}

export const walkOf = (network: Network, spec: WalkSpec = {}): Walk => {
  const { client = 'a', service: id, to = ['52.216.0.0/16'], family = 'ipv4', port = https, isReply = false } = spec;
  const subnet = subnetIn(network, client);
  const destination: Destination =
    id === undefined
      ? { ...destinationOfAddresses([], family), ranges: addresses(...to) }
      : destinationOf(
          network,
          subnet.vpc.scope,
          serviceOf({ id, region: 'us-east-1', account: null, offered: undefined }),
          family,
        );

  return { network, client: clientsOf(subnet)[0], family, destination, port, isReply };
};

interface PositionSpec extends WalkSpec {
  /** The subnet whose table is looked into; the client's own where none is said. */
  readonly at?: string;
  readonly trace?: Partial<TraceState>;
}

export const positionOf = (walk: Walk, { at, client = 'a', trace = {} }: PositionSpec = {}): RoutingPosition => {
  const subnet = subnetIn(walk.network, at ?? client);
  const table = subnet.routeTable;
  if (isUnread(table)) throw new Error(`no table of ${subnet.id}`);

  return { vpc: subnet.vpc, subnet, table, ranges: walk.destination.ranges, trace: { ...initialTrace, ...trace } };
};

interface StepSpec extends PositionSpec {
  /** The destination of the route that is taken. */
  readonly by?: string;
}

/** What a client sends, about to be taken by a route of its subnet's table, or of another's. */
export const stepOf = (network: Network, { by = '0.0.0.0/0', ...spec }: StepSpec = {}): Step => {
  const walk = walkOf(network, spec);
  const position = positionOf(walk, spec);
  const route = position.table.routes.find(({ destination }) => destination === by);
  if (route === undefined) throw new Error(`no route to ${by}`);

  return { walk, route, ...position };
};

export const networkFrom = (net: ReturnType<typeof world>): Network => networkOf(net.snapshot());

/** Ends each walk where it would look into another table, and remembers where that was. */
export const nowhere = () => {
  const positions: RoutingPosition[] = [];
  const walks: Walk[] = [];
  const nextTable: NextTable = (walk, position) => {
    positions.push(position);
    walks.push(walk);

    return [];
  };

  return { positions, walks, nextTable };
};

const endText = ({ end }: TraceResult): string => {
  if ('local' in end) return `local ${end.local.id} from ${end.from?.id ?? 'nowhere'}`;
  const { verdict, via, through, reason } = end.disposition;
  const words = [verdict, via?.id, ...through.map(({ id }) => `<${id}`), reason === null ? undefined : `(${reason})`];

  return words.filter((word) => word !== undefined).join(' ');
};

/** Each result as `verdict via <through (reason)`, its addresses, the evidence and what it rests on. */
export const told = (results: readonly TraceResult[]) =>
  results.map((result) => ({
    end: endText(result),
    to: toCidrs(result.ranges),
    hops: result.trace.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`),
    doubts: result.trace.doubts.map(({ text }) => text),
  }));
