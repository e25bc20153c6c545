import { DescribeNetworkInterfacesCommand, type Filter } from '@aws-sdk/client-ec2';
import { parseCidr } from '../../net/cidr.ts';
import { routedTo } from '../../snapshot/references.ts';
import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import { allPages } from './all-pages.ts';
import type { Collection } from './collection.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf } from './filters.ts';

type Group = RecordOf<'securityGroups'>;
type Permission = NonNullable<Group['IpPermissionsEgress']>[number];

/** AWS keeps five addresses of every subnet for itself. */
const reserved = 5;

const addressesInUse = ({ CidrBlock, AvailableIpAddressCount }: RecordOf<'subnets'>): number => {
  const block = parseCidr(CidrBlock ?? '');
  if (block?.family !== 'ipv4' || AvailableIpAddressCount === undefined) return 0;

  return Math.max(0, 2 ** (32 - block.length) - reserved - AvailableIpAddressCount);
};

const countInUse = ({ subnets = [] }: Sections): number =>
  subnets.reduce((sum, subnet) => sum + addressesInUse(subnet), 0);

/**
 * An interface is some kilobytes of XML, and large accounts have a hundred thousand. Where the subnets show that many
 * addresses in use, only those interfaces are asked for that can decide a verdict. What the filters are made of must
 * have been read for that; else all are asked for.
 */
export const areInterfacesFiltered = (sections: Sections, allUpTo: number): boolean =>
  countInUse(sections) > allUpTo && sections.routeTables !== undefined && sections.securityGroups !== undefined;

const opensHttps = ({ IpProtocol, FromPort, ToPort, IpRanges }: Permission): boolean => {
  const https = IpProtocol === '-1' || (IpProtocol === 'tcp' && (FromPort ?? 0) <= 443 && 443 <= (ToPort ?? 65_535));

  return https && (IpRanges ?? []).some((range) => range.CidrIp === '0.0.0.0/0');
};

const isRestrictive = (group: Group): boolean => !(group.IpPermissionsEgress ?? []).some(opensHttps);

/** What decides a verdict: endpoints, public addresses, route targets, and clients that may be held back. */
const decisiveFilters = (sections: Sections): Filter[] => [
  { Name: 'interface-type', Values: ['vpc_endpoint'] },
  { Name: 'association.public-ip', Values: ['*'] },
  ...filtersOf('network-interface-id', routedTo(sections, 'NetworkInterfaceId')),
  ...filtersOf('attachment.instance-id', routedTo(sections, 'InstanceId')),
  ...filtersOf(
    'group-id',
    (sections.securityGroups ?? []).filter(isRestrictive).map((group) => group.GroupId),
  ),
];

const list = (ec2: Ec2, Filters?: Filter[]) =>
  allPages('NetworkInterfaces', async (NextToken) => {
    const page = await ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 1000, NextToken, Filters }));

    return { records: page.NetworkInterfaces, next: page.NextToken };
  });

const listDecisive = async (ec2: Ec2, sections: Sections) => {
  const lists = await Promise.all(decisiveFilters(sections).map((filter) => list(ec2, [filter])));

  return [...new Map(lists.flat().map((record) => [record.NetworkInterfaceId, record])).values()];
};

export const listNetworkInterfaces = async (
  ec2: Ec2,
  { read }: Collection,
  allUpTo: number,
): Promise<readonly object[]> => {
  const sections = await read(['subnets', 'routeTables', 'securityGroups']);

  return areInterfacesFiltered(sections, allUpTo) ? listDecisive(ec2, sections) : list(ec2);
};
