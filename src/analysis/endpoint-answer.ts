import { type Cidr, covers, type Family, formatCidr, parseCidr } from '../net/cidr.ts';
import { type Ranges, union } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { type ClientAccess, clientAccess, groupAccess } from './access/client.ts';
import { type Caller, endpointAccess, rangesOfSubnet } from './access/endpoint.ts';
import { destinationOfAddresses } from './destination.ts';
import { type Doubt, likely, notListed, notRead } from './doubt.ts';
import { blockSparesEndpoints } from './likely-facts.ts';
import { originOf } from './origin.ts';
import type { Piece } from './outcome.ts';
import type { Fate, Hop } from './path.ts';
import { returnDoubts } from './return-route.ts';
import { embedded } from './routing/nat64.ts';
import { emptyTrail, pastTranslator, type Stretch, type Trail } from './routing/trail.ts';
import { walkFrom } from './routing/walk.ts';

export interface Call {
  readonly network: Network;
  readonly subnet: Subnet;
  readonly family: Family;
  /** IPv4 addresses, asked for over IPv6: DNS64 answers and a NAT gateway translates. */
  readonly isTranslated: boolean;
}

/** One address of an endpoint; the whole subnet where its interface is not in the facts. */
interface Door {
  readonly address: string;
  readonly subnet: Subnet | null;
  readonly doubts: readonly Doubt[];
}

