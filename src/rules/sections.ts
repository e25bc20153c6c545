import type { Section } from '../snapshot/schema.ts';

/** What decides an answer of DNS: subnets say which families are asked for, interfaces whose address a record holds. */
export const dnsSections: readonly Section[] = [
  'vpcs',
  'vpcAttributes',
  'subnets',
  'networkInterfaces',
  'dhcpOptions',
  'vpcEndpoints',
  'vpcEndpointServices',
  'resolverRules',
  'resolverRuleAssociations',
  'resolverEndpoints',
  'resolverEndpointIpAddresses',
  'firewallRuleGroupAssociations',
  'firewallRules',
  'firewallDomains',
  'hostedZones',
  'resourceRecordSets',
  'profileAssociations',
  'profileResourceAssociations',
];

/** What every verdict on a path rests on: the name first, then the way and the doors. */
export const pathSections: readonly Section[] = [
  ...dnsSections,
  'routeTables',
  'natGateways',
  'managedPrefixLists',
  'prefixListEntries',
  'securityGroups',
  'networkAcls',
  'instances',
  'vpcPeeringConnections',
  'transitGatewayAttachments',
  'transitGatewayVpcAttachments',
  'transitGatewayRoutes',
  'transitGatewayRouteTableAssociations',
  'transitGatewayPrefixListReferences',
  'blockPublicAccessOptions',
  'blockPublicAccessExclusions',
  'vpcEndpointAssociations',
];
