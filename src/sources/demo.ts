import type { Sections, Snapshot } from '../snapshot/schema.ts';
import { endpoints } from './cake-vpc/endpoints.ts';
import { ids } from './cake-vpc/ids.ts';
import { interfaces } from './cake-vpc/interfaces.ts';
import { network } from './cake-vpc/network.ts';

const elsewhere: Sections = {
  vpcPeeringConnections: [],
  transitGateways: [],
  transitGatewayAttachments: [],
  transitGatewayVpcAttachments: [],
  transitGatewayRouteTables: [],
  transitGatewayRoutes: [],
  transitGatewayRouteTableAssociations: [],
  transitGatewayPrefixListReferences: [],
  blockPublicAccessOptions: [
    {
      AwsAccountId: ids.owner,
      AwsRegion: ids.region,
      State: 'default-state',
      InternetGatewayBlockMode: 'off',
      ManagedBy: 'account',
      ExclusionsAllowed: 'allowed',
    },
  ],
  blockPublicAccessExclusions: [],
};

const naming: Sections = {
  resolverRules: [
    {
      Id: 'rslvr-autodefined-rr-internet-resolver',
      CreatorRequestId: '',
      Arn: `arn:aws:route53resolver:${ids.region}::autodefined-rule/rslvr-autodefined-rr-internet-resolver`,
      DomainName: '.',
      Status: 'COMPLETE',
      RuleType: 'RECURSIVE',
      Name: 'Internet Resolver',
      OwnerId: 'Route 53 Resolver',
      ShareStatus: 'NOT_SHARED',
    },
  ],
  resolverRuleAssociations: [
    {
      Id: `rslvr-autodefined-assoc-${ids.vpcId}-internet-resolver`,
      ResolverRuleId: 'rslvr-autodefined-rr-internet-resolver',
      Name: 'System Rule Association',
      VPCId: ids.vpcId,
      Status: 'COMPLETE',
    },
  ],
  resolverEndpoints: [],
  resolverEndpointIpAddresses: [],
  firewallConfigs: [],
  firewallRuleGroupAssociations: [],
  firewallRules: [],
  firewallDomains: [],
  hostedZones: [{ VPCId: ids.vpcId, HostedZoneSummaries: [] }],
  resourceRecordSets: [],
  profileAssociations: [],
  profileResourceAssociations: [],
};

/** The Cake VPC in Seoul: a well-known walk-through of what endpoints do, wholly read. */
export const demoSnapshot = (): Snapshot => ({
  schemaVersion: 1,
  scopes: [
    {
      account: ids.owner,
      region: ids.region,
      takenAt: '2026-10-12T03:00:00Z',
      sections: { ...network, ...endpoints, ...interfaces, ...elsewhere, ...naming },
      gaps: [],
    },
  ],
});
