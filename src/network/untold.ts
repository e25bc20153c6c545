import type { Gap, ScopeSnapshot, Section } from '../snapshot/schema.ts';

/** Every source asks these of every account and Region. The others are asked for only where something refers to them. */
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

const hasListRules = ({ firewallRules = [] }: ScopeSnapshot['sections']): boolean =>
  firewallRules.some(({ FirewallRules }) => FirewallRules.some((rule) => rule.FirewallDomainListId !== undefined));

/**
 * Sections that a snapshot neither holds nor accounts for, cut by hand or by another program. They
 * were not read, whatever it says: a gap each, as if the source had told.
 */
export const untold = ({ sections, gaps }: ScopeSnapshot): readonly Gap[] => {
  const told = new Set(gaps.map(({ section }) => section));
  const asked = hasListRules(sections)
    ? { ...alwaysAsked, firewallDomains: 'route53resolver:ListFirewallDomains' }
    : alwaysAsked;

  return Object.entries(asked)
    .filter(([section]) => !told.has(section) && !Object.hasOwn(sections, section))
    .map(([section, action]) => ({
      section,
      action,
      reason: 'the snapshot does not hold it',
      kind: 'missing' as const,
    }));
};
