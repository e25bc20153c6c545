import type { RecordOf, ScopeSnapshot, Section, Snapshot } from '../../src/snapshot/schema.ts';

/** Which account each VPC is of, by its id; those that are not named are of the first account. */
export interface Ownership {
  readonly accounts: readonly [string, ...string[]];
  readonly vpcs: Readonly<Record<string, string>>;
  /** Of transit gateways. */
  readonly network: string;
}

interface OfVpc {
  readonly VpcId?: string | undefined;
  readonly VPCId?: string | undefined;
  readonly HostVPCId?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined;
}

const vpcOf = (record: OfVpc): string | undefined =>
  record.VpcId ?? record.VPCId ?? record.HostVPCId ?? record.Attachments?.[0]?.VpcId;

/** Who reads a record where each account sees what is its own, and of what is shared with it no more than AWS shows. */
type Readers = <S extends Section>(section: S, record: RecordOf<S>) => readonly string[];

const sectionsOfVpcs = new Set<Section>([
  'vpcs',
  'vpcAttributes',
  'subnets',
  'routeTables',
  'internetGateways',
  'egressOnlyInternetGateways',
  'natGateways',
  'vpcEndpoints',
  'securityGroups',
  'networkAcls',
  'networkInterfaces',
  'resolverRuleAssociations',
  'resolverEndpoints',
  'firewallRuleGroupAssociations',
  'hostedZones',
  'transitGatewayVpcAttachments',
]);
const sectionsOfNetwork = new Set<Section>([
  'transitGatewayRouteTables',
  'transitGatewayRoutes',
  'transitGatewayRouteTableAssociations',
  'transitGatewayPrefixListReferences',
]);

/** The account that a zone, Profile or rule is of: that of the last VPC that has it, which may not be the one that asks. */
const ownersOfShared = ({ sections }: ScopeSnapshot, ownerOf: (vpc: string | undefined) => string) =>
  new Map<string, string>([
    ...(sections.hostedZones ?? []).flatMap(({ VPCId, HostedZoneSummaries }) =>
      HostedZoneSummaries.map(({ HostedZoneId }) => [HostedZoneId, ownerOf(VPCId)] as const),
    ),
    ...(sections.profileAssociations ?? []).map(
      ({ ProfileId, ResourceId }) => [ProfileId ?? '', ownerOf(ResourceId)] as const,
    ),
    ...(sections.profileResourceAssociations ?? []).flatMap(({ ProfileId, ProfileResourceAssociations }) => {
      const profile = sections.profileAssociations?.findLast((one) => one.ProfileId === ProfileId);

      return ProfileResourceAssociations.flatMap(({ ResourceArn = '' }) => {
        const id = /:(?:resolver-rule|hostedzone)\/([\w-]+)$/.exec(ResourceArn)?.[1];

        return id === undefined ? [] : [[id, ownerOf(profile?.ResourceId)] as const];
      });
    }),
    ...(sections.resolverRuleAssociations ?? []).map(
      ({ ResolverRuleId, VPCId }) => [ResolverRuleId ?? '', ownerOf(VPCId)] as const,
    ),
  ]);

const readersIn = (scope: ScopeSnapshot, { accounts, vpcs, network }: Ownership): Readers => {
  const ownerOf = (vpc: string | undefined): string => vpcs[vpc ?? ''] ?? accounts[0];
  const shared = ownersOfShared(scope, ownerOf);
  const {
    resolverRuleAssociations = [],
    managedPrefixLists = [],
    routeTables = [],
    securityGroups = [],
  } = scope.sections;
  const ofAws = new Set(
    managedPrefixLists.flatMap(({ OwnerId, PrefixListId }) => (OwnerId === 'AWS' ? PrefixListId : [])),
  );
  /** A rule that only a Profile brings is its owner's to see. */
  const ruleReaders = (id: string): readonly string[] => [
    shared.get(id) ?? accounts[0],
    ...resolverRuleAssociations.flatMap(({ ResolverRuleId, VPCId }) => (ResolverRuleId === id ? ownerOf(VPCId) : [])),
  ];
  /** Shared with whoever uses it in a route table or group of its own; one in a transit gateway's table alone is not. */
  const listReaders = ({ PrefixListId }: Readonly<Record<string, unknown>>): readonly string[] => {
    const users = [...routeTables, ...securityGroups].filter((one) =>
      JSON.stringify(one).includes(`"${PrefixListId}"`),
    );

    return ofAws.has(String(PrefixListId)) ? accounts : [network, ...users.map(({ VpcId }) => ownerOf(VpcId))];
  };

  return (section, record) => {
    const fields = record as OfVpc & Readonly<Record<string, unknown>>;
    // AWS always says of which VPC something is; records of a test may not.
    if (sectionsOfVpcs.has(section)) return vpcOf(fields) === undefined ? accounts : [ownerOf(vpcOf(fields))];
    if (sectionsOfNetwork.has(section)) return [network];
    if (section === 'transitGatewayAttachments') return [...new Set([network, ownerOf(fields.ResourceId)])];
    if (section === 'profileAssociations') return [ownerOf(fields.ResourceId)];
    if (section === 'resolverRules') return ruleReaders(String(fields.Id));
    if (section === 'managedPrefixLists' || section === 'prefixListEntries') return listReaders(fields);
    if (section === 'firewallRules' || section === 'firewallDomains') return [accounts.at(-1) ?? accounts[0]];
    if (section === 'resourceRecordSets') return [shared.get(String(fields.HostedZoneId)) ?? accounts[0]];
    if (section === 'profileResourceAssociations') return [shared.get(String(fields.ProfileId)) ?? accounts[0]];

    return accounts;
  };
};

