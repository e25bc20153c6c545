import {
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type { Answer } from '../references.ts';
import { allPages, unfinished } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

const routeState = [{ Name: 'state', Values: ['active', 'blackhole'] }];

const searchRoutes = async (ec2: Ec2, TransitGatewayRouteTableId: string) => {
  const Routes = await allPages(async (NextToken) => {
    const page = await ec2.send(
      new SearchTransitGatewayRoutesCommand({
        TransitGatewayRouteTableId,
        Filters: routeState,
        MaxResults: 1000,
        NextToken,
      }),
    );
    if (page.AdditionalRoutesAvailable && !page.NextToken) throw unfinished('AWS has more routes than it lists');

    return { records: page.Routes, next: page.NextToken };
  });
  return [{ TransitGatewayRouteTableId, Routes }];
};

const listAssociations = async (ec2: Ec2, TransitGatewayRouteTableId: string) => {
  const Associations = await allPages(async (NextToken) => {
    const input = { TransitGatewayRouteTableId, MaxResults: 1000, NextToken };
    const page = await ec2.send(new GetTransitGatewayRouteTableAssociationsCommand(input));
    return { records: page.Associations, next: page.NextToken };
  });
  return [{ TransitGatewayRouteTableId, Associations }];
};

const listPrefixLists = async (ec2: Ec2, TransitGatewayRouteTableId: string) => {
  const TransitGatewayPrefixListReferences = await allPages(async (NextToken) => {
    const input = { TransitGatewayRouteTableId, MaxResults: 1000, NextToken };
    const page = await ec2.send(new GetTransitGatewayPrefixListReferencesCommand(input));
    return { records: page.TransitGatewayPrefixListReferences, next: page.NextToken };
  });
  return [{ TransitGatewayRouteTableId, TransitGatewayPrefixListReferences }];
};

export const collectTransitGatewayTables = async (
  inquiry: Inquiry,
  ec2: Ec2,
  tables: Answer<'transitGatewayRouteTables'>,
) => {
  if (!tables) {
    inquiry.unasked('transitGatewayRoutes', ['transitGatewayRouteTables']);
    inquiry.unasked('transitGatewayRouteTableAssociations', ['transitGatewayRouteTables']);
    inquiry.unasked('transitGatewayPrefixListReferences', ['transitGatewayRouteTables']);
    return;
  }

  const ids = tables.map((table) => table.TransitGatewayRouteTableId);
  await Promise.all([
    inquiry.askEach({ section: 'transitGatewayRoutes', action: 'ec2:SearchTransitGatewayRoutes' }, ids, (id) =>
      searchRoutes(ec2, id),
    ),
    inquiry.askEach(
      {
        section: 'transitGatewayRouteTableAssociations',
        action: 'ec2:GetTransitGatewayRouteTableAssociations',
      },
      ids,
      (id) => listAssociations(ec2, id),
    ),
    inquiry.askEach(
      { section: 'transitGatewayPrefixListReferences', action: 'ec2:GetTransitGatewayPrefixListReferences' },
      ids,
      (id) => listPrefixLists(ec2, id),
    ),
  ]);
};
