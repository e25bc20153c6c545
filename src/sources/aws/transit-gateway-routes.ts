import { SearchTransitGatewayRoutesCommand } from '@aws-sdk/client-ec2';
import { allPages, unfinished } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';

const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];

/** A search, which must be for something; in some Regions it has no pages, and tells that it left routes out. */
export const searchTransitGatewayRoutes = async (ec2: Ec2, TransitGatewayRouteTableId: string) => {
  const Routes = await allPages('Routes', async (NextToken) => {
    const input = { TransitGatewayRouteTableId, Filters, MaxResults: 1000, NextToken };
    const page = await ec2.send(new SearchTransitGatewayRoutesCommand(input));
    if (page.AdditionalRoutesAvailable && !page.NextToken) throw unfinished('AWS has more routes than it lists');

    return { records: page.Routes, next: page.NextToken };
  });

  return [{ TransitGatewayRouteTableId, Routes }];
};
