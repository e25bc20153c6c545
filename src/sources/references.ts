import { compare } from '../order.ts';
import type { RecordOf, Section, Sections } from '../snapshot/schema.ts';
import { mayAnswerAwsNames } from './aws-domains.ts';

/** Undefined where the section could not be read: that is never an empty list. */
export type Answer<S extends Section> = readonly RecordOf<S>[] | undefined;

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const unique = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];

/** What the routes name in one field, each once; nothing where the route tables are unread. */
export const routedTo = (routeTables: Answer<'routeTables'>, target: (route: Route) => string | undefined): string[] =>
  unique((routeTables ?? []).flatMap((table) => (table.Routes ?? []).map(target)));

export const routedVpnGateways = (routeTables: Answer<'routeTables'>): string[] =>
  routedTo(routeTables, (route) => route.GatewayId).filter((id) => id.startsWith('vgw-'));

/** The VPCs to ask about one by one; subnets name theirs where the VPCs themselves are unread. */
export const vpcIdsOf = (vpcs: Answer<'vpcs'>, subnets: Answer<'subnets'>): string[] | undefined => {
  const ids = vpcs?.map((vpc) => vpc.VpcId) ?? subnets?.map((subnet) => subnet.VpcId);
  return ids && unique(ids);
};

/** The services with gateway endpoints; AWS may add an address family to the name. */
const ofService = /\.(s3|dynamodb|s3express)$/;

const permittedLists = (group: RecordOf<'securityGroups'>): (string | undefined)[] =>
  [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].flatMap((permission) =>
    (permission.PrefixListIds ?? []).map((list) => list.PrefixListId),
  );

export interface PrefixListReferences {
  readonly lists: Answer<'managedPrefixLists'>;
  readonly routeTables: Answer<'routeTables'>;
  readonly securityGroups: Answer<'securityGroups'>;
}

/** The lists whose addresses matter: those of AWS services, and all that a route or a security group names. */
export const referredPrefixLists = ({ lists, routeTables, securityGroups }: PrefixListReferences): string[] => {
  const ofAws = (lists ?? []).filter((list) => list.OwnerId === 'AWS' && ofService.test(list.PrefixListName ?? ''));
  return unique([
    ...ofAws.map((list) => list.PrefixListId),
    ...routedTo(routeTables, (route) => route.DestinationPrefixListId),
    ...(securityGroups ?? []).flatMap(permittedLists),
  ]);
};

/** Instances that routes use as NAT: named by the route itself, or by the interface that it leads to. */
export const natInstances = (routeTables: Answer<'routeTables'>, interfaces: Answer<'networkInterfaces'>): string[] => {
  const targets = new Set(routedTo(routeTables, (route) => route.NetworkInterfaceId));
  const attached = (interfaces ?? []).filter(({ NetworkInterfaceId }) => targets.has(NetworkInterfaceId));
  return unique([
    ...routedTo(routeTables, (route) => route.InstanceId),
    ...attached.map(({ Attachment }) => Attachment?.InstanceId),
  ]);
};

const associated = new Set(['Resource', 'ServiceNetwork']);

/** Resource and service-network endpoints keep their names in associations, not in the endpoint. */
export const hasAssociations = (endpoints: Answer<'vpcEndpoints'>): boolean =>
  (endpoints ?? []).some(({ VpcEndpointType }) => associated.has(VpcEndpointType ?? ''));

const hasCustomServers = (options: Answer<'dhcpOptions'>): boolean =>
  (options ?? [])
    .flatMap((set) => set.DhcpConfigurations ?? [])
    .filter(({ Key }) => Key === 'domain-name-servers')
    .some(({ Values }) => Values?.some(({ Value }) => Value !== 'AmazonProvidedDNS'));

/** Rules that send a query elsewhere: all but SYSTEM ones and AWS's own RECURSIVE one. */
const forwards = (rules: Answer<'resolverRules'>): boolean =>
  (rules ?? []).some(({ RuleType }) => RuleType !== 'SYSTEM' && RuleType !== 'RECURSIVE');

/** Custom DNS servers and forwarding targets may be the inbound endpoints of a known VPC; their addresses tell. */
export const asksOtherResolvers = (rules: Answer<'resolverRules'>, options: Answer<'dhcpOptions'>): boolean =>
  forwards(rules) || hasCustomServers(options);

/** Nobody asks an outbound endpoint. */
export const inboundEndpoints = (endpoints: Answer<'resolverEndpoints'>): string[] =>
  (endpoints ?? []).filter(({ Direction }) => Direction !== 'OUTBOUND').map(({ Id }) => Id);

const resourcesIn = (resources: Answer<'profileResourceAssociations'>, arn: RegExp): string[] =>
  (resources ?? [])
    .flatMap((ofProfile) => ofProfile.ProfileResourceAssociations)
    .flatMap(({ ResourceArn }) => arn.exec(ResourceArn ?? '')?.[1] ?? []);

/** Rule groups that a VPC uses, by itself or through a Profile. */
export const usedRuleGroups = (
  associations: Answer<'firewallRuleGroupAssociations'>,
  resources: Answer<'profileResourceAssociations'>,
): string[] =>
  unique([
    ...(associations ?? []).map(({ FirewallRuleGroupId }) => FirewallRuleGroupId),
    ...resourcesIn(resources, /:firewall-rule-group\/([\w-]+)$/),
  ]);

export const ruledDomainLists = (rules: Answer<'firewallRules'>): string[] =>
  unique((rules ?? []).flatMap((group) => group.FirewallRules.map((rule) => rule.FirewallDomainListId)));

export const associatedProfiles = (associations: Answer<'profileAssociations'>): string[] =>
  unique((associations ?? []).map(({ ProfileId }) => ProfileId));

/** Zones that a service owns are never ours to read; zones of other domains hold nothing that the audit needs. */
export const relevantZones = (
  zones: Answer<'hostedZones'>,
  resources: Answer<'profileResourceAssociations'>,
): string[] =>
  unique([
    ...(zones ?? [])
      .flatMap((ofVpc) => ofVpc.HostedZoneSummaries)
      .filter((zone) => zone.Owner?.OwningService === undefined && mayAnswerAwsNames(zone.Name ?? ''))
      .map((zone) => zone.HostedZoneId),
    ...resourcesIn(resources, /:hostedzone\/(\w+)$/),
  ]);

/** Where the caller is unknown: whoever owns most of what was read. A shared VPC is owned by someone else. */
export const likelyOwner = ({ vpcs, routeTables, vpcEndpoints }: Sections): string | null => {
  const counts = new Map<string, number>();
  for (const { OwnerId } of [...(vpcs ?? []), ...(routeTables ?? []), ...(vpcEndpoints ?? [])]) {
    if (OwnerId !== undefined) counts.set(OwnerId, (counts.get(OwnerId) ?? 0) + 1);
  }

  const ranked = [...counts].sort(([a, most], [b, least]) => least - most || compare(a, b));
  return ranked[0]?.[0] ?? null;
};
