import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectRouteTables = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'routeTables', action: 'ec2:DescribeRouteTables' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeRouteTablesCommand({ MaxResults: 100, NextToken }));
      return { records: page.RouteTables, next: page.NextToken };
    }),
  );
