import {
  recordField,
  routedTransitTables,
  routeField,
  sharedTransitTables,
  sharesTransitGateway,
  usesTransitGateway,
} from '../references.ts';
import type { Section } from '../schema.ts';
import { type Need, type SectionSpec, whereNamed } from '../section-spec.ts';

const whereRouted = whereNamed(routeField('TransitGatewayId'));

const whereShared: Need = { hangsOn: 'sharedResources', wanted: sharesTransitGateway };

const ofRoutedTable: Need = {
  hangsOn: 'transitGatewayRouteTables',
  and: ['routeTables'],
  wanted: routedTransitTables,
  names: [recordField('transitGatewayRouteTables', 'TransitGatewayRouteTableId')],
};

const ofSharedTable: Need = {
  hangsOn: 'transitGatewayRouteTables',
  and: ['sharedResources'],
  wanted: sharedTransitTables,
};

export const transitGatewaySections = {
  transitGateways: {
    action: 'ec2:DescribeTransitGateways',
    why: 'the transit gateways that routes use',
    noun: 'transit gateway',
    ids: ['TransitGatewayId'],
    member: 'TransitGateways',
    pageSize: 1000,
    need: whereRouted,
    forOthers: whereShared,
  },
  transitGatewayAttachments: {
    action: 'ec2:DescribeTransitGatewayAttachments',
    why: 'what is attached to those transit gateways',
    noun: 'attachment',
    ids: ['TransitGatewayAttachmentId'],
    member: 'TransitGatewayAttachments',
    pageSize: 1000,
    need: whereRouted,
    forOthers: whereShared,
    decides: 'ways',
  },
  transitGatewayVpcAttachments: {
    action: 'ec2:DescribeTransitGatewayVpcAttachments',
    why: 'the zones in which VPCs are attached to them',
    noun: 'VPC attachment',
    ids: ['TransitGatewayAttachmentId'],
    member: 'TransitGatewayVpcAttachments',
    pageSize: 1000,
    need: whereRouted,
    forOthers: whereShared,
    decides: 'ways',
  },
  transitGatewayRouteTables: {
    action: 'ec2:DescribeTransitGatewayRouteTables',
    why: 'the route tables of those transit gateways',
    noun: 'transit gateway route table',
    ids: ['TransitGatewayRouteTableId'],
    member: 'TransitGatewayRouteTables',
    pageSize: 1000,
    need: whereRouted,
    forOthers: whereShared,
  },
  /** Those in the states active and blackhole. */
  transitGatewayRoutes: {
    action: 'ec2:SearchTransitGatewayRoutes',
    why: 'the routes in those tables',
    noun: 'routes',
    ids: ['TransitGatewayRouteTableId'],
    key: 'TransitGatewayRouteTableId',
    each: 'transit gateway route table',
    member: 'Routes',
    pageSize: 1000,
    need: ofRoutedTable,
    forOthers: ofSharedTable,
    decides: 'ways',
    missing: usesTransitGateway,
    cli: { options: '--filters Name=state,Values=active,blackhole' },
  },
  transitGatewayRouteTableAssociations: {
    action: 'ec2:GetTransitGatewayRouteTableAssociations',
    why: 'which attachment uses which table',
    noun: 'associations',
    ids: ['TransitGatewayRouteTableId'],
    key: 'TransitGatewayRouteTableId',
    each: 'transit gateway route table',
    member: 'Associations',
    pageSize: 1000,
    need: ofRoutedTable,
    forOthers: ofSharedTable,
    decides: 'ways',
    missing: 'never',
  },
  transitGatewayPrefixListReferences: {
    action: 'ec2:GetTransitGatewayPrefixListReferences',
    why: 'the prefix lists in those tables',
    noun: 'prefix list references',
    ids: ['TransitGatewayRouteTableId'],
    key: 'TransitGatewayRouteTableId',
    each: 'transit gateway route table',
    member: 'TransitGatewayPrefixListReferences',
    pageSize: 1000,
    need: ofRoutedTable,
    forOthers: ofSharedTable,
    decides: 'ways',
    missing: usesTransitGateway,
  },
} satisfies Partial<Record<Section, SectionSpec>>;
