import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import { formatAddress, parseCidr } from '../net/cidr.ts';
import { successor } from '../net/ranges.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import type { AddressType } from './change.ts';
import type { Records } from './records.ts';

type SubnetRecord = RecordOf<'subnets'>;

/** AWS keeps the first four addresses of a subnet for itself. */
const reserved = 4;

/** Addresses in use, by subnet; what is given out is added. */
const usedAddresses = memoize((records: Records): Map<string, Set<string>> => {
  const bySubnet = groupBy(records.all('networkInterfaces') ?? [], ({ SubnetId }) => SubnetId ?? null);
  const addresses = ({
    PrivateIpAddress,
    PrivateIpAddresses = [],
    Ipv6Addresses = [],
  }: RecordOf<'networkInterfaces'>) =>
    [
      PrivateIpAddress,
      ...PrivateIpAddresses.map((one) => one.PrivateIpAddress),
      ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
    ].flatMap((address) => address ?? []);

  return new Map([...bySubnet].map(([id, interfaces]) => [id, new Set(interfaces.flatMap(addresses))]));
});

/** The first free one; undefined where the subnet has no CIDR of the family, or no room. */
const freeAddress = (block: string | undefined, used: Set<string>): string | undefined => {
  const cidr = block === undefined ? undefined : parseCidr(block);
  if (cidr === undefined) return undefined;
  let address = cidr.first;
  for (let i = 0; i < reserved; i += 1) address = successor(address);
  for (; address < cidr.last; address = successor(address)) {
    const text = formatAddress(address);
    if (used.has(text)) continue;
    used.add(text);

    return text;
  }

  return undefined;
};

const usedIn = (records: Records, subnetId: string): Set<string> => {
  const all = usedAddresses(records);
  const known = all.get(subnetId);
  if (known !== undefined) return known;
  const made = new Set<string>();
  all.set(subnetId, made);

  return made;
};

const addressesIn = (records: Records, subnet: SubnetRecord, type: AddressType) => {
  const used = usedIn(records, subnet.SubnetId);
  const ipv4 = type === 'ipv6' ? undefined : freeAddress(subnet.CidrBlock, used);
  const [ipv6Block] = subnet.Ipv6CidrBlockAssociationSet ?? [];
  const ipv6 = type === 'ipv4' ? undefined : freeAddress(ipv6Block?.Ipv6CidrBlock, used);

  return {
    ...(ipv4 === undefined ? {} : { PrivateIpAddress: ipv4, PrivateIpAddresses: [{ PrivateIpAddress: ipv4 }] }),
    ...(ipv6 === undefined ? {} : { Ipv6Addresses: [{ Ipv6Address: ipv6 }] }),
  };
};

export interface EndpointPlace {
  readonly endpointId: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly ipAddressType: AddressType;
}

const interfaceIdOf = (endpointId: string, subnetId: string): string => `eni-${endpointId}-${subnetId}`;

/** One interface in each of the subnets, as AWS makes them; returns their ids. */
export const addEndpointInterfaces = (records: Records, place: EndpointPlace): string[] =>
  place.subnetIds.map((subnetId) => {
    const id = interfaceIdOf(place.endpointId, subnetId);
    const subnet = records.find('subnets', subnetId);
    records.add('networkInterfaces', {
      NetworkInterfaceId: id,
      SubnetId: subnetId,
      VpcId: place.vpcId,
      InterfaceType: 'vpc_endpoint',
      Status: 'in-use',
      Description: `VPC Endpoint Interface ${place.endpointId}`,
      RequesterManaged: true,
      SourceDestCheck: true,
      Groups: place.securityGroupIds.map((GroupId) => ({ GroupId })),
      ...(subnet === undefined ? {} : addressesIn(records, subnet, place.ipAddressType)),
    });
    records.edit('subnets', subnetId, (one) =>
      one.AvailableIpAddressCount === undefined
        ? one
        : { ...one, AvailableIpAddressCount: one.AvailableIpAddressCount - 1 },
    );

    return id;
  });

/** Takes an endpoint's interfaces out of some of its subnets, or out of all. */
export const removeEndpointInterfaces = (
  records: Records,
  interfaceIds: readonly string[],
  subnetIds: readonly string[] | null,
): readonly string[] => {
  const own = interfaceIds.flatMap((id) => records.find('networkInterfaces', id) ?? []);
  const gone = own.filter(({ SubnetId = '' }) => subnetIds === null || subnetIds.includes(SubnetId));
  const ids = new Set(gone.map(({ NetworkInterfaceId }) => NetworkInterfaceId));
  if (ids.size > 0) records.remove('networkInterfaces', ({ NetworkInterfaceId }) => ids.has(NetworkInterfaceId));
  for (const { SubnetId = '' } of gone)
    records.edit('subnets', SubnetId, (one) =>
      one.AvailableIpAddressCount === undefined
        ? one
        : { ...one, AvailableIpAddressCount: one.AvailableIpAddressCount + 1 },
    );

  return [...ids];
};