const doorsOf = ({ network, family, isTranslated }: Call, endpoint: Endpoint, home: Vpc): Door[] => {
  const interfaces = home.scope.networkInterfaces;
  const addressFamily = isTranslated ? 'ipv4' : family;
  const known = isUnread(interfaces) ? [] : endpoint.interfaceIds.flatMap((id) => interfaces.get(id) ?? []);
  const could = `the addresses of ${endpoint.id} are not known`;
  const missing = isUnread(interfaces) ? undefined : endpoint.interfaceIds.find((id) => !interfaces.has(id));
  const unlisted = (id: string): Doubt => notListed('networkInterfaces', 'ec2:DescribeNetworkInterfaces', id, could);
  const doors = known.flatMap((one) =>
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
  if (known.some(({ ipv4, ipv6 }) => ipv4.length + ipv6.length > 0)) return doors;

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

const routesFrom = (call: Call, table: RouteTable, door: Door): readonly Stretch[] => {
  const { network, subnet, family, isTranslated } = call;
  const destination = destinationOfAddresses([door.address], isTranslated ? 'ipv4' : family);
  // Inside one subnet no route table is asked.
  if (door.subnet?.id === subnet.id && !isTranslated)
    return [{ ranges: destination.ranges, end: { local: subnet.vpc }, trail: emptyTrail }];
  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;

  return walkFrom(
    { network, origin: originOf(subnet), family, destination },
    { vpc: subnet.vpc, subnet, table, ranges, trail: emptyTrail },
  );
};

const dead = (ranges: Ranges, trail: Trail, reason: string, hop: Hop, doubts: readonly Doubt[] = []): Piece => ({
  ranges,
  fate: { verdict: 'unreachable', via: null, through: trail.through, reason },
  hops: [...trail.hops, hop],
  doubts: [...trail.doubts, ...doubts],
  cause: null,
});

/** Ends of ways to the internet: to a private address they do not matter, as no such way leads there. */
const publicEnds: ReadonlySet<string | null> = new Set([
  'no-route',
  'no-public-address',
  'nat-dead-end',
  'block-public-access',
]);

/** A private address that is sent to a NAT or internet gateway gets nowhere: it is never public. */
const astray = (endpoint: Endpoint, ranges: Ranges, fate: Fate, trail: Trail): Piece => {
  const cause = { reason: 'no-route-to-endpoint', endpointId: endpoint.id, routeTableId: null, detail: null };
  const isElsewhere = fate.verdict === 'public' || fate.verdict === 'private' || publicEnds.has(fate.reason);
  if (!isElsewhere)
    return {
      ranges,
      fate,
      hops: trail.hops,
      doubts: trail.doubts,
      cause: { ...cause, reason: fate.reason ?? fate.verdict },
    };

  return {
    ...dead(ranges, trail, 'no-route-to-endpoint', {
      at: endpoint.id,
      does: 'drops',
      because: 'no route leads to its private address',
    }),
    cause,
  };
};

const callerOf = (call: Call, home: Vpc, trail: Trail): Caller => {
  const { subnet, family, isTranslated } = call;
  const isDirect = trail.translator === null;

  return {
    subnet,
    family: isTranslated ? 'ipv4' : family,
    ranges: isDirect ? rangesOfSubnet(subnet, family) : union(subnet.vpc.cidrs.ipv4),
    keepsGroups:
      isDirect && (home.id === subnet.vpc.id || trail.through.every(({ kind }) => kind !== 'transit-gateway')),
  };
};

/** Network ACLs stand between subnets: inside one there are only security groups. */
const clientsOf = (
  { subnet, family, isTranslated }: Call,
  endpoint: Endpoint,
  door: Door,
  ranges: Ranges,
): ClientAccess => {
  if (isTranslated) return { barriers: [], doubts: [] };
  const access = door.subnet?.id === subnet.id ? groupAccess : clientAccess;

  return access(subnet, ranges, family, endpoint.securityGroupIds);
};

const atTheDoor = (call: Call, endpoint: Endpoint, home: Vpc, door: Door, { ranges, trail }: Stretch): Piece => {
  const clients = clientsOf(call, endpoint, door, ranges);
  const cause = (reason: string) => ({ reason, endpointId: endpoint.id, routeTableId: null, detail: null });
  const [barrier] = clients.barriers;
  if (barrier !== undefined)
    return { ...dead(ranges, trail, barrier.reason, barrier.hop), cause: cause(barrier.reason) };

  const entry = endpointAccess(home.scope, endpoint, { subnet: door.subnet, ranges }, callerOf(call, home, trail));
  const doubts = [
    ...trail.doubts,
    ...door.doubts,
    ...clients.doubts,
    ...entry.doubts,
    ...(home.id === call.subnet.vpc.id ? [] : returnDoubts(call.subnet, call.family, door.subnet)),
  ];
  if (entry.denied !== null)
    return { ...dead(ranges, trail, entry.denied.reason, entry.denied.hop, doubts), cause: cause(entry.denied.reason) };

  const { blockMode } = call.subnet.vpc.scope;
  const isBlocking = !isUnread(blockMode) && blockMode !== 'off';

  return {
    ranges,
    fate: {
      verdict: 'private',
      via: { kind: 'interface-endpoint', id: endpoint.id },
      through: pastTranslator(trail).through,
      reason: null,
    },
    hops: [
      ...trail.hops,
      ...entry.hops,
      { at: endpoint.id, does: 'delivers', because: `interface endpoint at ${door.address} in ${home.id}` },
    ],
    doubts: isBlocking ? [...doubts, likely(blockSparesEndpoints)] : doubts,
    cause: null,
  };
};

/** What stands in for the way to an endpoint whose addresses the facts do not hold. */
const unseen = ({ id }: Endpoint, reason: string, because: string): Piece => ({
  ranges: [],
  fate: { verdict: 'unknown', via: null, through: [], reason },
  hops: [{ at: id, does: 'answers', because }],
  doubts: [],
  cause: null,
});

const isListed = ({ scope: { networkInterfaces } }: Vpc, { interfaceIds }: Endpoint): boolean =>
  !isUnread(networkInterfaces) && interfaceIds.some((id) => networkInterfaces.has(id));

/** Whether and how a subnet reaches the addresses of an endpoint that its names resolve to. */
export const toEndpoint = (call: Call, table: RouteTable, endpoint: Endpoint): Piece[] => {
  const home = call.network.vpcs.get(endpoint.vpcId);
  if (home === undefined)
    return [unseen(endpoint, 'endpoint-not-visible', `its VPC ${endpoint.vpcId} is not among the facts`)];
  const doors = doorsOf(call, endpoint, home);
  if (doors.length === 0 && !isListed(home, endpoint))
    return [unseen(endpoint, 'unread-facts', 'none of its addresses is among the facts')];

  return doors.flatMap((door) =>
    routesFrom(call, table, door).map((stretch) => {
      if ('fate' in stretch.end) return astray(endpoint, stretch.ranges, stretch.end.fate, stretch.trail);
      if (stretch.end.local.id !== home.id)
        return astray(
          endpoint,
          stretch.ranges,
          { verdict: 'unreachable', via: null, through: [], reason: 'no-route' },
          stretch.trail,
        );

      return atTheDoor(call, endpoint, home, door, stretch);
    }),
  );
};
