import type { Gap, ScopeSnapshot, Section } from '../snapshot/schema.ts';

type Sections = ScopeSnapshot['sections'];

/** Every source asks these of every account and Region. */
const alwaysAsked: Partial<Record<Section, string>> = {
  vpcs: 'ec2:DescribeVpcs',
  subnets: 'ec2:DescribeSubnets',
  routeTables: 'ec2:DescribeRouteTables',
  natGateways: 'ec2:DescribeNatGateways',
  vpcEndpoints: 'ec2:DescribeVpcEndpoints',
  vpcEndpointServices: 'ec2:DescribeVpcEndpointServices',
  managedPrefixLists: 'ec2:DescribeManagedPrefixLists',
  dhcpOptions: 'ec2:DescribeDhcpOptions',
  securityGroups: 'ec2:DescribeSecurityGroups',
  networkAcls: 'ec2:DescribeNetworkAcls',
  networkInterfaces: 'ec2:DescribeNetworkInterfaces',
  blockPublicAccessOptions: 'ec2:DescribeVpcBlockPublicAccessOptions',
  resolverRules: 'route53resolver:ListResolverRules',
  resolverRuleAssociations: 'route53resolver:ListResolverRuleAssociations',
  firewallRuleGroupAssociations: 'route53resolver:ListFirewallRuleGroupAssociations',
  profileAssociations: 'route53profiles:ListProfileAssociations',
};

const holdsAny = (records: readonly unknown[] | undefined): boolean => records !== undefined && records.length > 0;

const ofVpcs: Partial<Record<Section, string>> = {
  vpcAttributes: 'ec2:DescribeVpcAttribute',
  hostedZones: 'route53:ListHostedZonesByVPC',
};

const ofTransitGateways: Partial<Record<Section, string>> = {
  transitGatewayAttachments: 'ec2:DescribeTransitGatewayAttachments',
  transitGatewayVpcAttachments: 'ec2:DescribeTransitGatewayVpcAttachments',
  transitGatewayRoutes: 'ec2:SearchTransitGatewayRoutes',
  transitGatewayPrefixListReferences: 'ec2:GetTransitGatewayPrefixListReferences',
};

const hasRouteTo = ({ routeTables = [] }: Sections, target: 'TransitGatewayId' | 'VpcPeeringConnectionId'): boolean =>
  routeTables.some(({ Routes = [] }) => Routes.some((route) => route[target] !== undefined));

const hasReadableZone = ({ hostedZones = [], profileResourceAssociations = [] }: Sections): boolean =>
  hostedZones.some(({ HostedZoneSummaries }) =>
    HostedZoneSummaries.some(({ Owner }) => Owner?.OwningService === undefined),
  ) ||
  profileResourceAssociations.some(({ ProfileResourceAssociations }) =>
    ProfileResourceAssociations.some(({ ResourceArn }) => ResourceArn?.includes(':hostedzone/')),
  );

const isBlocking = ({ blockPublicAccessOptions = [] }: Sections): boolean =>
  blockPublicAccessOptions.some(({ InternetGatewayBlockMode: mode }) => mode !== undefined && mode !== 'off');

const hasListRules = ({ firewallRules = [] }: Sections): boolean =>
  firewallRules.some(({ FirewallRules }) => FirewallRules.some((rule) => rule.FirewallDomainListId !== undefined));

/** The others are asked for only where something refers to them. */
const askedFor = (sections: Sections): Partial<Record<Section, string>> => ({
  ...alwaysAsked,
  ...(holdsAny(sections.vpcs) ? ofVpcs : {}),
  ...(hasRouteTo(sections, 'TransitGatewayId') ? ofTransitGateways : {}),
  ...(hasRouteTo(sections, 'VpcPeeringConnectionId')
    ? { vpcPeeringConnections: 'ec2:DescribeVpcPeeringConnections' }
    : {}),
  ...(holdsAny(sections.managedPrefixLists) ? { prefixListEntries: 'ec2:GetManagedPrefixListEntries' } : {}),
  ...(isBlocking(sections) ? { blockPublicAccessExclusions: 'ec2:DescribeVpcBlockPublicAccessExclusions' } : {}),
  ...(hasReadableZone(sections) ? { resourceRecordSets: 'route53:ListResourceRecordSets' } : {}),
  ...(holdsAny(sections.profileAssociations)
    ? { profileResourceAssociations: 'route53profiles:ListProfileResourceAssociations' }
    : {}),
  ...(holdsAny(sections.firewallRuleGroupAssociations) ? { firewallRules: 'route53resolver:ListFirewallRules' } : {}),
  ...(hasListRules(sections) ? { firewallDomains: 'route53resolver:ListFirewallDomains' } : {}),
});

/**
 * Sections that a snapshot neither holds nor accounts for, cut by hand or by another program. They
 * were not read, whatever it says: a gap each, as if the source had told.
 */
export const untold = ({ sections, gaps }: ScopeSnapshot): readonly Gap[] => {
  const told = new Set(gaps.map(({ section }) => section));

  return Object.entries(askedFor(sections))
    .filter(([section]) => !told.has(section) && !Object.hasOwn(sections, section))
    .map(([section, action]) => ({
      section,
      action,
      reason: 'the snapshot does not hold it',
      kind: 'missing' as const,
    }));
};
