import type { Sections, Snapshot } from '../snapshot/schema.ts';
import { sectionNames } from '../snapshot/sections.ts';
import { endpoints } from './cake-vpc/endpoints.ts';
import { ids } from './cake-vpc/ids.ts';
import { interfaces } from './cake-vpc/interfaces.ts';
import { network } from './cake-vpc/network.ts';

/** Wholly read: what the Cake VPC has nothing of was listed, and the list was empty. */
const nothing: Sections = Object.fromEntries(sectionNames.map((section) => [section, []]));

const account: Sections = {
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
  hostedZones: [{ VPCId: ids.vpcId, HostedZoneSummaries: [] }],
};

/** The Cake VPC in Seoul: a well-known walk-through of what endpoints do, wholly read. */
export const demoSnapshot = (): Snapshot => ({
  schemaVersion: 1,
  scopes: [
    {
      account: ids.owner,
      region: ids.region,
      takenAt: '2026-10-12T03:00:00Z',
      sections: { ...nothing, ...network, ...endpoints, ...interfaces, ...account, ...naming },
      gaps: [],
    },
  ],
});
