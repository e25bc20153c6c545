import { DescribeVpcAttributeCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectVpcs = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'vpcs', action: 'ec2:DescribeVpcs' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.Vpcs, next: page.NextToken };
    }),
  );

const attributes = ['enableDnsSupport', 'enableDnsHostnames'] as const;

/** AWS tells one attribute a call, and only of one VPC: two calls a VPC, and no way around them. */
export const collectVpcAttributes = (inquiry: Inquiry, ec2: Ec2, vpcIds: readonly string[]) =>
  inquiry.askEach({ section: 'vpcAttributes', action: 'ec2:DescribeVpcAttribute' }, vpcIds, (VpcId) =>
    Promise.all(attributes.map((Attribute) => ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute })))),
  );
