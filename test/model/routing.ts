import type { RecordOf } from '../../src/snapshot/schema.ts';
import {
  aclLetsIn,
  aclLetsOut,
  aclLetsReply,
  aclLetsRequest,
  groupIdsOf,
  groupsLetIn,
  groupsLetOut,
  type Sender,
} from './access.ts';
import { familyOf, isIn, isInAny, isPublic, lengthOf, nat64Of, nthOf } from './addresses.ts';
import type { Client } from './clients.ts';
import {
  addressesOf,
  cidrsOfVpc,
  endpointOf,
  endpointWith,
  entriesOf,
  type Facts,
  interfaceAt,
  isAvailable,
  isOfSomeVpc,
  type Route,
  type Subnet,
  subnetOf,
  type Table,
  tableOf,
} from './facts.ts';

/** `public nat-gateway nat-main`, `unreachable`, `unknown`. */
export type Fate = string;

const lost: readonly Fate[] = ['unreachable'];

/** It arrives, and the answer does not come back to this client. */
const unanswered: readonly Fate[] = ['unanswered'];

/** A packet somewhere on its way, in a subnet or at a gateway that has none. */
interface Packet {
  readonly to: string;
  readonly port: number;
  readonly source: string;
  /** The client's own packet; null once an appliance or gateway has put its own address. */
  readonly sender: Sender | null;
  readonly vpc: string;
  /** Whose address `source` is. */
  readonly home: string;
  readonly subnet: Subnet | null;
  /** What an internet gateway translates to; null: nothing. Carries whose exit it is. */
  readonly exit: string | null;
  /** It came out of a transit gateway attachment in this subnet. */
  readonly isArriving: boolean;
  /** Ways that the reply has to take: where it enters, by table and target. */
  readonly trail: readonly string[];
  readonly gateway: string | null;
  /** Nothing but a peering connection has carried it: rules that refer to groups tell who sends. */
  readonly tellsGroups: boolean;
  /** Only a rule that refers to a group lets it out. */
  readonly needsGroups: boolean;
  readonly isForeign: boolean;
  /** The instance that sends it. */
  readonly own: string | null;
  /** A firewall or an appliance passed it on with this source. */
  readonly isInspected: boolean;
}

const destinationsOf = (facts: Facts, route: Route): string[] =>
  [
    route.DestinationCidrBlock,
    route.DestinationIpv6CidrBlock,
    ...entriesOf(facts, route.DestinationPrefixListId),
  ].filter((cidr) => cidr !== undefined);

/** Of equal length: what is static, then prefix lists, then what was propagated. */
const rankOf = ({ Origin, DestinationPrefixListId }: Route): number =>
  Origin === 'EnableVgwRoutePropagation' ? 2 : DestinationPrefixListId === undefined ? 0 : 1;

const targetOf = ({ DestinationPrefixListId: _, ...target }: Route): string => JSON.stringify(target);

/**
 * The routes that may carry a packet: more than one only where prefix lists overlap.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export const bestRoutes = (facts: Facts, table: Table | undefined, to: string): Route[] => {
  const matches = (table?.Routes ?? []).flatMap((route) =>
    destinationsOf(facts, route)
      .filter((cidr) => isIn(to, cidr))
      .map((cidr) => ({ route, length: lengthOf(cidr), rank: rankOf(route) })),
  );
  const [first] = matches.toSorted((a, b) => b.length - a.length || a.rank - b.rank);
  const lists = matches.filter(({ rank }) => rank === 1);
  // Of lists that lead to one target it does not matter which is taken.
  if (first?.rank === 1) return [...new Map(lists.map(({ route }) => [targetOf(route), route])).values()];

  return first === undefined ? [] : [first.route];
};

/** Out of one subnet, and into another or none. */
const mayCross = (facts: Facts, packet: Packet, into: Subnet | null): boolean => {
  const { subnet: from } = packet;
  if (from !== null && from.SubnetId === into?.SubnetId)
    return !packet.isArriving || aclLetsReply(facts, from, packet.source);

  return (from === null || aclLetsOut(facts, from, packet)) && (into === null || aclLetsIn(facts, into, packet));
};

