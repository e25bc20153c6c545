import { isRecord } from '../is-record.ts';
import { memoizeBy } from '../memoize.ts';
import { compare } from '../order.ts';
import { mayAnswerAwsNames } from './aws-domains.ts';
import type { RouteField } from './route-targets.ts';
import type { RecordOf, Section, Sections } from './schema.ts';

/** A field of the records of a section, at the end of a path, whose values name something. */
export interface Reference {
  readonly section: Section;
  readonly path: readonly string[];
  /** Other values of the field name something else. */
  readonly matching?: RegExp;
}

/** What routes name in one field. */
export const routeField = (field: RouteField, matching?: RegExp): Reference => ({
  section: 'routeTables',
  path: ['Routes', field],
  ...(matching === undefined ? {} : { matching }),
});

export const recordField = <S extends Section>(
  section: S,
  field: keyof RecordOf<S> & string,
  matching?: RegExp,
): Reference => ({ section, path: [field], ...(matching === undefined ? {} : { matching }) });

/** Level by level, as records may share a list: each is looked through once. */
const gather = (
  lists: ReadonlySet<readonly unknown[]>,
  [field, ...deeper]: readonly string[],
  found: Set<string>,
): void => {
  const within = new Set<readonly unknown[]>();
  let latest: string | undefined;
  for (const list of lists)
    for (const item of list) {
      const value = field === undefined ? item : isRecord(item) ? item[field] : undefined;
      if (Array.isArray(value)) within.add(value);
      else if (field !== undefined && isRecord(value)) within.add([value]);
      else if (typeof value === 'string' && value !== latest && deeper.length === 0) {
        found.add(value);
        latest = value;
      }
    }
  if (within.size > 0) gather(within, deeper, found);
};

const values = memoizeBy<readonly unknown[], string, readonly string[]>();

/** Each value once; none where the section is unread. What large accounts have a million routes for is looked for once. */
export const valuesAt = (sections: Sections, { section, path, matching }: Reference): readonly string[] => {
  const records: readonly unknown[] = sections[section] ?? [];
  const all = values(records, path.join('.'), () => {
    const found = new Set<string>();
    gather(new Set([records]), path, found);

    return [...found];
  });

  return matching === undefined ? all : all.filter((value) => matching.test(value));
};

const unique = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];

export const routedTo = (sections: Sections, field: RouteField): readonly string[] =>
  valuesAt(sections, routeField(field));

/** The VPCs to ask about one by one; subnets name theirs where the VPCs themselves are unread. */
export const vpcIds = ({ vpcs, subnets }: Sections): string[] | undefined => {
  const ids = vpcs?.map((vpc) => vpc.VpcId) ?? subnets?.map((subnet) => subnet.VpcId);

  return ids && unique(ids);
};

/** Those that hold subnets: where there is none, nobody asks for a name. */
export const populatedVpcIds = (sections: Sections): string[] | undefined => {
  const { vpcs, subnets } = sections;
  const ids = vpcIds(sections);
  if (vpcs === undefined || subnets === undefined) return ids;
  const populated = new Set(subnets.map(({ VpcId }) => VpcId));

  return ids?.filter((id) => populated.has(id));
};

/** The services with gateway endpoints; AWS may add an address family to the name. */
const ofService = /\.(s3|dynamodb|s3express)$/;

const permittedLists = (group: RecordOf<'securityGroups'>): (string | undefined)[] =>
  [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].flatMap((permission) =>
    (permission.PrefixListIds ?? []).map((list) => list.PrefixListId),
  );

/** The lists whose addresses matter: those of AWS services, and all that a route, a security group or a transit gateway's table names. */
export const referredPrefixLists = (sections: Sections): string[] | undefined => {
  const { managedPrefixLists: lists, securityGroups, transitGatewayPrefixListReferences: tables } = sections;
  const ofAws = (lists ?? []).filter((list) => list.OwnerId === 'AWS' && ofService.test(list.PrefixListName ?? ''));
  const ids = unique([
    ...ofAws.map((list) => list.PrefixListId),
    ...routedTo(sections, 'DestinationPrefixListId'),
    ...(securityGroups ?? []).flatMap(permittedLists),
    ...(tables ?? []).flatMap((one) => one.TransitGatewayPrefixListReferences.map((list) => list.PrefixListId)),
  ]);

  return lists === undefined && ids.length === 0 ? undefined : ids;
};