type Loose = Readonly<Record<string, unknown>>;

const asAccountSees = (
  section: Section,
  record: Loose,
  { self, ownership, shared }: { self: string | null; ownership: Ownership; shared: ReadonlyMap<string, string> },
): Loose => {
  const { accounts, vpcs, network } = ownership;
  const ownerOf = (vpc: unknown): string => vpcs[String(vpc)] ?? accounts[0];
  if (section === 'vpcs') return { ...record, OwnerId: ownerOf(record.VpcId) };
  if (section === 'transitGateways')
    return record.OwnerId === undefined || record.OwnerId === self ? { ...record, OwnerId: network } : record;
  if (section === 'resolverRules') return { ...record, OwnerId: shared.get(String(record.Id)) ?? accounts[0] };
  if (section === 'hostedZones')
    return {
      ...record,
      HostedZoneSummaries: (record as RecordOf<'hostedZones'>).HostedZoneSummaries.map((zone) => ({
        ...zone,
        Owner: { OwningAccount: shared.get(zone.HostedZoneId) ?? accounts[0] },
      })),
    };

  return section === 'transitGatewayAttachments'
    ? { TransitGatewayOwnerId: network, ...record, ResourceOwnerId: ownerOf(record.ResourceId) }
    : record;
};

/** Only the owner of a transit gateway is told which route table an attachment is associated with. */
const withoutAssociation = ({ Association: _table, ...record }: Loose): Loose => record;

/** AWS lists a transit gateway to whoever it is shared with. */
const withTransitGateways = (scope: ScopeSnapshot): ScopeSnapshot => {
  const { transitGateways = [], transitGatewayAttachments = [] } = scope.sections;
  const ids = new Set(transitGatewayAttachments.flatMap(({ TransitGatewayId }) => TransitGatewayId ?? []));
  for (const { TransitGatewayId } of transitGateways) ids.delete(TransitGatewayId);
  const added = [...ids].map((TransitGatewayId) => ({ TransitGatewayId }));

  return { ...scope, sections: { ...scope.sections, transitGateways: [...transitGateways, ...added] } };
};

/** One account's facts as several accounts would read them. */
export const splitOver = (snapshot: Snapshot, ownership: Ownership): Snapshot => ({
  ...snapshot,
  scopes: snapshot.scopes.map(withTransitGateways).flatMap((scope) => {
    const readers = readersIn(scope, ownership);
    const shared = ownersOfShared(scope, (vpc) => ownership.vpcs[vpc ?? ''] ?? ownership.accounts[0]);

    return ownership.accounts.map((account): ScopeSnapshot => {
      const sections: Record<string, unknown> = {};
      for (const [name, records] of Object.entries(scope.sections)) {
        const section = name as Section;
        sections[section] = (records as readonly RecordOf<typeof section>[])
          .filter((record) => readers(section, record).includes(account))
          .map((record) => asAccountSees(section, record as Loose, { self: scope.account, ownership, shared }))
          .map((record) =>
            section === 'transitGatewayAttachments' && account !== ownership.network
              ? withoutAssociation(record)
              : record,
          );
      }

      return { ...scope, account, sections };
    });
  }),
});
