import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import type { FirewallGroup, HostedZone, ProfileAssociation, ResolverRule } from '../../network/resolver.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { type Doubt, likely, notRead } from '../doubt.ts';
import { shadowingEndpoint } from '../likely-facts.ts';
import { zoneDomainOf } from './domain.ts';
import { offeredNames, privateNames } from './private-names.ts';
import type { View } from './view.ts';

export type Source =
  | { readonly kind: 'rule'; readonly rule: ResolverRule; readonly status: string }
  | { readonly kind: 'zone'; readonly zone: HostedZone }
  /** The hidden zone of an endpoint; `names` are its records. */
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly names: readonly string[] };

/** A rule or zone that could answer for `domain` and all below it. */
export interface Candidate {
  readonly domain: string;
  readonly source: Source;
  /** The Profile it comes with; null where the VPC has it itself. */
  readonly profile: ProfileAssociation | null;
}

export interface Candidates {
  readonly byDomain: ReadonlyMap<string, readonly Candidate[]>;
  readonly firewallGroups: Known<readonly FirewallGroup[]>;
  /** Of facts that were not read and might add a candidate for any name. */
  readonly doubts: readonly Doubt[];
  /** Names that an endpoint of another kind may answer. */
  readonly shadows: readonly { readonly domain: string; readonly endpoint: Endpoint }[];
}

const inForce = new Set(['COMPLETE', 'UPDATING', 'OVERRIDDEN']);

const ruleCandidates = (vpc: Vpc, doubts: Doubt[]): Candidate[] => {
  const { rules, ruleAssociations } = vpc.scope.resolver;
  if (isUnread(ruleAssociations)) {
    doubts.push(notRead(ruleAssociations, 'a forwarding rule may take this name'));
    return [];
  }
  const own = ruleAssociations.filter(({ vpcId, status }) => vpcId === vpc.id && inForce.has(status));
  if (isUnread(rules)) {
    doubts.push(notRead(rules, 'a forwarding rule may take this name'));
    return [];
  }

  return own.flatMap(({ ruleId, status }) => {
    const rule = rules.get(ruleId);
    if (rule !== undefined)
      return [{ domain: rule.domain, source: { kind: 'rule' as const, rule, status }, profile: null }];
    doubts.push(
      notRead(
        {
          unread: {
            section: 'resolverRules',
            action: 'route53resolver:ListResolverRules',
            reason: 'not listed',
            kind: 'missing',
            resource: ruleId,
          },
        },
        'it may take this name',
      ),
    );

    return [];
  });
};

const answersIn = (endpoint: Endpoint, { isInbound }: View): boolean =>
  endpoint.type === 'interface' &&
  endpoint.privateDnsEnabled &&
  endpoint.health !== 'unusable' &&
  !endpoint.requesterManaged &&
  (isInbound || !endpoint.inboundResolverOnly);

const endpointCandidates = (
  endpoint: Endpoint,
  names: readonly string[],
  profile: ProfileAssociation | null,
): Candidate[] =>
  [...new Set(names.map(zoneDomainOf))].map((domain) => ({
    domain,
    profile,
    source: { kind: 'endpoint', endpoint, names },
  }));

const ownEndpoints = (view: View, doubts: Doubt[]): Candidate[] => {
  const { endpoints, scope } = view.vpc;
  if (isUnread(endpoints)) {
    doubts.push(notRead(endpoints, "an interface endpoint's private DNS may answer this name"));
    return [];
  }

  return endpoints
    .filter((endpoint) => answersIn(endpoint, view))
    .flatMap((endpoint) => {
      const names = privateNames(scope, endpoint);
      if (!isUnread(names)) return endpointCandidates(endpoint, names, null);
      doubts.push(notRead(names, `which names ${endpoint.id} answers is not known`));

      return [];
    });
};

const domainsOfEndpoints = ({ endpoints, scope }: Vpc): ReadonlySet<string> => {
  const names = (isUnread(endpoints) ? [] : endpoints).flatMap((endpoint) => {
    const listed = endpoint.type === 'interface' ? privateNames(scope, endpoint) : [];

    return isUnread(listed) ? [] : listed;
  });

  return new Set(names.map(zoneDomainOf));
};

/** Zones of endpoints are told by the endpoints themselves; of other services' hidden zones nothing can be read. */
const zoneCandidates = (vpc: Vpc, endpointDomains: ReadonlySet<string>, doubts: Doubt[]): Candidate[] => {
  const zones = vpc.scope.resolver.zonesOf(vpc.id);
  if (isUnread(zones)) {
    doubts.push(notRead(zones, 'a private hosted zone may answer this name'));
    return [];
  }

  return zones
    .filter(({ owningService, domain }) => owningService === null || !endpointDomains.has(domain))
    .map((zone) => ({ domain: zone.domain, source: { kind: 'zone', zone }, profile: null }));
};

const resourceId = (arn: string): string => arn.split('/').at(-1) ?? '';

