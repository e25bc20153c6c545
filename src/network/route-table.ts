import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import { nameOf } from './gateways.ts';

/**
 * Kinds of route target. `unrecognised` stands for what AWS added since: it is never guessed.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export type TargetKind =
  | 'local'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'virtual-private-gateway'
  | 'gateway-endpoint'
  | 'firewall-endpoint'
  | 'nat-gateway'
  | 'transit-gateway'
  | 'core-network'
  | 'peering-connection'
  | 'network-interface'
  | 'instance'
  | 'carrier-gateway'
  | 'local-gateway'
  | 'odb-network'
  | 'next-hop-address'
  | 'unrecognised';

interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

type RouteState = 'active' | 'blackhole' | 'unrecognised';
/** `propagated` by a virtual private gateway; `advertised` by a VPC Route Server. */
export type RouteOrigin = 'static' | 'propagated' | 'advertised' | 'unrecognised';

export interface Route {
  /** Null where the destination is a prefix list. */
  readonly cidr: Cidr | null;
  readonly prefixListId: string | null;
  /** As AWS wrote it. */
  readonly destination: string;
  readonly target: Target;
  readonly state: RouteState;
  readonly origin: RouteOrigin;
}

export interface RouteTable {
  readonly id: string;
  readonly name: string | null;
  readonly vpcId: string | null;
  readonly isMain: boolean;
  /** Subnets that are associated by name. Edge associations (gateways, public pools) are not among them. */
  readonly subnetIds: readonly string[];
  /** Those whose association is on its way in or out, or in a state that AWS has added since. */
  readonly unsettledSubnetIds: readonly string[];
  readonly routes: readonly Route[];
}

type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const gatewayKind = (id: string, hasPrefixList: boolean): TargetKind => {
  if (id === 'local') return 'local';
  if (id.startsWith('igw-')) return 'internet-gateway';
  if (id.startsWith('vgw-')) return 'virtual-private-gateway';
  // Only gateway endpoints have prefix-list routes, and only firewall endpoints CIDR routes.
  if (id.startsWith('vpce-')) return hasPrefixList ? 'gateway-endpoint' : 'firewall-endpoint';
  if (id.startsWith('eigw-')) return 'egress-only-internet-gateway';
  if (id.startsWith('cagw-')) return 'carrier-gateway';
  if (id.startsWith('lgw-')) return 'local-gateway';

  return 'unrecognised';
};

const targetOf = (record: RouteRecord): Target => {
  const gateway = record.GatewayId;
  if (gateway) return { kind: gatewayKind(gateway, record.DestinationPrefixListId !== undefined), id: gateway };
  if (record.NatGatewayId) return { kind: 'nat-gateway', id: record.NatGatewayId };
  if (record.TransitGatewayId) return { kind: 'transit-gateway', id: record.TransitGatewayId };
  if (record.VpcPeeringConnectionId) return { kind: 'peering-connection', id: record.VpcPeeringConnectionId };
  if (record.NetworkInterfaceId) return { kind: 'network-interface', id: record.NetworkInterfaceId };
  if (record.InstanceId) return { kind: 'instance', id: record.InstanceId };
  if (record.EgressOnlyInternetGatewayId)
    return { kind: 'egress-only-internet-gateway', id: record.EgressOnlyInternetGatewayId };
  if (record.CarrierGatewayId) return { kind: 'carrier-gateway', id: record.CarrierGatewayId };
  if (record.LocalGatewayId) return { kind: 'local-gateway', id: record.LocalGatewayId };
  if (record.CoreNetworkArn) return { kind: 'core-network', id: record.CoreNetworkArn };
  if (record.OdbNetworkArn) return { kind: 'odb-network', id: record.OdbNetworkArn };
  if (record.IpAddress) return { kind: 'next-hop-address', id: record.IpAddress };

  return { kind: 'unrecognised', id: 'a target that this version does not know' };
};

const stateOf = (state: string | undefined): RouteState => {
  if (state === undefined || state === 'active') return 'active';

  return state === 'blackhole' ? 'blackhole' : 'unrecognised';
};

const originOf = (origin: string | undefined): RouteOrigin => {
  switch (origin) {
    case undefined:
    case 'CreateRouteTable':
    case 'CreateRoute':
      return 'static';
    case 'EnableVgwRoutePropagation':
      return 'propagated';
    case 'Advertisement':
      return 'advertised';
    default:
      return 'unrecognised';
  }
};

const destinationOf = ({
  DestinationPrefixListId,
  DestinationCidrBlock,
  DestinationIpv6CidrBlock,
}: RouteRecord): string => DestinationPrefixListId ?? DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? '';

type RouteReader = (record: RouteRecord) => Route;

/**
 * One table's routes are mostly another's too, and nothing in them says which table they are of: what reads the same
 * is one object, and a destination is parsed once.
 */
const routeReader = (): RouteReader => {
  const latest = new Map<string, Route>();

  return (record) => {
    const destination = destinationOf(record);
    const prefixListId = record.DestinationPrefixListId ?? null;
    const target = targetOf(record);
    const state = stateOf(record.State);
    const origin = originOf(record.Origin);
    const known = latest.get(destination);
    const isSame =
      known !== undefined &&
      known.state === state &&
      known.origin === origin &&
      known.target.id === target.id &&
      known.target.kind === target.kind &&
      known.prefixListId === prefixListId;
    if (isSame) return known;

    const cidr = prefixListId === null ? (known?.cidr ?? parseCidr(destination) ?? null) : null;
    const route = { cidr, prefixListId, destination, target, state, origin };
    latest.set(destination, route);

    return route;
  };
};

type AssociationRecord = NonNullable<RecordOf<'routeTables'>['Associations']>[number];

const isEffective = ({ AssociationState }: AssociationRecord): boolean =>
  AssociationState?.State === undefined || AssociationState.State === 'associated';

const isOver = ({ AssociationState }: AssociationRecord): boolean =>
  AssociationState?.State === 'disassociated' || AssociationState?.State === 'failed';

const routeTable = (record: RecordOf<'routeTables'>, routeOf: RouteReader): RouteTable => {
  const all = record.Associations ?? [];
  const associations = all.filter(isEffective);
  const unsettled = all.filter((one) => !isEffective(one) && !isOver(one));

  return {
    id: record.RouteTableId,
    name: nameOf(record),
    vpcId: record.VpcId ?? null,
    isMain: associations.some(({ Main, GatewayId }) => Main === true && GatewayId === undefined),
    subnetIds: associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    unsettledSubnetIds: unsettled.flatMap(({ SubnetId }) => SubnetId ?? []),
    routes: (record.Routes ?? []).map(routeOf),
  };
};

export const routeTables = (records: readonly RecordOf<'routeTables'>[]): ReadonlyMap<string, RouteTable> => {
  const routeOf = routeReader();
  const tables = new Map<string, RouteTable>();
  for (const record of records) tables.set(record.RouteTableId, routeTable(record, routeOf));

  return tables;
};
