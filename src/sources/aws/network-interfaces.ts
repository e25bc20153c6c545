import { DescribeNetworkInterfacesCommand, type Filter } from '@aws-sdk/client-ec2';
import { parseCidr } from '../../net/cidr.ts';
import type { RecordOf } from '../../snapshot/schema.ts';
import { type Answer, routedTo } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf } from './filters.ts';
import type { Inquiry } from './inquiry.ts';

export interface InterfaceReferences {
  readonly subnets: Answer<'subnets'>;
  readonly routeTables: Answer<'routeTables'>;
  readonly securityGroups: Answer<'securityGroups'>;
  readonly allUpTo: number;
}

type Group = RecordOf<'securityGroups'>;
type Permission = NonNullable<Group['IpPermissionsEgress']>[number];

/** AWS keeps five addresses of every subnet for itself. */
const reserved = 5;

const addressesInUse = ({ CidrBlock, AvailableIpAddressCount }: RecordOf<'subnets'>): number => {
  const block = parseCidr(CidrBlock ?? '');
  if (block?.family !== 'ipv4' || AvailableIpAddressCount === undefined) return 0;

  return Math.max(0, 2 ** (32 - block.length) - reserved - AvailableIpAddressCount);
};

const isLarge = ({ subnets, allUpTo }: InterfaceReferences): boolean =>
  (subnets ?? []).reduce((sum, subnet) => sum + addressesInUse(subnet), 0) > allUpTo;

const opensHttps = ({ IpProtocol, FromPort, ToPort, IpRanges }: Permission): boolean => {
  const https = IpProtocol === '-1' || (IpProtocol === 'tcp' && (FromPort ?? 0) <= 443 && 443 <= (ToPort ?? 65_535));
  return https && (IpRanges ?? []).some((range) => range.CidrIp === '0.0.0.0/0');
};

const isRestrictive = (group: Group): boolean => !(group.IpPermissionsEgress ?? []).some(opensHttps);

/** What decides a verdict: endpoints, public addresses, route targets, and clients that may be held back. */
const decisiveFilters = (references: InterfaceReferences): Filter[] => [
  { Name: 'interface-type', Values: ['vpc_endpoint'] },
  { Name: 'association.public-ip', Values: ['*'] },
  ...filtersOf(
    'network-interface-id',
    routedTo(references.routeTables, (route) => route.NetworkInterfaceId),
  ),
  ...filtersOf(
    'attachment.instance-id',
    routedTo(references.routeTables, (route) => route.InstanceId),
  ),
  ...filtersOf(
    'group-id',
    (references.securityGroups ?? []).filter(isRestrictive).map((group) => group.GroupId),
  ),
];

const list = (ec2: Ec2, Filters?: Filter[]) =>
  allPages(async (NextToken) => {
    const page = await ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 1000, NextToken, Filters }));
    return { records: page.NetworkInterfaces, next: page.NextToken };
  });

const listDecisive = async (ec2: Ec2, references: InterfaceReferences) => {
  const lists = await Promise.all(decisiveFilters(references).map((filter) => list(ec2, [filter])));
  return [...new Map(lists.flat().map((record) => [record.NetworkInterfaceId, record])).values()];
};

/**
 * An interface is some kilobytes of XML, and large accounts have a hundred thousand. Where the subnets show that many
 * addresses in use, only those interfaces are asked for that can decide a verdict. What the filters are made of must
 * have been read for that; else all are asked for.
 */
export const collectNetworkInterfaces = async (inquiry: Inquiry, ec2: Ec2, references: InterfaceReferences) => {
  const filtered =
    isLarge(references) && references.routeTables !== undefined && references.securityGroups !== undefined;
  const interfaces = await inquiry.ask({ section: 'networkInterfaces', action: 'ec2:DescribeNetworkInterfaces' }, () =>
    filtered ? listDecisive(ec2, references) : list(ec2),
  );

  return { interfaces, filtered };
};
