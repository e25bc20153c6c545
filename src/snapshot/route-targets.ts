import type { RecordOf } from './schema.ts';

type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

/** The fields that the schema names: records keep all others, too. */
type Described<T> = keyof { [K in keyof T as string extends K ? never : K]: unknown };

/** What a route has besides its target. */
type OtherField =
  | 'DestinationCidrBlock'
  | 'DestinationIpv6CidrBlock'
  | 'DestinationPrefixListId'
  | 'InstanceOwnerId'
  | 'Origin'
  | 'State';

export type RouteField = Described<RouteRecord>;

/**
 * The fields in which a route names its target, with the kind of target each is for. The first that says something
 * decides: a route to an instance names its interface as well. A field that the schema has and this has not does not
 * compile.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export const routeTargets = {
  /** Of several kinds: the prefix of the id tells. */
  GatewayId: 'gateway',
  NatGatewayId: 'nat-gateway',
  TransitGatewayId: 'transit-gateway',
  VpcPeeringConnectionId: 'peering-connection',
  NetworkInterfaceId: 'network-interface',
  InstanceId: 'instance',
  EgressOnlyInternetGatewayId: 'egress-only-internet-gateway',
  CarrierGatewayId: 'carrier-gateway',
  LocalGatewayId: 'local-gateway',
  CoreNetworkArn: 'core-network',
  OdbNetworkArn: 'odb-network',
  IpAddress: 'next-hop-address',
} as const satisfies Record<Exclude<RouteField, OtherField>, string>;

export type RouteTargetField = keyof typeof routeTargets;

export const routeTargetFields: readonly RouteTargetField[] = Object.keys(routeTargets).filter(
  (field): field is RouteTargetField => Object.hasOwn(routeTargets, field),
);
