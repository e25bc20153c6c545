import { DescribeNetworkAclsCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectSecurityGroups = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'securityGroups', action: 'ec2:DescribeSecurityGroups' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.SecurityGroups, next: page.NextToken };
    }),
  );

export const collectNetworkAcls = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'networkAcls', action: 'ec2:DescribeNetworkAcls' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeNetworkAclsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.NetworkAcls, next: page.NextToken };
    }),
  );
