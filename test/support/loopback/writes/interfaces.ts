import { formatAddress, parseCidr } from '../../../../src/net/cidr.ts';
import { predecessor } from '../../../../src/net/ranges.ts';
import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Refusal, refuse, type WriteContext } from '../call.ts';

type EndpointRecord = RecordOf<'vpcEndpoints'>;
type SubnetRecord = RecordOf<'subnets'>;

/** AWS picks some address; this one comes from the end of the block. */
const addressIn = (block: string | undefined, taken: ReadonlySet<string>): string | undefined => {
  const cidr = block === undefined ? undefined : parseCidr(block);
  if (cidr === undefined) return undefined;
  let at = predecessor(cidr.last);
  while (taken.has(formatAddress(at))) at = predecessor(at);

  return formatAddress(at);
};

const addressesOf = (subnet: SubnetRecord, type: string, { records }: WriteContext) => {
  const taken = new Set(
    (records.all('networkInterfaces') ?? []).flatMap(({ PrivateIpAddresses = [], Ipv6Addresses = [] }) => [
      ...PrivateIpAddresses.map((one) => one.PrivateIpAddress ?? ''),
      ...Ipv6Addresses.map((one) => one.Ipv6Address ?? ''),
    ]),
  );
  const ipv4 = type === 'ipv6' ? undefined : addressIn(subnet.CidrBlock, taken);
  const [first] = subnet.Ipv6CidrBlockAssociationSet ?? [];
  const ipv6 = type === 'ipv4' ? undefined : addressIn(first?.Ipv6CidrBlock, taken);

  return {
    ...(ipv4 === undefined ? {} : { PrivateIpAddress: ipv4, PrivateIpAddresses: [{ PrivateIpAddress: ipv4 }] }),
    Ipv6Addresses: ipv6 === undefined ? [] : [{ Ipv6Address: ipv6 }],
  };
};

/** One interface in each subnet; returns their ids. */
export const addInterfaces = (
  endpoint: EndpointRecord,
  subnetIds: readonly string[],
  context: WriteContext,
): string[] =>
  subnetIds.map((SubnetId) => {
    const { records, mint } = context;
    const NetworkInterfaceId = mint('eni');
    const subnet = records.find('subnets', SubnetId);
    records.add('networkInterfaces', {
      NetworkInterfaceId,
      SubnetId,
      VpcId: endpoint.VpcId,
      InterfaceType: 'vpc_endpoint',
      Status: 'in-use',
      Description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
      RequesterManaged: true,
      Groups: [...(endpoint.Groups ?? [])],
      ...(subnet === undefined ? {} : addressesOf(subnet, endpoint.IpAddressType ?? 'ipv4', context)),
    });

    return NetworkInterfaceId;
  });

const hasIpv6 = ({ Ipv6CidrBlockAssociationSet = [] }: SubnetRecord): boolean => Ipv6CidrBlockAssociationSet.length > 0;

/** What AWS says of subnets that an endpoint is to stand in, beside those where it stands; null: nothing. */
export const subnetsRefusal = (
  endpoint: EndpointRecord,
  subnetIds: readonly string[],
  { records }: WriteContext,
): Refusal | null => {
  const zonesTaken = new Set(
    (endpoint.SubnetIds ?? []).map((id) => records.find('subnets', id)?.AvailabilityZone ?? id),
  );
  const offers = records.findAll('vpcEndpointServices', endpoint.ServiceName ?? '');
  const offered = offers.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones);
  const type = endpoint.IpAddressType ?? 'ipv4';
  for (const id of subnetIds) {
    const subnet = records.find('subnets', id);
    if (subnet === undefined || subnet.VpcId !== endpoint.VpcId)
      return refuse(400, 'InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`);
    const zone = subnet.AvailabilityZone ?? id;
    if (zonesTaken.has(zone))
      return refuse(
        400,
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${id}`,
      );
    zonesTaken.add(zone);
    if (offered.length > 0 && !offered.includes(zone))
      return refuse(
        400,
        'InvalidParameter',
        `The VPC endpoint service ${endpoint.ServiceName} does not support the availability zone of the subnet: ${id}.`,
      );
    if (subnet.AvailableIpAddressCount === 0)
      return refuse(400, 'InsufficientFreeAddressesInSubnet', `There are insufficient addresses in ${id}`);
    if ((type !== 'ipv4' && !hasIpv6(subnet)) || (type !== 'ipv6' && subnet.CidrBlock === undefined))
      return refuse(400, 'InvalidParameter', `${id} has no addresses of the type ${type}`);
  }

  return null;
};

/** Takes them out of some subnets, or of all; returns the ids of those that are left. */
export const removeInterfaces = (
  { NetworkInterfaceIds = [] }: EndpointRecord,
  subnetIds: readonly string[] | null,
  { records }: WriteContext,
): string[] => {
  const isMeant = (id: string): boolean =>
    subnetIds === null || subnetIds.includes(records.find('networkInterfaces', id)?.SubnetId ?? '');
  const gone = new Set(NetworkInterfaceIds.filter(isMeant));
  records.remove('networkInterfaces', ({ NetworkInterfaceId }) => gone.has(NetworkInterfaceId));

  return NetworkInterfaceIds.filter((id) => !gone.has(id));
};
