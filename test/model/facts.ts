import { memoize } from '../../src/memoize.ts';
import type { RecordOf, Sections } from '../../src/snapshot/schema.ts';
import { type Family, familyOf, isIn, isInAny } from './addresses.ts';

/** AWS's records, all read. Every question is answered by looking through them from the first to the last. */
export type Facts = Required<Sections>;
export type Subnet = RecordOf<'subnets'>;
export type Interface = RecordOf<'networkInterfaces'>;
export type Endpoint = RecordOf<'vpcEndpoints'>;
export type Table = RecordOf<'routeTables'>;
export type Route = NonNullable<Table['Routes']>[number];

export const subnetOf = (facts: Facts, id: string | undefined): Subnet | undefined =>
  facts.subnets.find(({ SubnetId }) => SubnetId === id);

export const cidrsOfVpc = (facts: Facts, id: string | undefined): string[] => {
  const vpc = facts.vpcs.find(({ VpcId }) => VpcId === id);

  return [
    vpc?.CidrBlock,
    ...(vpc?.CidrBlockAssociationSet ?? []).map(({ CidrBlock }) => CidrBlock),
    ...(vpc?.Ipv6CidrBlockAssociationSet ?? []).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  ].filter((cidr) => cidr !== undefined);
};

export const cidrOfSubnet = (subnet: Subnet, family: Family): string | undefined =>
  family === 'ipv4' ? subnet.CidrBlock : subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
export const tableOf = (facts: Facts, subnet: Subnet): Table | undefined =>
  facts.routeTables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId === subnet.SubnetId),
  ) ??
  facts.routeTables.find(
    ({ VpcId, Associations = [] }) => VpcId === subnet.VpcId && Associations.some(({ Main }) => Main === true),
  );

export const addressesOf = ({ PrivateIpAddress, PrivateIpAddresses = [], Ipv6Addresses = [] }: Interface): string[] =>
  [
    PrivateIpAddress,
    ...PrivateIpAddresses.map((one) => one.PrivateIpAddress),
    ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
  ].filter((address) => address !== undefined);

/** The interface in a VPC that has an address. */
export const interfaceAt = (facts: Facts, vpc: string | undefined, address: string): Interface | undefined =>
  facts.networkInterfaces.find((one) => one.VpcId === vpc && addressesOf(one).some((own) => isIn(own, address)));

export const endpointOf = (facts: Facts, id: string | undefined): Endpoint | undefined =>
  facts.vpcEndpoints.find(({ VpcEndpointId }) => VpcEndpointId === id);

export const endpointWith = (facts: Facts, interfaceId: string): Endpoint | undefined =>
  facts.vpcEndpoints.find(({ NetworkInterfaceIds = [] }) => NetworkInterfaceIds.includes(interfaceId));

export const isAvailable = ({ State = '' }: { readonly State?: string | undefined }): boolean =>
  State.toLowerCase() === 'available';

export const entriesOf = (facts: Facts, list: string | undefined): string[] =>
  facts.prefixListEntries
    .filter(({ PrefixListId }) => PrefixListId === list)
    .flatMap(({ Entries }) => Entries.map(({ Cidr = '' }) => Cidr));

/** The addresses of AWS-managed lists of one service, or of all of them. */
export const managedRanges = (facts: Facts, service: string | null, family: Family): string[] =>
  facts.managedPrefixLists
    .filter(
      ({ OwnerId, PrefixListName = '' }) =>
        OwnerId === 'AWS' && (service === null || PrefixListName.endsWith(`.${service}`)),
    )
    .flatMap(({ PrefixListId }) => entriesOf(facts, PrefixListId))
    .filter((cidr) => familyOf(cidr) === family);

export const isOfSomeVpc = (facts: Facts, address: string): boolean =>
  facts.vpcs.some(({ VpcId }) => isInAny(address, cidrsOfVpc(facts, VpcId)));

const permissionsOf = ({ IpPermissions = [], IpPermissionsEgress = [] }: RecordOf<'securityGroups'>) => [
  ...IpPermissions,
  ...IpPermissionsEgress,
];

/** Every CIDR that anything decides by. */
export const decidingCidrs = memoize((facts: Facts): string[] =>
  [
    ...facts.vpcs.flatMap(({ VpcId }) => cidrsOfVpc(facts, VpcId)),
    ...facts.routeTables.flatMap(({ Routes = [] }) =>
      Routes.map((route) => route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock),
    ),
    ...facts.prefixListEntries.flatMap(({ Entries }) => Entries.map(({ Cidr }) => Cidr)),
    ...facts.transitGatewayRoutes.flatMap(({ Routes }) => Routes.map((route) => route.DestinationCidrBlock)),
    ...facts.networkAcls.flatMap(({ Entries = [] }) => Entries.map((entry) => entry.CidrBlock ?? entry.Ipv6CidrBlock)),
    ...facts.securityGroups
      .flatMap(permissionsOf)
      .flatMap(({ IpRanges = [], Ipv6Ranges = [] }) => [
        ...IpRanges.map(({ CidrIp }) => CidrIp),
        ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
      ]),
  ].filter((cidr) => cidr !== undefined),
);
