import type { RecordOf, ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';

/** AWS shows participants neither NAT gateways, endpoints, egress-only gateways nor peerings of the VPC. */
const hidden = ['natGateways', 'vpcEndpoints', 'egressOnlyInternetGateways', 'vpcPeeringConnections'] as const;
/** What is associated with a VPC, or set for an account, is for its owner to see. */
const ofOwner = [
  ...hidden,
  'resolverRules',
  'resolverRuleAssociations',
  'resolverEndpoints',
  'resolverEndpointIpAddresses',
  'profileAssociations',
  'profileResourceAssociations',
  'firewallRuleGroupAssociations',
  'firewallRules',
  'firewallDomains',
  'resourceRecordSets',
  'transitGateways',
  'transitGatewayAttachments',
  'transitGatewayVpcAttachments',
  'transitGatewayRouteTables',
  'transitGatewayRoutes',
  'transitGatewayRouteTableAssociations',
  'transitGatewayPrefixListReferences',
  'blockPublicAccessExclusions',
  'instances',
] as const;

interface InVpc {
  readonly VpcId?: string | undefined;
}

const isIn =
  (vpcId: string) =>
  (record: InVpc): boolean =>
    record.VpcId === undefined || record.VpcId === vpcId;

const isClients = ({ InterfaceType = 'interface' }: RecordOf<'networkInterfaces'>): boolean =>
  InterfaceType === 'interface';

/** What an account sees of a VPC whose subnets another one shares with it, and in which all clients are its own. */
const participantOf = ({ account, ...scope }: ScopeSnapshot, participant: string, vpcId: string): ScopeSnapshot => {
  const { sections } = scope;
  const none = Object.fromEntries(ofOwner.map((section) => [section, []]));
  const shared = isIn(vpcId);

  return {
    ...scope,
    account: participant,
    sections: {
      ...sections,
      ...none,
      vpcs: (sections.vpcs ?? []).filter(shared).map(({ Tags: _own, ...vpc }) => ({ ...vpc, OwnerId: account ?? '' })),
      vpcAttributes: (sections.vpcAttributes ?? []).filter(shared),
      subnets: (sections.subnets ?? []).filter(shared),
      routeTables: (sections.routeTables ?? []).filter(shared),
      networkAcls: (sections.networkAcls ?? []).filter(shared),
      securityGroups: (sections.securityGroups ?? []).filter(shared),
      internetGateways: (sections.internetGateways ?? []).filter(({ Attachments = [] }) => Attachments.some(shared)),
      networkInterfaces: (sections.networkInterfaces ?? []).filter(shared).filter(isClients),
      hostedZones: [{ VPCId: vpcId, HostedZoneSummaries: [] }],
    },
  };
};

/** The same facts where a VPC's subnets are shared with a second account, whose clients the owner does not list. */
export const shareVpc = (snapshot: Snapshot, participant: string, vpcId: string): Snapshot => ({
  ...snapshot,
  scopes: snapshot.scopes.flatMap((scope) => {
    const interfaces = scope.sections.networkInterfaces ?? [];
    const owned = interfaces.filter((one) => !(isIn(vpcId)(one) && isClients(one)));

    return [
      { ...scope, sections: { ...scope.sections, networkInterfaces: owned } },
      participantOf(scope, participant, vpcId),
    ];
  }),
});
