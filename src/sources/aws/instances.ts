import { DescribeInstancesCommand, type Filter } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf } from './filters.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import { routedTo } from './route-tables.ts';

const list = (ec2: Ec2, filter: Filter) =>
  allPages(async (NextToken) => {
    const page = await ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken, Filters: [filter] }));
    return { records: page.Reservations?.flatMap(({ Instances }) => Instances ?? []), next: page.NextToken };
  });

/** Instances that routes use as NAT: named by the route itself, or by the interface that it leads to. */
export const collectInstances = async (
  inquiry: Inquiry,
  ec2: Ec2,
  routeTables: Answer<'routeTables'>,
  interfaces: Answer<'networkInterfaces'>,
) => {
  const targets = new Set(routedTo(routeTables, (route) => route.NetworkInterfaceId));
  const attached = (interfaces ?? [])
    .filter(({ NetworkInterfaceId }) => targets.has(NetworkInterfaceId))
    .map(({ Attachment }) => Attachment?.InstanceId);
  const named = routedTo(routeTables, (route) => route.InstanceId);
  const ids = [...new Set([...named, ...attached.filter((id) => id !== undefined)])];
  if (ids.length === 0) return;

  await inquiry.ask({ section: 'instances', action: 'ec2:DescribeInstances' }, async () => {
    const lists = await Promise.all(filtersOf('instance-id', ids).map((filter) => list(ec2, filter)));
    return lists.flat();
  });
};
