import type { FirewallGroup } from '../../network/dns-firewall.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import type { ProfileAssociation } from '../../network/profiles.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { type Doubt, notListed, notRead } from '../doubt.ts';
import { type Candidate, endpointCandidates } from './candidate.ts';
import { offeredNames, privateNames } from './private-names.ts';

const resourceId = (arn: string): string => arn.split('/').at(-1) ?? '';

interface Found {
  readonly candidates: readonly Candidate[];
  readonly doubts: readonly Doubt[];
}

const found = (...candidates: readonly Candidate[]): Found => ({ candidates, doubts: [] });
const missed = (doubt: Doubt): Found => ({ candidates: [], doubts: [doubt] });

const may = ({ profileId }: ProfileAssociation): string =>
  `it comes with Profile ${profileId} and may answer this name`;

/**
 * Every zone has an SOA record, which tells its domain: without one, records were read in part.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
 */
const zoneOf = ({ scope }: Vpc, profile: ProfileAssociation, id: string): Found => {
  const zone = scope.resolver.zone(id);
  if (zone.domain !== '') return found({ domain: zone.domain, source: { kind: 'zone', zone }, profile });

  return missed(
    isUnread(zone.records) ? notRead(zone.records, may(profile)) : notListed('resourceRecordSets', id, may(profile)),
  );
};

const ruleOf = ({ scope }: Vpc, profile: ProfileAssociation, id: string): Found => {
  const { rules } = scope.resolver;
  if (isUnread(rules)) return missed(notRead(rules, may(profile)));
  const rule = rules.get(id);

  return rule === undefined
    ? missed(notListed('resolverRules', id, may(profile)))
    : found({
        domain: rule.domain,
        source: { kind: 'rule', rule, standing: 'effective', rawStatus: 'COMPLETE' },
        profile,
      });
};

/** With private DNS off it is not known whether a Profile makes the names resolve: they count as claimed. */
const namesOf = ({ scope }: Vpc, endpoint: Endpoint): Known<readonly string[]> =>
  endpoint.privateDnsEnabled ? privateNames(scope, endpoint) : offeredNames(scope, endpoint);

const endpointOf = (network: Network, profile: ProfileAssociation, id: string): Found => {
  const endpoint = network.endpoints.get(id);
  const home = network.vpcs.get(endpoint?.vpcId ?? '');
  if (endpoint === undefined || home === undefined) return missed(notListed('vpcEndpoints', id, may(profile)));
  const names = namesOf(home, endpoint);

  return isUnread(names)
    ? missed(notRead(names, may(profile)))
    : found(...endpointCandidates(endpoint, names, profile));
};

/** Rule groups filter queries and query logs record them: neither answers a name. */
const answersNothing = /:(?:firewall-rule-group|resolver-query-log-config)\//;

/** AWS adds kinds of resource; what such a one answers is not known here. */
const unknownKind = (profile: ProfileAssociation, arn: string): Doubt =>
  notListed('profileResourceAssociations', arn, may(profile));

const resourceOf = (network: Network, vpc: Vpc, profile: ProfileAssociation, arn: string): Found => {
  const id = resourceId(arn);
  if (arn.includes(':hostedzone/')) return zoneOf(vpc, profile, id);
  if (arn.includes(':resolver-rule/')) return ruleOf(vpc, profile, id);

  if (arn.includes(':vpc-endpoint/')) return endpointOf(network, profile, id);

  return answersNothing.test(arn) ? found() : missed(unknownKind(profile, arn));
};

/** The zones, rules and endpoints that a Profile brings to a VPC. */
export const profileCandidates = (network: Network, vpc: Vpc, profile: ProfileAssociation): Found => {
  if (isUnread(profile.resources)) return missed(notRead(profile.resources, may(profile)));
  const all = profile.resources.map(({ arn }) => resourceOf(network, vpc, profile, arn));

  return { candidates: all.flatMap(({ candidates }) => candidates), doubts: all.flatMap(({ doubts }) => doubts) };
};

const byPriority = (a: ProfileAssociation, b: ProfileAssociation): number => (a.priority ?? 0) - (b.priority ?? 0);

/** The Profiles of a VPC, the first to be asked first. */
export const profilesInEffect = (vpc: Vpc, doubts: Doubt[]): readonly ProfileAssociation[] => {
  const { profiles } = vpc.scope.resolver;
  if (isUnread(profiles)) {
    doubts.push(notRead(profiles, 'a Route 53 Profile may answer this name'));
    return [];
  }

  return profiles.filter(({ vpcId }) => vpcId === vpc.id).sort(byPriority);
};

const priorityIn = (properties: string | null): number =>
  Number(/"priority"\s*:\s*"?(\d+)/i.exec(properties ?? '')?.[1] ?? 0);

/** The VPC's own rule groups and those that come with Profiles, in the order they are applied. */
export const firewallGroupsOf = (
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