/** Instances that routes use as NAT: named by the route itself, or by the interface that it leads to. */
const natInstances = (sections: Sections): string[] => {
  const targets = new Set(routedTo(sections, 'NetworkInterfaceId'));
  const attached = (sections.networkInterfaces ?? []).filter(({ NetworkInterfaceId }) =>
    targets.has(NetworkInterfaceId),
  );

  return unique([...routedTo(sections, 'InstanceId'), ...attached.map(({ Attachment }) => Attachment?.InstanceId)]);
};

/** Instances that have no public address now and may get one when they start: an automatic one is given back at a stop. */
const unaddressedInstances = ({ subnets = [], networkInterfaces = [] }: Sections): (string | undefined)[] => {
  const assigning = new Set(
    subnets.filter(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === true).map(({ SubnetId }) => SubnetId),
  );

  return networkInterfaces
    .filter(({ SubnetId, Association }) => assigning.has(SubnetId ?? '') && Association?.PublicIp === undefined)
    .map(({ Attachment }) => Attachment?.InstanceId);
};

/** Instances whose state decides: whether they forward packets, and whether they are only stopped. */
export const decisiveInstances = (sections: Sections): string[] =>
  unique([...natInstances(sections), ...unaddressedInstances(sections)]);

export const usesTransitGateway = (sections: Sections): boolean => routedTo(sections, 'TransitGatewayId').length > 0;

/** The tables of transit gateways that no route leads to stay unread. */
export const routedTransitTables = (sections: Sections): string[] | false | undefined => {
  const routed = new Set(routedTo(sections, 'TransitGatewayId'));
  if (routed.size === 0) return false;

  return sections.transitGatewayRouteTables
    ?.filter(({ TransitGatewayId }) => routed.has(TransitGatewayId ?? ''))
    .map(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId);
};

const hasCustomServers = ({ dhcpOptions }: Sections): boolean =>
  (dhcpOptions ?? [])
    .flatMap((set) => set.DhcpConfigurations ?? [])
    .filter(({ Key }) => Key === 'domain-name-servers')
    .some(({ Values }) => Values?.some(({ Value }) => Value !== 'AmazonProvidedDNS'));

/** Rules that send a query elsewhere: all but SYSTEM ones and AWS's own RECURSIVE one. */
const forwards = ({ resolverRules }: Sections): boolean =>
  (resolverRules ?? []).some(({ RuleType }) => RuleType !== 'SYSTEM' && RuleType !== 'RECURSIVE');

export const inboundEndpoints = ({ resolverEndpoints }: Sections): string[] | undefined =>
  resolverEndpoints?.filter(({ Direction }) => Direction !== 'OUTBOUND').map(({ Id }) => Id);

/**
 * Custom DNS servers and forwarding targets may be the inbound endpoints of a known VPC; their addresses tell.
 * Nobody asks an outbound endpoint.
 */
export const askedEndpoints = (sections: Sections): string[] | false | undefined =>
  forwards(sections) || hasCustomServers(sections) ? inboundEndpoints(sections) : false;

const profiled = ({ profileResourceAssociations }: Sections, arn: RegExp): string[] =>
  (profileResourceAssociations ?? [])
    .flatMap((ofProfile) => ofProfile.ProfileResourceAssociations)
    .flatMap(({ ResourceArn }) => arn.exec(ResourceArn ?? '')?.[1] ?? []);

/** Rule groups that a VPC uses, by itself or through a Profile. */
export const usedRuleGroups = (sections: Sections): string[] =>
  unique([
    ...(sections.firewallRuleGroupAssociations ?? []).map(({ FirewallRuleGroupId }) => FirewallRuleGroupId),
    ...profiled(sections, /:firewall-rule-group\/([\w-]+)$/),
  ]);

