import { DescribeVpcPeeringConnectionsCommand } from '@aws-sdk/client-ec2';
import { type Answer, routedTo } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectPeeringConnections = async (inquiry: Inquiry, ec2: Ec2, routeTables: Answer<'routeTables'>) => {
  if (routedTo(routeTables, (route) => route.VpcPeeringConnectionId).length === 0) return;

  await inquiry.ask({ section: 'vpcPeeringConnections', action: 'ec2:DescribeVpcPeeringConnections' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcPeeringConnectionsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.VpcPeeringConnections, next: page.NextToken };
    }),
  );
};
