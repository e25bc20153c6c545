import type { Section } from '../snapshot/schema.ts';

export interface Identity {
  /** Fields that tell records apart; the first one is the resource that they are of. */
  readonly fields: readonly string[];
  readonly noun: string;
}

const of = (noun: string, ...fields: readonly string[]): Identity => ({ fields, noun });

/** What the records of each section are, and what they are told apart by. */
export const identities: Readonly<Record<Section, Identity>> = {
  vpcs: of('VPC', 'VpcId'),
  vpcAttributes: of('attribute', 'VpcId', 'Attribute'),
  subnets: of('subnet', 'SubnetId'),
  routeTables: of('route table', 'RouteTableId'),
  internetGateways: of('internet gateway', 'InternetGatewayId'),
  egressOnlyInternetGateways: of('egress-only internet gateway', 'EgressOnlyInternetGatewayId'),
  carrierGateways: of('carrier gateway', 'CarrierGatewayId'),
  vpnGateways: of('virtual private gateway', 'VpnGatewayId'),
  natGateways: of('NAT gateway', 'NatGatewayId'),
  vpcEndpoints: of('endpoint', 'VpcEndpointId'),
  vpcEndpointServices: of('endpoint service', 'ServiceName', 'ServiceId'),
  vpcEndpointAssociations: of('association', 'VpcEndpointId', 'Id'),
  managedPrefixLists: of('prefix list', 'PrefixListId'),
  prefixListEntries: of('entries', 'PrefixListId'),
  dhcpOptions: of('DHCP option set', 'DhcpOptionsId'),
  securityGroups: of('security group', 'GroupId'),
  networkAcls: of('network ACL', 'NetworkAclId'),
  networkInterfaces: of('network interface', 'NetworkInterfaceId'),
  instances: of('instance', 'InstanceId'),
  vpcPeeringConnections: of('peering connection', 'VpcPeeringConnectionId'),
  transitGateways: of('transit gateway', 'TransitGatewayId'),
  transitGatewayAttachments: of('attachment', 'TransitGatewayAttachmentId'),
  transitGatewayVpcAttachments: of('VPC attachment', 'TransitGatewayAttachmentId'),
  transitGatewayRouteTables: of('transit gateway route table', 'TransitGatewayRouteTableId'),
  transitGatewayRoutes: of('routes', 'TransitGatewayRouteTableId'),
  transitGatewayRouteTableAssociations: of('associations', 'TransitGatewayRouteTableId'),
  transitGatewayPrefixListReferences: of('prefix list references', 'TransitGatewayRouteTableId'),
  blockPublicAccessOptions: of('options'),
  blockPublicAccessExclusions: of('exclusion from VPC Block Public Access', 'ResourceArn', 'ExclusionId'),
  resolverRules: of('Resolver rule', 'Id'),
  resolverRuleAssociations: of('association', 'ResolverRuleId', 'VPCId'),
  resolverEndpoints: of('Resolver endpoint', 'Id'),
  resolverEndpointIpAddresses: of('addresses', 'ResolverEndpointId'),
  firewallConfigs: of('DNS Firewall configuration', 'ResourceId'),
  firewallRuleGroupAssociations: of('association', 'FirewallRuleGroupId', 'VpcId'),
  firewallRules: of('rules', 'FirewallRuleGroupId'),
  firewallDomains: of('domains', 'FirewallDomainListId'),
  hostedZones: of('association', 'HostedZoneId', 'VPCId'),
  resourceRecordSets: of('records', 'HostedZoneId'),
  profileAssociations: of('association', 'ProfileId', 'ResourceId'),
  profileResourceAssociations: of('resources', 'ProfileId'),
};

/** Where a section's records are of no resource: they hold for the whole account and Region. */
export const accountWide = 'VPC Block Public Access';
