import {
  DescribeCarrierGatewaysCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeVpnGatewaysCommand,
} from '@aws-sdk/client-ec2';
import { type Answer, routedTo, routedVpnGateways } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectInternetGateways = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'internetGateways', action: 'ec2:DescribeInternetGateways' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeInternetGatewaysCommand({ MaxResults: 1000, NextToken }));
      return { records: page.InternetGateways, next: page.NextToken };
    }),
  );

export const collectEgressOnlyInternetGateways = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'egressOnlyInternetGateways', action: 'ec2:DescribeEgressOnlyInternetGateways' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeEgressOnlyInternetGatewaysCommand({ MaxResults: 255, NextToken }));
      return { records: page.EgressOnlyInternetGateways, next: page.NextToken };
    }),
  );

export const collectNatGateways = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'natGateways', action: 'ec2:DescribeNatGateways' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeNatGatewaysCommand({ MaxResults: 1000, NextToken }));
      return { records: page.NatGateways, next: page.NextToken };
    }),
  );

export const collectCarrierGateways = async (inquiry: Inquiry, ec2: Ec2, routeTables: Answer<'routeTables'>) => {
  if (routedTo(routeTables, (route) => route.CarrierGatewayId).length === 0) return;

  await inquiry.ask({ section: 'carrierGateways', action: 'ec2:DescribeCarrierGateways' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeCarrierGatewaysCommand({ MaxResults: 1000, NextToken }));
      return { records: page.CarrierGateways, next: page.NextToken };
    }),
  );
};

export const collectVpnGateways = async (inquiry: Inquiry, ec2: Ec2, routeTables: Answer<'routeTables'>) => {
  if (routedVpnGateways(routeTables).length === 0) return;

  await inquiry.ask({ section: 'vpnGateways', action: 'ec2:DescribeVpnGateways' }, async () => {
    const answer = await ec2.send(new DescribeVpnGatewaysCommand({}));
    return answer.VpnGateways ?? [];
  });
};
