import type { ScopeSnapshot, Section } from '../../snapshot/schema.ts';

/** Sections of what stands in VPCs and leads to no other: all others are read, and empty, or not there. */
const local: ReadonlySet<string> = new Set<Section>([
  ...(['vpcs', 'vpcAttributes', 'subnets', 'routeTables', 'dhcpOptions', 'securityGroups', 'networkAcls'] as const),
  ...(['internetGateways', 'egressOnlyInternetGateways', 'carrierGateways', 'vpnGateways', 'natGateways'] as const),
  ...(['vpcEndpoints', 'vpcEndpointServices', 'managedPrefixLists', 'prefixListEntries'] as const),
  ...(['networkInterfaces', 'instances', 'blockPublicAccessOptions', 'blockPublicAccessExclusions'] as const),
  ...(['resolverRules', 'resolverRuleAssociations', 'hostedZones', 'firewallConfigs'] as const),
]);

/** Every account has it: AWS's rule for all that no other rule or zone is for. */
const isAwsOwn = (ruleId: string | undefined): boolean => ruleId?.startsWith('rslvr-autodefined-') === true;

const asksAmazon = ({ sections: { dhcpOptions = [] } }: ScopeSnapshot): boolean =>
  dhcpOptions
    .flatMap(({ DhcpConfigurations = [] }) => DhcpConfigurations)
    .filter(({ Key }) => Key === 'domain-name-servers')
    .every(({ Values = [] }) => Values.every(({ Value }) => Value === 'AmazonProvidedDNS'));

/** Sections that lead to other scopes by ids alone. */
const byIds: ReadonlySet<string> = new Set<Section>([
  ...(['vpcPeeringConnections', 'transitGateways', 'transitGatewayAttachments'] as const),
  ...(['transitGatewayVpcAttachments', 'transitGatewayRouteTables', 'transitGatewayRoutes'] as const),
  ...(['transitGatewayRouteTableAssociations', 'transitGatewayPrefixListReferences', 'sharedResources'] as const),
]);

const hasNoneBut = ({ sections }: ScopeSnapshot, isMeant: (section: string) => boolean): boolean =>
  Object.entries(sections).every(
    ([section, records]) => isMeant(section) || (Array.isArray(records) && records.length === 0),
  );

/** Its names are answered by what AWS answers everywhere, and by its own endpoints. */
const asksAwsAlone = (scope: ScopeSnapshot): boolean => {
  const { resolverRules = [], resolverRuleAssociations = [], hostedZones = [] } = scope.sections;

  return (
    resolverRules.every(({ Id }) => isAwsOwn(Id)) &&
    resolverRuleAssociations.every(({ ResolverRuleId }) => isAwsOwn(ResolverRuleId)) &&
    hostedZones.every(({ HostedZoneSummaries }) => HostedZoneSummaries.length === 0) &&
    asksAmazon(scope)
  );
};

/**
 * Nothing in it leads to another scope, and no other is led to it by addresses, of which many have the same: only by its
 * ids. Whoever lets a fact of these sections reach other scopes otherwise takes the section out.
 */
export const isPlain = (scope: ScopeSnapshot): boolean => {
  const { account, sections } = scope;

  return (
    account !== null &&
    (sections.vpcs ?? []).every(({ OwnerId }) => OwnerId === undefined || OwnerId === account) &&
    hasNoneBut(scope, (section) => local.has(section)) &&
    asksAwsAlone(scope)
  );
};

/** Nothing but ids leads from it to another scope: no record, rule or server, which may name an address anywhere. */
export const leadsByIdsAlone = (scope: ScopeSnapshot): boolean =>
  scope.account !== null &&
  hasNoneBut(scope, (section) => local.has(section) || byIds.has(section)) &&
  asksAwsAlone(scope);

/** Records of others may lead to their addresses. */
export const hasInterfaceEndpoints = ({ sections: { vpcEndpoints = [] } }: ScopeSnapshot): boolean =>
  vpcEndpoints.some(({ VpcEndpointType }) => VpcEndpointType !== 'Gateway');
