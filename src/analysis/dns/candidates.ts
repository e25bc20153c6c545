import { groupBy } from '../../group-by.ts';
import type { FirewallGroup } from '../../network/dns-firewall.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { type Doubt, notListed, notRead } from '../doubt.ts';
import { type Candidate, endpointCandidates } from './candidate.ts';
import { zoneDomainOf } from './domain.ts';
import { privateNames } from './private-names.ts';
import { firewallGroupsOf, profileCandidates, profilesInEffect } from './profile.ts';
import { lingeringZones, type Shadow, shadowsOf } from './shadows.ts';
import type { View } from './view.ts';

export interface Candidates {
  readonly byDomain: ReadonlyMap<string, readonly Candidate[]>;
  readonly firewallGroups: Known<readonly FirewallGroup[]>;
  /** Facts that were not read and might add a candidate for any name. */
  readonly doubts: readonly Doubt[];
  readonly shadows: readonly Shadow[];
}

const ruleCandidates = (vpc: Vpc, doubts: Doubt[]): Candidate[] => {
  const { rules, ruleAssociations } = vpc.scope.resolver;
  if (isUnread(ruleAssociations)) {
    doubts.push(notRead(ruleAssociations, 'a forwarding rule may take this name'));
    return [];
  }
  const own = ruleAssociations.filter(({ vpcId, standing }) => vpcId === vpc.id && standing !== 'ineffective');
  if (own.length === 0) return [];
  if (isUnread(rules)) {
    doubts.push(notRead(rules, 'a forwarding rule may take this name'));
    return [];
  }

  return own.flatMap(({ ruleId, standing, rawStatus }): Candidate[] => {
    const rule = rules.get(ruleId);
    if (rule !== undefined)
      return [{ domain: rule.domain, source: { kind: 'rule', rule, standing, rawStatus }, profile: null }];
    doubts.push(notListed('resolverRules', ruleId, 'it may take this name'));

    return [];
  });
};

const answersIn = (endpoint: Endpoint, { isInbound }: View): boolean =>
  endpoint.type === 'interface' &&
  endpoint.privateDnsEnabled &&
  endpoint.health !== 'unusable' &&
  !endpoint.requesterManaged &&
  (isInbound || !endpoint.inboundResolverOnly);

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
    const listed = endpoint.type === 'interface' && endpoint.privateDnsEnabled ? privateNames(scope, endpoint) : [];

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

/** What an endpoint of a resource or service network claims is told by its associations alone. */
const claimDoubts = ({ endpoints, scope: { associatedNames } }: Vpc): readonly Doubt[] =>
  isUnread(endpoints) || !isUnread(associatedNames)
    ? []
    : endpoints
        .filter(({ health, claimsAnyDomain }) => claimsAnyDomain && health !== 'unusable')
        .map(({ id }) => notRead(associatedNames, `${id} may answer this name`));

/** Everything that can answer a name in this view. */
export const candidatesOf = (network: Network, view: View): Candidates => {
  const { vpc } = view;
  const doubts: Doubt[] = [];
  const profiles = profilesInEffect(vpc, doubts);
  const viaProfiles = profiles.map((profile) => profileCandidates(network, vpc, profile));
  doubts.push(...viaProfiles.flatMap((one) => one.doubts));
  const endpoints = ownEndpoints(view, doubts);
  doubts.push(...claimDoubts(vpc));
  const domains = domainsOfEndpoints(vpc);
  const own = [...ruleCandidates(vpc, doubts), ...zoneCandidates(vpc, domains, doubts), ...endpoints];

  return {
    byDomain: groupBy([...own, ...viaProfiles.flatMap(({ candidates }) => candidates)], ({ domain }) => domain),
    firewallGroups: firewallGroupsOf(vpc, profiles),
    doubts,
    shadows: [...shadowsOf(vpc), ...lingeringZones(view)],
  };
};
