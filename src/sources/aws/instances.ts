import { DescribeInstancesCommand, type Filter } from '@aws-sdk/client-ec2';
import { type Answer, natInstances } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf } from './filters.ts';
import type { Inquiry } from './inquiry.ts';

const list = (ec2: Ec2, filter: Filter) =>
  allPages(async (NextToken) => {
    const page = await ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken, Filters: [filter] }));
    return { records: page.Reservations?.flatMap(({ Instances }) => Instances ?? []), next: page.NextToken };
  });

export const collectInstances = async (
  inquiry: Inquiry,
  ec2: Ec2,
  routeTables: Answer<'routeTables'>,
  interfaces: Answer<'networkInterfaces'>,
) => {
  const ids = natInstances(routeTables, interfaces);
  if (ids.length === 0) return;

  await inquiry.ask({ section: 'instances', action: 'ec2:DescribeInstances' }, async () => {
    const lists = await Promise.all(filtersOf('instance-id', ids).map((filter) => list(ec2, filter)));
    return lists.flat();
  });
};
