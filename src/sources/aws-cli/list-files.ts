import type { Sections } from '../../snapshot/schema.ts';
import * as refers from '../references.ts';
import type { SavedCall } from './saved-call.ts';

/** A call that answers for the whole account and Region. */
export interface ListFile extends SavedCall {
  /** Without it, the file always matters; a missing one that does not matter is no gap. */
  readonly matters?: (sections: Sections) => boolean;
  /** `one`: the member is the record. `nested`: records are in the `Instances` of each element. */
  readonly layout?: 'one' | 'nested';
}

export const usesTransitGateway = ({ routeTables }: Sections): boolean =>
  refers.routedTo(routeTables, (route) => route.TransitGatewayId).length > 0;

/** In an order in which what others refer to comes first. */
export const listFiles: readonly ListFile[] = [
  { action: 'ec2:DescribeVpcs', section: 'vpcs', member: 'Vpcs' },
  { action: 'ec2:DescribeSubnets', section: 'subnets', member: 'Subnets' },
  { action: 'ec2:DescribeRouteTables', section: 'routeTables', member: 'RouteTables' },
  { action: 'ec2:DescribeInternetGateways', section: 'internetGateways', member: 'InternetGateways' },
  {
    action: 'ec2:DescribeEgressOnlyInternetGateways',
    section: 'egressOnlyInternetGateways',
    member: 'EgressOnlyInternetGateways',
  },
  { action: 'ec2:DescribeNatGateways', section: 'natGateways', member: 'NatGateways' },
  { action: 'ec2:DescribeVpcEndpoints', section: 'vpcEndpoints', member: 'VpcEndpoints' },
  { action: 'ec2:DescribeVpcEndpointServices', section: 'vpcEndpointServices', member: 'ServiceDetails' },
  { action: 'ec2:DescribeManagedPrefixLists', section: 'managedPrefixLists', member: 'PrefixLists' },
  { action: 'ec2:DescribeDhcpOptions', section: 'dhcpOptions', member: 'DhcpOptions' },
  { action: 'ec2:DescribeSecurityGroups', section: 'securityGroups', member: 'SecurityGroups' },
  { action: 'ec2:DescribeNetworkAcls', section: 'networkAcls', member: 'NetworkAcls' },
  { action: 'ec2:DescribeNetworkInterfaces', section: 'networkInterfaces', member: 'NetworkInterfaces' },
  {
    action: 'ec2:DescribeVpcBlockPublicAccessOptions',
    section: 'blockPublicAccessOptions',
    member: 'VpcBlockPublicAccessOptions',
    layout: 'one',
  },
  {
    action: 'ec2:DescribeVpcBlockPublicAccessExclusions',
    section: 'blockPublicAccessExclusions',
    member: 'VpcBlockPublicAccessExclusions',
  },
  { action: 'route53resolver:ListResolverRules', section: 'resolverRules', member: 'ResolverRules' },
  {
    action: 'route53resolver:ListResolverRuleAssociations',
    section: 'resolverRuleAssociations',
    member: 'ResolverRuleAssociations',
  },
  { action: 'route53resolver:ListResolverEndpoints', section: 'resolverEndpoints', member: 'ResolverEndpoints' },
  { action: 'route53resolver:ListFirewallConfigs', section: 'firewallConfigs', member: 'FirewallConfigs' },
  {
    action: 'route53resolver:ListFirewallRuleGroupAssociations',
    section: 'firewallRuleGroupAssociations',
    member: 'FirewallRuleGroupAssociations',
  },
  { action: 'route53profiles:ListProfileAssociations', section: 'profileAssociations', member: 'ProfileAssociations' },
  {
    action: 'ec2:DescribeCarrierGateways',
    section: 'carrierGateways',
    member: 'CarrierGateways',
    matters: ({ routeTables }) => refers.routedTo(routeTables, (route) => route.CarrierGatewayId).length > 0,
  },
  {
    action: 'ec2:DescribeVpnGateways',
    section: 'vpnGateways',
    member: 'VpnGateways',
    matters: ({ routeTables }) => refers.routedVpnGateways(routeTables).length > 0,
  },
  {
    action: 'ec2:DescribeVpcEndpointAssociations',
    section: 'vpcEndpointAssociations',
    member: 'VpcEndpointAssociations',
    matters: ({ vpcEndpoints }) => refers.hasAssociations(vpcEndpoints),
  },
  {
    action: 'ec2:DescribeInstances',
    section: 'instances',
    member: 'Reservations',
    layout: 'nested',
    matters: ({ routeTables, networkInterfaces }) => refers.natInstances(routeTables, networkInterfaces).length > 0,
  },
  {
    action: 'ec2:DescribeVpcPeeringConnections',
    section: 'vpcPeeringConnections',
    member: 'VpcPeeringConnections',
    matters: ({ routeTables }) => refers.routedTo(routeTables, (route) => route.VpcPeeringConnectionId).length > 0,
  },
  {
    action: 'ec2:DescribeTransitGateways',
    section: 'transitGateways',
    member: 'TransitGateways',
    matters: usesTransitGateway,
  },
  {
    action: 'ec2:DescribeTransitGatewayAttachments',
    section: 'transitGatewayAttachments',
    member: 'TransitGatewayAttachments',
    matters: usesTransitGateway,
  },
  {
    action: 'ec2:DescribeTransitGatewayVpcAttachments',
    section: 'transitGatewayVpcAttachments',
    member: 'TransitGatewayVpcAttachments',
    matters: usesTransitGateway,
  },
  {
    action: 'ec2:DescribeTransitGatewayRouteTables',
    section: 'transitGatewayRouteTables',
    member: 'TransitGatewayRouteTables',
    matters: usesTransitGateway,
  },
];
