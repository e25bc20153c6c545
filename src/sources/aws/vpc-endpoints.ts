import {
  DescribeVpcEndpointAssociationsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import { type Answer, hasAssociations } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectVpcEndpoints = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'vpcEndpoints', action: 'ec2:DescribeVpcEndpoints' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcEndpointsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.VpcEndpoints, next: page.NextToken };
    }),
  );

export const collectVpcEndpointServices = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'vpcEndpointServices', action: 'ec2:DescribeVpcEndpointServices' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcEndpointServicesCommand({ MaxResults: 1000, NextToken }));
      return { records: page.ServiceDetails, next: page.NextToken };
    }),
  );

export const collectVpcEndpointAssociations = async (inquiry: Inquiry, ec2: Ec2, endpoints: Answer<'vpcEndpoints'>) => {
  if (!hasAssociations(endpoints)) return;

  await inquiry.ask({ section: 'vpcEndpointAssociations', action: 'ec2:DescribeVpcEndpointAssociations' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcEndpointAssociationsCommand({ MaxResults: 100, NextToken }));
      return { records: page.VpcEndpointAssociations, next: page.NextToken };
    }),
  );
};
