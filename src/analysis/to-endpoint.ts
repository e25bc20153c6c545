import { type Cidr, covers, type Family, formatCidr, parseCidr } from '../net/cidr.ts';
import { type Ranges, union } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { type ClientAccess, clientAccess, groupAccess } from './access/client.ts';
import { type EndpointClient, endpointAccess, rangesOfSubnet } from './access/endpoint.ts';
import type { AddressOutcome } from './address-outcome.ts';
import { destinationOfAddresses } from './destination.ts';
import { assume, type Doubt, notListed, notRead } from './doubt.ts';
import { originOf } from './origin.ts';
import type { Cause, Disposition, Hop } from './path.ts';
import type { Reason, UnknownReason, UnreachableReason } from './reason.ts';
import { returnDoubts } from './return-route.ts';
import { embedded } from './routing/nat64.ts';
import { initialTrace, pastSourceNat, type TraceResult, type TraceState } from './routing/trace-state.ts';
import { walkFrom } from './routing/walk.ts';

export interface EndpointRequest {
  readonly network: Network;
  readonly subnet: Subnet;
  readonly family: Family;
  /** IPv4 addresses, asked for over IPv6: DNS64 answers and a NAT gateway translates. */
  readonly isTranslated: boolean;
}

/** One address of an endpoint; the whole subnet where its interface is not in the facts. */
interface EndpointAddress {
  readonly address: string;
  readonly subnet: Subnet | null;
  readonly doubts: readonly Doubt[];
}

const addressesOf = (
  { network, family, isTranslated }: EndpointRequest,
  endpoint: Endpoint,
  home: Vpc,
): EndpointAddress[] => {
  const interfaces = home.scope.networkInterfaces;
  const addressFamily = isTranslated ? 'ipv4' : family;
  const known = isUnread(interfaces) ? [] : endpoint.interfaceIds.flatMap((id) => interfaces.get(id) ?? []);
  const could = `the addresses of ${endpoint.id} are not known`;
  const missing = isUnread(interfaces) ? undefined : endpoint.interfaceIds.find((id) => !interfaces.has(id));
  const unlisted = (id: string): Doubt => notListed('networkInterfaces', 'ec2:DescribeNetworkInterfaces', id, could);
  const addresses = known.flatMap((one) =>
    one[addressFamily].map((address) => {
      const subnet = network.subnet(one.subnetId ?? '', one.vpcId) ?? null;

      return {
        address: withinSubnet(address, subnet, addressFamily),
        subnet,
        doubts: missing === undefined ? [] : [unlisted(missing)],
      };
    }),
  );
  // One that has addresses of the other family only is no door.
  if (known.some(({ ipv4, ipv6 }) => ipv4.length + ipv6.length > 0)) return addresses;

  const doubts = [isUnread(interfaces) ? notRead(interfaces, could) : unlisted(missing ?? endpoint.id)];

  return endpoint.subnetIds
    .flatMap((id) => network.subnet(id, endpoint.vpcId) ?? [])
    .flatMap((subnet) => {
      const cidr = cidrsIn(subnet, addressFamily)[0];

      return cidr === undefined ? [] : [{ address: formatCidr(cidr), subnet, doubts }];
    });
};

const cidrsIn = (subnet: Subnet, family: Family): readonly Cidr[] =>
  family === 'ipv6' ? subnet.ipv6Cidrs : subnet.cidr === null ? [] : [subnet.cidr];

/** AWS takes every address of an interface from its subnet; an emulator may not, and then the subnet stands for it. */
const withinSubnet = (address: string, subnet: Subnet | null, family: Family): string => {
  const cidrs = subnet === null ? [] : cidrsIn(subnet, family);
  const parsed = parseCidr(address);
  const [stand] = cidrs;
  if (stand === undefined || parsed === undefined || cidrs.some((cidr) => covers(cidr, parsed))) return address;

  return formatCidr(stand);
};

const routesFrom = (request: EndpointRequest, table: RouteTable, entrance: EndpointAddress): readonly TraceResult[] => {
  const { network, subnet, family, isTranslated } = request;
  const destination = destinationOfAddresses([entrance.address], isTranslated ? 'ipv4' : family);
  // Inside one subnet no route table is asked.
  if (entrance.subnet?.id === subnet.id && !isTranslated)
    return [{ ranges: destination.ranges, end: { local: subnet.vpc }, trace: initialTrace }];
  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;

  return walkFrom(
    { network, origin: originOf(subnet), family, destination },
    { vpc: subnet.vpc, subnet, table, ranges, trace: initialTrace },
  );
};

const droppedAt = (
  ranges: Ranges,
  trace: TraceState,
  reason: UnreachableReason,
  hop: Hop,
  doubts: readonly Doubt[] = [],
): AddressOutcome => ({
  ranges,
  disposition: { verdict: 'unreachable', via: null, through: trace.through, reason },
  hops: [...trace.hops, hop],
  doubts: [...trace.doubts, ...doubts],
  cause: null,
});

const causeAt = ({ id }: Endpoint, reason: Reason): Cause => ({
  reason,
  endpointId: id,
  routeTableId: null,
  detail: null,
});

/** Ends of ways to the internet: to a private address they do not matter, as no such way leads there. */
const publicEnds: ReadonlySet<Reason | null> = new Set<Reason>([
  'no-route',
  'no-public-address',
  'nat-dead-end',
  'block-public-access',
]);