export const ruledDomainLists = ({ firewallRules }: Sections): string[] =>
  unique((firewallRules ?? []).flatMap((group) => group.FirewallRules.map((rule) => rule.FirewallDomainListId)));

/** Zones that a service owns are never ours to read; zones of other domains hold nothing that the audit needs. */
export const relevantZones = (sections: Sections): string[] | undefined => {
  const ids = unique([
    ...(sections.hostedZones ?? [])
      .flatMap((ofVpc) => ofVpc.HostedZoneSummaries)
      .filter((zone) => zone.Owner?.OwningService === undefined && mayAnswerAwsNames(zone.Name ?? ''))
      .map((zone) => zone.HostedZoneId),
    ...profiled(sections, /:hostedzone\/(\w+)$/),
  ]);

  return sections.hostedZones === undefined && ids.length === 0 ? undefined : ids;
};

const regionLabel = /^(?:us|eu|ap|sa|ca|me|af|il|mx|cn|eusc)(?:-[a-z]+)+-\d$/;

/** Names of one Region are of no use in another. */
const isForRegion = (zone: string, region: string | undefined): boolean => {
  const regions = zone.split('.').filter((label) => regionLabel.test(label));

  return region === undefined || regions.length === 0 || regions.includes(region);
};

/** Private zones of the account that may answer AWS names: only the owner may read them, and any VPC may see them. */
export const ownZonesFor = ({ privateHostedZones }: Sections, region?: string): string[] | undefined =>
  privateHostedZones
    ?.filter(
      ({ Config, Name = '' }) => Config?.PrivateZone !== false && mayAnswerAwsNames(Name) && isForRegion(Name, region),
    )
    .map(({ Id }) => Id.replace('/hostedzone/', ''));

/** The ids of one kind that the account shares by AWS RAM; undefined where that is unread. */
export const sharedIds = ({ sharedResources }: Sections, arn: RegExp): string[] | undefined =>
  sharedResources && unique(sharedResources.map(({ arn: own }) => arn.exec(own)?.[1]));

const sharedTransitGateways = (sections: Sections): string[] | undefined =>
  sharedIds(sections, /:transit-gateway\/([\w-]+)$/);

export const sharesTransitGateway = (sections: Sections): boolean | undefined => {
  const shared = sharedTransitGateways(sections);

  return shared && shared.length > 0;
};

/** Whoever is attached to them is led by these tables, and cannot read them. */
export const sharedTransitTables = (sections: Sections): string[] | false | undefined => {
  const shared = sharedTransitGateways(sections);
  if (shared !== undefined && shared.length === 0) return false;

  return sections.transitGatewayRouteTables
    ?.filter(({ TransitGatewayId = '' }) => shared?.includes(TransitGatewayId))
    .map(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId);
};

/**
 * Where the caller is unknown: whoever owns most of what was read, a security group with it. A shared VPC is someone else's,
 * whose groups, of which each VPC has one by default, are not shown to those who use it.
 */
export const likelyOwner = ({ vpcs, routeTables, vpcEndpoints, securityGroups }: Sections): string | null => {
  const groupOwners = (securityGroups ?? []).flatMap(({ OwnerId }) => (typeof OwnerId === 'string' ? OwnerId : []));
  const counts = new Map<string, number>(groupOwners.map((owner) => [owner, 0]));
  for (const { OwnerId } of [...(vpcs ?? []), ...(routeTables ?? []), ...(vpcEndpoints ?? [])]) {
    if (OwnerId !== undefined && (groupOwners.length === 0 || counts.has(OwnerId)))
      counts.set(OwnerId, (counts.get(OwnerId) ?? 0) + 1);
  }

  const ranked = [...counts].sort(([a, most], [b, least]) => least - most || compare(a, b));

  return ranked[0]?.[0] ?? null;
};
