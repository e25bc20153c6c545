import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectSubnets = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'subnets', action: 'ec2:DescribeSubnets' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeSubnetsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.Subnets, next: page.NextToken };
    }),
  );