const profileCandidates = (network: Network, vpc: Vpc, profile: ProfileAssociation, doubts: Doubt[]): Candidate[] => {
  const { resolver } = vpc.scope;
  if (isUnread(profile.resources)) {
    doubts.push(notRead(profile.resources, `Profile ${profile.profileId} may answer this name`));
    return [];
  }

  return profile.resources.flatMap(({ arn }): Candidate[] => {
    const id = resourceId(arn);
    if (arn.includes(':hostedzone/')) {
      const zone = resolver.zone(id);
      if (zone.domain !== '') return [{ domain: zone.domain, source: { kind: 'zone', zone }, profile }];
      if (isUnread(zone.records))
        doubts.push(notRead(zone.records, `the zone comes with Profile ${profile.profileId} and may answer this name`));
      return [];
    }
    if (arn.includes(':resolver-rule/')) {
      const rule = isUnread(resolver.rules) ? undefined : resolver.rules.get(id);
      return rule === undefined
        ? []
        : [{ domain: rule.domain, source: { kind: 'rule', rule, status: 'COMPLETE' }, profile }];
    }
    if (!arn.includes(':vpc-endpoint/')) return [];

    const endpoint = network.endpoints.get(id);
    const home = endpoint === undefined ? undefined : network.vpcs.get(endpoint.vpcId);
    const names =
      endpoint === undefined || home === undefined
        ? undefined
        : endpoint.privateDnsEnabled
          ? privateNames(home.scope, endpoint)
          : offeredNames(home.scope, endpoint);
    if (endpoint !== undefined && names !== undefined && !isUnread(names))
      return endpointCandidates(endpoint, names, profile);
    doubts.push(
      notRead(
        {
          unread: {
            section: 'vpcEndpoints',
            action: 'ec2:DescribeVpcEndpoints',
            reason: 'another account owns it',
            kind: 'missing',
            resource: id,
          },
        },
        `it comes with Profile ${profile.profileId} and may answer this name`,
      ),
    );

    return [];
  });
};

const byPriority = (a: ProfileAssociation, b: ProfileAssociation): number => (a.priority ?? 0) - (b.priority ?? 0);

const profilesOf = (vpc: Vpc, doubts: Doubt[]): readonly ProfileAssociation[] => {
  const { profiles } = vpc.scope.resolver;
  if (isUnread(profiles)) {
    doubts.push(notRead(profiles, 'a Route 53 Profile may answer this name'));
    return [];
  }

  return profiles.filter(({ vpcId }) => vpcId === vpc.id).sort(byPriority);
};

const priorityIn = (properties: string | null): number =>
  Number(/"priority"\s*:\s*"?(\d+)/i.exec(properties ?? '')?.[1] ?? 0);

const firewallGroupsOf = (
  { scope, id }: Vpc,
  profiles: readonly ProfileAssociation[],
): Known<readonly FirewallGroup[]> => {
  const { firewallGroups, firewallRulesOf } = scope.resolver;
  if (isUnread(firewallGroups)) return firewallGroups;

  const fromProfiles = profiles.flatMap(({ resources }) =>
    isUnread(resources)
      ? []
      : resources
          .filter(({ arn }) => arn.includes(':firewall-rule-group/'))
          .map(({ arn, properties }) => ({
            id: resourceId(arn),
            vpcId: id,
            priority: priorityIn(properties),
            rules: firewallRulesOf(resourceId(arn)),
          })),
  );

  return [...firewallGroups.filter(({ vpcId }) => vpcId === id), ...fromProfiles].sort(
    (a, b) => a.priority - b.priority,
  );
};

const shadowsOf = ({ endpoints, scope }: Vpc): Candidates['shadows'] => {
  if (isUnread(endpoints)) return [];
  const associated = isUnread(scope.associatedNames) ? new Map<string, readonly string[]>() : scope.associatedNames;

  return endpoints
    .filter(
      ({ type, requesterManaged, health }) =>
        health !== 'unusable' && (requesterManaged || (type !== 'interface' && type !== 'gateway')),
    )
    .flatMap((endpoint) =>
      [...endpoint.listedNames, ...endpoint.specifiedDomains, ...(associated.get(endpoint.id) ?? [])].map((name) => ({
        domain: name === '*' ? '.' : zoneDomainOf(name),
        endpoint,
      })),
    );
};

const grouped = (candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> => {
  const byDomain = new Map<string, Candidate[]>();
  for (const candidate of candidates)
    byDomain.set(candidate.domain, [...(byDomain.get(candidate.domain) ?? []), candidate]);

  return byDomain;
};

/** Everything that can answer a name in this view; gathered once a VPC. */
export const candidatesOf = (network: Network, view: View): Candidates => {
  const { vpc } = view;
  const doubts: Doubt[] = [];
  const profiles = profilesOf(vpc, doubts);
  const endpoints = ownEndpoints(view, doubts);
  const domains = domainsOfEndpoints(vpc);
  const own = [...ruleCandidates(vpc, doubts), ...zoneCandidates(vpc, domains, doubts), ...endpoints];
  const viaProfiles = profiles.flatMap((profile) => profileCandidates(network, vpc, profile, doubts));

  return {
    byDomain: grouped([...own, ...viaProfiles]),
    firewallGroups: firewallGroupsOf(vpc, profiles),
    doubts,
    shadows: shadowsOf(vpc),
  };
};

export const shadowDoubt = ({ endpoint }: Candidates['shadows'][number]): Doubt => {
  const doubt = likely(shadowingEndpoint);

  return { ...doubt, text: `${doubt.text} (${endpoint.id})` };
};
