import {
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
} from '@aws-sdk/client-ec2';
import { type Answer, routedTo } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';
import { collectTransitGatewayTables } from './transit-gateway-tables.ts';

const collectGateways = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'transitGateways', action: 'ec2:DescribeTransitGateways' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeTransitGatewaysCommand({ MaxResults: 1000, NextToken }));
      return { records: page.TransitGateways, next: page.NextToken };
    }),
  );

const collectAttachments = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'transitGatewayAttachments', action: 'ec2:DescribeTransitGatewayAttachments' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.TransitGatewayAttachments, next: page.NextToken };
    }),
  );

const collectVpcAttachments = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'transitGatewayVpcAttachments', action: 'ec2:DescribeTransitGatewayVpcAttachments' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.TransitGatewayVpcAttachments, next: page.NextToken };
    }),
  );

const collectRouteTables = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'transitGatewayRouteTables', action: 'ec2:DescribeTransitGatewayRouteTables' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeTransitGatewayRouteTablesCommand({ MaxResults: 1000, NextToken }));
      return { records: page.TransitGatewayRouteTables, next: page.NextToken };
    }),
  );

/** Asked where a route leads to a transit gateway; the tables of other transit gateways stay unread. */
export const collectTransitGateways = async (inquiry: Inquiry, ec2: Ec2, routeTables: Answer<'routeTables'>) => {
  const routed = new Set(routedTo(routeTables, (route) => route.TransitGatewayId));
  if (routed.size === 0) return;

  await Promise.all([
    collectGateways(inquiry, ec2),
    collectAttachments(inquiry, ec2),
    collectVpcAttachments(inquiry, ec2),
    collectRouteTables(inquiry, ec2).then((tables) =>
      collectTransitGatewayTables(
        inquiry,
        ec2,
        tables?.filter((table) => routed.has(table.TransitGatewayId ?? '')),
      ),
    ),
  ]);
};