const attachmentOf = (facts: Facts, gateway: string, vpc: string) =>
  facts.transitGatewayVpcAttachments.find(
    (one) => one.TransitGatewayId === gateway && one.VpcId === vpc && isAvailable(one),
  );

const isOurs = (facts: Facts, gateway: string): boolean =>
  facts.transitGateways.some(
    ({ TransitGatewayId, OwnerId }) => TransitGatewayId === gateway && OwnerId === '111122223333',
  );

const attachmentSubnets = (facts: Facts, ids: readonly string[] = []): Subnet[] =>
  ids.flatMap((id) => subnetOf(facts, id) ?? []);

type TransitRoute = RecordOf<'transitGatewayRoutes'>['Routes'][number];

/** `null`: it has no table. */
const transitTableOf = (facts: Facts, attachment: string): string | null =>
  facts.transitGatewayAttachments.find(({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId === attachment)
    ?.Association?.TransitGatewayRouteTableId ?? null;

/** Longest first, then static, then by list, then propagated. */
const bestTransitRoute = (facts: Facts, table: string, to: string): TransitRoute | undefined => {
  const listed = facts.transitGatewayPrefixListReferences
    .filter(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId === table)
    .flatMap((one) => one.TransitGatewayPrefixListReferences)
    .flatMap(({ PrefixListId, Blackhole, TransitGatewayAttachment }) =>
      entriesOf(facts, PrefixListId).map((DestinationCidrBlock) => ({
        rank: 1,
        route: {
          DestinationCidrBlock,
          State: Blackhole === true ? 'blackhole' : 'active',
          TransitGatewayAttachments: TransitGatewayAttachment === undefined ? [] : [TransitGatewayAttachment],
        },
      })),
    );
  const plain = facts.transitGatewayRoutes
    .filter(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId === table)
    .flatMap(({ Routes }) => Routes)
    .map((route) => ({ rank: route.Type === 'propagated' ? 2 : 0, route }));

  return [...plain, ...listed]
    .filter(({ route }) => isIn(to, route.DestinationCidrBlock ?? ''))
    .toSorted(
      (a, b) =>
        lengthOf(b.route.DestinationCidrBlock ?? '') - lengthOf(a.route.DestinationCidrBlock ?? '') || a.rank - b.rank,
    )[0]?.route;
};

/** Of a reply: it arrives, is dropped, goes where the pages do not say what becomes of it, or takes one of several ways. */
type Homecoming = 'back' | 'lost' | 'open' | 'either';

const oneOf = (all: readonly Homecoming[]): Homecoming => {
  const [first = 'open', ...others] = new Set(all);
  if (others.length === 0) return first;

  return all.includes('lost') || all.includes('either') ? 'either' : 'open';
};

/** What a reply is: to whom, and in whose VPC that address is. */
interface Reply {
  readonly to: string;
  readonly home: string;
  /** Tables that it has been looked up in. */
  readonly seen: readonly string[];
  /** Something looked into the call, and may look into it. */
  readonly isInspected: boolean;
}

/**
 * The reply enters the gateway from the zone it is sent in, and the table of that VPC's attachment leads on; without a route
 * it is dropped (PacketDropCountNoRoute).
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html
 */
const backThroughTransit = (facts: Facts, reply: Reply, gateway: string, vpc: string, from: Subnet): Homecoming => {
  const attachment = attachmentOf(facts, gateway, vpc);
  const zone = from.AvailabilityZone;
  const isInZone = attachmentSubnets(facts, attachment?.SubnetIds).some((one) => one.AvailabilityZone === zone);
  if (attachment === undefined || !isInZone) return 'lost';
  if (!isOurs(facts, gateway)) return 'open';
  const table = transitTableOf(facts, attachment.TransitGatewayAttachmentId);
  const route = table === null ? undefined : bestTransitRoute(facts, table, reply.to);
  if (table === null || route?.State !== 'active' || reply.seen.includes(table)) return 'lost';
  const [next] = route.TransitGatewayAttachments ?? [];
  const into = next?.ResourceId ?? '';
  if (next?.ResourceType !== 'vpc' || !facts.vpcs.some(({ VpcId }) => VpcId === into)) return 'open';
  const exits = attachmentSubnets(facts, attachmentOf(facts, gateway, into)?.SubnetIds);
  const same = exits.filter((one) => one.AvailabilityZone === zone);
  const beyond = { ...reply, seen: [...reply.seen, table] };

  return oneOf((same.length > 0 ? same : exits).map((exit) => homecoming(facts, beyond, into, exit)));
};

/** @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html */
const backThroughPeering = (facts: Facts, { to, home, seen }: Reply, id: string, vpc: string): Homecoming => {
  const peering = facts.vpcPeeringConnections.find(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId === id);
  const ends = [peering?.RequesterVpcInfo?.VpcId, peering?.AccepterVpcInfo?.VpcId];
  const isEnd = ends.includes(vpc) && ends.includes(home) && isInAny(to, cidrsOfVpc(facts, home));

  return peering?.Status?.Code === 'active' && isEnd && seen.length < 2 ? 'back' : 'lost';
};

/**
 * Where the table of a subnet sends a reply; what no route matches is dropped, and so are private addresses at an
 * internet gateway. Appliances, NAT gateways and VPNs may do anything with it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 * @see https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
const homecoming = (facts: Facts, reply: Reply, vpc: string, from: Subnet): Homecoming => {
  const table = tableOf(facts, from);
  const routes = bestRoutes(facts, table, reply.to);
  const [route] = routes;
  if (routes.length > 1) return 'either';
  if (route === undefined || route.State !== 'active') return 'lost';
  const next = { ...reply, seen: [...reply.seen, `${table?.RouteTableId}`] };
  const { GatewayId = '', TransitGatewayId, VpcPeeringConnectionId } = route;
  if (GatewayId === 'local') return vpc === reply.home ? 'back' : 'lost';
  if (GatewayId.startsWith('igw-') && familyOf(reply.to) === 'ipv4') return 'lost';
  // A NAT gateway puts its address on it, and what did not see the call drops it.
  const isForeign = route.NatGatewayId !== undefined;
  const isLookedInto = GatewayId.startsWith('vpce-') || route.NetworkInterfaceId !== undefined;
  if (isForeign || (isLookedInto && !reply.isInspected)) return 'either';
  if (TransitGatewayId !== undefined) return backThroughTransit(facts, next, TransitGatewayId, vpc, from);

  return VpcPeeringConnectionId === undefined ? 'open' : backThroughPeering(facts, next, VpcPeeringConnectionId, vpc);
};

const withoutPrivate = (fates: readonly Fate[]): readonly Fate[] => [
  ...new Set(fates.flatMap((fate) => (fate.startsWith('private') ? ['unknown', 'unreachable'] : [fate]))),
];

/**
 * What looked into the call has to see the answer; this one goes past it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
const unlessInspected = ({ isInspected }: Packet, fates: readonly Fate[]): readonly Fate[] =>
  isInspected ? withoutPrivate(fates) : fates;

/** Whatever happens, if the reply comes back; where that is open, nothing at all may come of it, and nothing is private by luck. */
const ifFound = (facts: Facts, packet: Packet, from: Subnet | null, fates: readonly Fate[]): readonly Fate[] => {
  const { home, vpc, source } = packet;
  // Inside a subnet no table is asked; between two of a VPC a middlebox may stand.
  if (home === vpc && (from === null || isIn(source, from.CidrBlock ?? ''))) return unlessInspected(packet, fates);
  // Of a regional NAT gateway the pages do not say by which subnets it sends replies on.
  const reply = { to: source, home, seen: [], isInspected: packet.isInspected };
  const found = from === null ? 'open' : homecoming(facts, reply, vpc, from);
  if (found === 'lost') return unanswered;
  if (found === 'either') return [...new Set([...withoutPrivate(fates), 'unreachable'])];

  return found === 'back' ? unlessInspected(packet, fates) : [...new Set([...fates, 'unreachable'])];
};

/**
 * Through a middlebox, references to groups do not let traffic flow; by a transit gateway endpoints support none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
const senderOf = ({ tellsGroups, sender }: Packet): Sender | null => (tellsGroups ? sender : null);

/** To an address inside the VPC that the packet is in. */
const delivered = (facts: Facts, packet: Packet): readonly Fate[] => {
  const at = interfaceAt(facts, packet.vpc, packet.to);
  const endpoint = at === undefined ? undefined : endpointWith(facts, at.NetworkInterfaceId);
  const subnet = subnetOf(facts, at?.SubnetId);
  if (subnet === undefined) return lost;
  if (endpoint === undefined) return ['unknown', 'unreachable'];
  if (!isAvailable(endpoint) || !mayCross(facts, packet, subnet)) return lost;
  const fate = `private interface-endpoint ${endpoint.VpcEndpointId}`;
  const entry = groupsLetIn(facts, groupIdsOf(endpoint), packet, senderOf(packet));
  if (entry === 'perhaps') return [fate, 'unreachable'];

  return entry === 'yes' ? ifFound(facts, packet, subnet, [fate]) : lost;
};

const modeOf = (facts: Facts): string => facts.blockPublicAccessOptions[0]?.InternetGatewayBlockMode ?? 'off';

/**
 * `null`: AWS does not say.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
const isBlockedAtExit = (facts: Facts, packet: Packet, isOutboundOnly: boolean): boolean | null => {
  const mode = modeOf(facts);
  const exclusions = facts.blockPublicAccessExclusions
    .filter(
      ({ ResourceArn = '' }) =>
        ResourceArn.endsWith(`/${packet.vpc}`) || ResourceArn.endsWith(`/${packet.subnet?.SubnetId}`),
    )
    .map(({ InternetGatewayExclusionMode }) => InternetGatewayExclusionMode);
  if (mode === 'off' || exclusions.includes('allow-bidirectional')) return false;
  if (mode === 'block-ingress') return !isOutboundOnly;
  if (exclusions.includes('allow-egress')) return isOutboundOnly ? false : null;

  return true;
};

const atExit = (facts: Facts, packet: Packet, isOutboundOnly: boolean, fate: Fate): readonly Fate[] => {
  const isBlocked = isBlockedAtExit(facts, packet, isOutboundOnly);
  if (isBlocked === true || !mayCross(facts, packet, null)) return lost;

  return isBlocked === null ? [fate, 'unreachable'] : [fate];
};

const isAttached = (facts: Facts, id: string, vpc: string): boolean =>
  [
    ...facts.internetGateways.filter(({ InternetGatewayId }) => InternetGatewayId === id),
    ...facts.egressOnlyInternetGateways.filter(({ EgressOnlyInternetGatewayId }) => EgressOnlyInternetGatewayId === id),
  ].some(({ Attachments = [] }) => Attachments.some(({ VpcId }) => VpcId === vpc));

/** Whether a gateway passes on IPv6 that a transit gateway brought from another VPC, no page says. */
const overIpv6 = (facts: Facts, packet: Packet, isOutboundOnly: boolean, fate: Fate): readonly Fate[] => {
  const fates = atExit(facts, packet, isOutboundOnly, fate);

  return packet.isForeign ? [...new Set([...fates, 'unreachable'])] : fates;
};

/** Internet gateways serve their VPC alone, and no address of a VPC. */
const atInternet = (facts: Facts, packet: Packet, id: string): readonly Fate[] => {
  const isOwn = isAttached(facts, id, packet.vpc);
  if (!isOwn || !isPublic(packet.to) || isOfSomeVpc(facts, packet.to)) return lost;
  if (packet.exit !== null)
    return atExit(facts, packet, packet.exit.startsWith('nat-gateway'), `public ${packet.exit}`);
  if (familyOf(packet.to) === 'ipv4') return lost;

  return overIpv6(facts, packet, false, `public internet-gateway ${id}`);
};

const atEgressOnly = (facts: Facts, packet: Packet, id: string): readonly Fate[] =>
  !isAttached(facts, id, packet.vpc) ||
  !isPublic(packet.to) ||
  familyOf(packet.to) === 'ipv4' ||
  isOfSomeVpc(facts, packet.to)
    ? lost
    : overIpv6(facts, packet, true, `public egress-only-internet-gateway ${id}`);

const isRegional = ({ AvailabilityMode }: RecordOf<'natGateways'>): boolean => AvailabilityMode === 'regional';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
const servesZone = (nat: RecordOf<'natGateways'>, zone: string | undefined): boolean =>
  !isRegional(nat) ||
  nat.AutoProvisionZones !== 'disabled' ||
  (nat.NatGatewayAddresses ?? []).some(({ AvailabilityZone }) => AvailabilityZone === zone);

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
const throughNat = (facts: Facts, packet: Packet, id: string): readonly Fate[] => {
  const nat = facts.natGateways.find(({ NatGatewayId }) => NatGatewayId === id);
  const to = familyOf(packet.to) === 'ipv6' ? nat64Of(packet.to) : packet.to;
  const isTranslatable = familyOf(packet.to) === 'ipv4' || isIn(packet.to, '64:ff9b::/96');
  if (nat === undefined || !isAvailable(nat) || nat.VpcId !== packet.vpc || !isTranslatable) return lost;
  if (!servesZone(nat, packet.subnet?.AvailabilityZone)) return lost;
  const subnet = subnetOf(facts, nat.SubnetId) ?? null;
  if (!mayCross(facts, packet, subnet)) return lost;
  const table =
    subnet === null
      ? facts.routeTables.find(({ RouteTableId }) => RouteTableId === nat.RouteTableId)
      : tableOf(facts, subnet);
  const own = nat.NatGatewayAddresses?.[0]?.PrivateIp;
  const beyond = {
    ...packet,
    to,
    source: own ?? nthOf(cidrsOfVpc(facts, nat.VpcId)[0] ?? '', 9),
    sender: null,
    home: nat.VpcId,
    subnet,
    isArriving: false,
    isForeign: false,
    gateway: null,
    isInspected: false,
    exit: nat.ConnectivityType === 'private' ? null : `nat-gateway ${id}`,
  };

  const fates = ifFound(facts, packet, subnet, routed(facts, beyond, table));

  // A regional one has addresses of its VPC that its record does not tell, and the other end may admit some of them.
  return own === undefined && !isPublic(to) ? [...new Set([...fates, 'unreachable', 'unknown'])] : fates;
};

/**
 * A forwarding instance: the packet leaves by any of its interfaces, with its own address or the client's.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
const throughInstance = (facts: Facts, packet: Packet, id: string): readonly Fate[] => {
  const inside = facts.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === id);
  const subnet = subnetOf(facts, inside?.SubnetId);
  const instance = inside?.Attachment?.InstanceId;
  const state = facts.instances.find(({ InstanceId }) => InstanceId === instance)?.State?.Name;
  if (inside === undefined || subnet === undefined || inside.SourceDestCheck !== false || state !== 'running')
    return lost;
  if (packet.trail.includes(`${instance}`)) return lost;
  const entry = groupsLetIn(facts, groupIdsOf(inside), packet, senderOf(packet));
  if (!mayCross(facts, packet, subnet) || entry === 'no') return lost;
  const arms = facts.networkInterfaces.filter(
    ({ Attachment, SourceDestCheck }) => Attachment?.InstanceId === instance && SourceDestCheck === false,
  );
  const fates = arms.flatMap((arm) => {
    const at = subnetOf(facts, arm.SubnetId);
    const sender = { vpc: packet.vpc, groups: groupIdsOf(arm) };
    if (at === undefined || !groupsLetOut(facts, sender, packet.to, packet.port)) return [];
    const trail = [...packet.trail, `${instance}`];
    const translated = {
      ...packet,
      trail,
      source: addressesOf(arm)[0] ?? '',
      sender,
      home: packet.vpc,
      subnet: at,
      isArriving: false,
      isForeign: false,
      gateway: null,
      tellsGroups: true,
      isInspected: false,
      exit: arm.Association?.PublicIp === undefined ? null : 'nat-instance',
    };
    const forwarded = { ...packet, trail, subnet: at, isArriving: false, tellsGroups: false, isInspected: true };

    return [translated, forwarded].flatMap((beyond) => routed(facts, beyond, tableOf(facts, at)));
  });
  const leading = fates.filter((fate) => fate !== 'unreachable');
  // What an instance does with a packet of its own that comes back to it, nobody says.
  if (instance !== undefined && instance === packet.own) return [...leading, 'unreachable', 'unknown'];
  if (entry === 'perhaps') return [...new Set([...leading, 'unreachable'])];

  return leading.length === 0 ? lost : [...new Set(leading)];
};

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
const throughTransit = (facts: Facts, packet: Packet, id: string): readonly Fate[] => {
  const attachment = attachmentOf(facts, id, packet.vpc);
  const subnets = attachmentSubnets(facts, attachment?.SubnetIds);
  const zone = packet.subnet?.AvailabilityZone;
  const entry = subnets.find(({ AvailabilityZone }) => AvailabilityZone === zone);
  if (attachment === undefined || entry === undefined) return lost;
  if (!mayEnter(facts, packet, entry)) return lost;
  const unseen = [`transit transit-gateway ${id}`];
  if (!isOurs(facts, id)) return unseen;
  const table = transitTableOf(facts, attachment.TransitGatewayAttachmentId);
  const route = table === null ? undefined : bestTransitRoute(facts, table, packet.to);
  if (route === undefined || route.State !== 'active') return lost;
  const [next] = route.TransitGatewayAttachments ?? [];
  if (next?.ResourceType !== 'vpc' || !facts.vpcs.some(({ VpcId }) => VpcId === next.ResourceId)) return unseen;
  const vpc = next.ResourceId ?? '';
  const exits = attachmentSubnets(facts, attachmentOf(facts, id, vpc)?.SubnetIds);
  const same = exits.filter(({ AvailabilityZone }) => AvailabilityZone === zone);

  const candidates = same.length > 0 ? same : exits;
  const fates = candidates.flatMap((subnet) => arrived(facts, packet, id, vpc, subnet));

  return [...new Set(fates)];
};

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
const mayEnter = (facts: Facts, packet: Packet, entry: Subnet): boolean =>
  packet.subnet !== null && packet.subnet.SubnetId === entry.SubnetId
    ? aclLetsRequest(facts, entry, packet)
    : mayCross(facts, packet, entry);

const arrived = (facts: Facts, packet: Packet, gateway: string, vpc: string, subnet: Subnet): readonly Fate[] => {
  const beyond = {
    ...packet,
    vpc,
    subnet,
    gateway,
    isArriving: true,
    isForeign: true,
    tellsGroups: false,
    exit: null,
  };

  return routed(facts, beyond, tableOf(facts, subnet));
};

/** @see https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html */
const throughPeering = (facts: Facts, packet: Packet, id: string): readonly Fate[] => {
  const peering = facts.vpcPeeringConnections.find(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId === id);
  const ends = [peering?.RequesterVpcInfo?.VpcId, peering?.AccepterVpcInfo?.VpcId];
  const vpc = ends.find((end) => end !== packet.vpc);
  if (peering?.Status?.Code !== 'active' || vpc === undefined || !ends.includes(packet.vpc)) return lost;
  if (packet.isForeign || !isInAny(packet.to, cidrsOfVpc(facts, vpc))) return lost;

  return delivered(facts, { ...packet, vpc, gateway: id });
};

/** To a service's prefix list it is a gateway endpoint, to a CIDR one of a firewall. */
const throughEndpoint = (facts: Facts, packet: Packet, route: Route): readonly Fate[] => {
  const endpoint = endpointOf(facts, route.GatewayId);
  if (endpoint === undefined || !isAvailable(endpoint)) return lost;
  if (endpoint.VpcEndpointType === 'Gateway')
    return packet.isForeign || !mayCross(facts, packet, null)
      ? lost
      : unlessInspected(packet, [`private gateway-endpoint ${endpoint.VpcEndpointId}`]);
  const subnet = subnetOf(facts, endpoint.SubnetIds?.[0]);
  if (subnet === undefined || !mayCross(facts, packet, subnet)) return lost;

  const passed = { ...packet, subnet, isArriving: false, tellsGroups: false, isInspected: true };

  return routed(facts, passed, tableOf(facts, subnet));
};

/**
 * For interfaces of its VPC (VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS).
 *
 * @see https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
const beyondVpn = (facts: Facts, packet: Packet, id: string): readonly Fate[] =>
  packet.isForeign || !mayCross(facts, packet, null) ? lost : [`transit virtual-private-gateway ${id}`];

const followed = (facts: Facts, packet: Packet, route: Route): readonly Fate[] => {
  const { GatewayId: id = '' } = route;
  if (route.State !== 'active') return lost;
  if (packet.needsGroups && id !== 'local' && route.VpcPeeringConnectionId === undefined) return lost;
  if (id === 'local') return delivered(facts, packet);
  if (id.startsWith('igw-')) return atInternet(facts, packet, id);
  if (id.startsWith('vgw-')) return beyondVpn(facts, packet, id);
  if (id.startsWith('vpce-')) return throughEndpoint(facts, packet, route);
  if (route.NatGatewayId !== undefined) return throughNat(facts, packet, route.NatGatewayId);
  if (route.TransitGatewayId !== undefined) return throughTransit(facts, packet, route.TransitGatewayId);
  if (route.VpcPeeringConnectionId !== undefined) return throughPeering(facts, packet, route.VpcPeeringConnectionId);
  if (route.NetworkInterfaceId !== undefined) return throughInstance(facts, packet, route.NetworkInterfaceId);
  if (route.EgressOnlyInternetGatewayId !== undefined)
    return atEgressOnly(facts, packet, route.EgressOnlyInternetGatewayId);

  return ['unknown'];
};

/** Where a table sends a packet; one that comes to a table again goes round for ever. */
const routed = (facts: Facts, packet: Packet, table: Table | undefined): readonly Fate[] => {
  const here = `${table?.RouteTableId} ${packet.source} ${packet.subnet?.SubnetId}`;
  if (table === undefined || packet.trail.includes(here)) return lost;
  const routes = bestRoutes(facts, table, packet.to);
  if (routes.length === 0) return lost;
  const next = { ...packet, trail: [...packet.trail, here] };

  const fates = routes.flatMap((route) => followed(facts, next, route));

  return [...new Set(routes.length === 1 ? fates : [...fates, 'unknown'])];
};

/** Where the packet of a client in a subnet ends. */
export const sent = (facts: Facts, subnet: Subnet, client: Client, to: string, port: number): readonly Fate[] => {
  const [igw] = facts.internetGateways.filter(({ Attachments = [] }) =>
    Attachments.some(({ VpcId }) => VpcId === subnet.VpcId),
  );

  return routed(
    facts,
    {
      to,
      port,
      source: client.source,
      sender: client.sender,
      vpc: subnet.VpcId,
      home: subnet.VpcId,
      subnet,
      exit: client.isPublic && igw !== undefined ? `internet-gateway ${igw.InternetGatewayId}` : null,
      isArriving: false,
      own: client.instance,
      isInspected: false,
      trail: [],
      gateway: null,
      tellsGroups: true,
      needsGroups: !groupsLetOut(facts, client.sender, to, port, 'by address'),
      isForeign: false,
    },
    tableOf(facts, subnet),
  );
};