/** A private address that is sent to a NAT or internet gateway gets nowhere: it is never public. */
const misrouted = (endpoint: Endpoint, ranges: Ranges, disposition: Disposition, trace: TraceState): AddressOutcome => {
  const isElsewhere =
    disposition.verdict === 'public' || disposition.verdict === 'private' || publicEnds.has(disposition.reason);
  if (!isElsewhere)
    return {
      ranges,
      disposition,
      hops: trace.hops,
      doubts: trace.doubts,
      cause: causeAt(endpoint, disposition.reason ?? 'no-route-to-endpoint'),
    };

  return {
    ...droppedAt(ranges, trace, 'no-route-to-endpoint', {
      at: endpoint.id,
      does: 'drops',
      because: 'no route leads to its private address',
    }),
    cause: causeAt(endpoint, 'no-route-to-endpoint'),
  };
};

const clientOf = (request: EndpointRequest, home: Vpc, trace: TraceState): EndpointClient => {
  const { subnet, family, isTranslated } = request;
  const isDirect = trace.sourceNat === null;

  return {
    subnet,
    family: isTranslated ? 'ipv4' : family,
    ranges: isDirect ? rangesOfSubnet(subnet, family) : union(subnet.vpc.cidrs.ipv4),
    keepsGroups:
      isDirect && (home.id === subnet.vpc.id || trace.through.every(({ kind }) => kind !== 'transit-gateway')),
  };
};

/** Network ACLs stand between subnets: inside one there are only security groups. */
const clientAccessTo = (
  { subnet, family, isTranslated }: EndpointRequest,
  endpoint: Endpoint,
  entrance: EndpointAddress,
  ranges: Ranges,
): ClientAccess => {
  if (isTranslated) return { barriers: [], doubts: [] };
  const access = entrance.subnet?.id === subnet.id ? groupAccess : clientAccess;

  return access(subnet, ranges, family, endpoint.securityGroupIds);
};

const enterEndpoint = (
  request: EndpointRequest,
  endpoint: Endpoint,
  home: Vpc,
  entrance: EndpointAddress,
  { ranges, trace }: TraceResult,
): AddressOutcome => {
  const clients = clientAccessTo(request, endpoint, entrance, ranges);
  const [barrier] = clients.barriers;
  if (barrier !== undefined)
    return { ...droppedAt(ranges, trace, barrier.reason, barrier.hop), cause: causeAt(endpoint, barrier.reason) };

  const entry = endpointAccess(
    home.scope,
    endpoint,
    { subnet: entrance.subnet, ranges },
    clientOf(request, home, trace),
  );
  const doubts = [
    ...trace.doubts,
    ...entrance.doubts,
    ...clients.doubts,
    ...entry.doubts,
    ...(home.id === request.subnet.vpc.id ? [] : returnDoubts(request.subnet, request.family, entrance.subnet)),
  ];
  if (entry.denied !== null)
    return {
      ...droppedAt(ranges, trace, entry.denied.reason, entry.denied.hop, doubts),
      cause: causeAt(endpoint, entry.denied.reason),
    };

  const { blockMode } = request.subnet.vpc.scope;
  const isBlocking = !isUnread(blockMode) && blockMode !== 'off';

  return {
    ranges,
    disposition: {
      verdict: 'private',
      via: { kind: 'interface-endpoint', id: endpoint.id },
      through: pastSourceNat(trace).through,
      reason: null,
    },
    hops: [
      ...trace.hops,
      ...entry.hops,
      { at: endpoint.id, does: 'delivers', because: `interface endpoint at ${entrance.address} in ${home.id}` },
    ],
    doubts: isBlocking ? [...doubts, assume('block-spares-endpoints')] : doubts,
    cause: null,
  };
};

/** What stands in for the way to an endpoint whose addresses the facts do not hold. */
const unseen = ({ id }: Endpoint, reason: UnknownReason, because: string): AddressOutcome => ({
  ranges: [],
  disposition: { verdict: 'unknown', via: null, through: [], reason },
  hops: [{ at: id, does: 'answers', because }],
  doubts: [],
  cause: null,
});

const isListed = ({ scope: { networkInterfaces } }: Vpc, { interfaceIds }: Endpoint): boolean =>
  !isUnread(networkInterfaces) && interfaceIds.some((id) => networkInterfaces.has(id));

/** Whether and how a subnet reaches the addresses of an endpoint that its names resolve to. */
export const toEndpoint = (request: EndpointRequest, table: RouteTable, endpoint: Endpoint): AddressOutcome[] => {
  const home = request.network.vpcs.get(endpoint.vpcId);
  if (home === undefined)
    return [unseen(endpoint, 'endpoint-not-visible', `its VPC ${endpoint.vpcId} is not among the facts`)];
  const addresses = addressesOf(request, endpoint, home);
  if (addresses.length === 0 && !isListed(home, endpoint))
    return [unseen(endpoint, 'unread-facts', 'none of its addresses is among the facts')];

  return addresses.flatMap((entrance) =>
    routesFrom(request, table, entrance).map((result) => {
      if ('disposition' in result.end) return misrouted(endpoint, result.ranges, result.end.disposition, result.trace);
      if (result.end.local.id !== home.id)
        return misrouted(
          endpoint,
          result.ranges,
          { verdict: 'unreachable', via: null, through: [], reason: 'no-route' },
          result.trace,
        );

      return enterEndpoint(request, endpoint, home, entrance, result);
    }),
  );
};
