import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/analysis/dns/candidate.ts';
import type { Candidates } from '../../../src/analysis/dns/candidates.ts';
import { deciderOf, describeWinner, matching, orderDoubts } from '../../../src/analysis/dns/order.ts';
import type { ProfileAssociation } from '../../../src/network/profiles.ts';
import type { HostedZone, ResolverRule } from '../../../src/network/resolver.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat } from '../../support/world.ts';

const name = 'ec2.us-east-1.amazonaws.com';
const parent = 'us-east-1.amazonaws.com';

const endpoint = networkFrom(behindNat().endpoint('vpce-ec2', 'ec2')).endpoints.get('vpce-ec2');
if (endpoint === undefined) throw new Error('no endpoint');

const profile = (profileId: string, priority: number | null = null, isSettled = true): ProfileAssociation => ({
  profileId,
  vpcId: 'vpc-main',
  priority,
  isSettled,
  resources: [],
});
const zone = (id: string, by: ProfileAssociation | null = null, domain = name): Candidate => {
  const hosted: HostedZone = { id, domain, owningAccount: null, owningService: null, records: [] };

  return { domain, profile: by, source: { kind: 'zone', zone: hosted } };
};
const rule = (type: ResolverRule['type'], by: ProfileAssociation | null = null, domain = name): Candidate => {
  const one: ResolverRule = {
    name: null,
    id: `rslvr-rr-${type}`,
    domain,
    type,
    rawType: type.toUpperCase(),
    targetIps: [],
    endpointId: null,
  };

  return { domain, profile: by, source: { kind: 'rule', rule: one, standing: 'effective', rawStatus: 'COMPLETE' } };
};
const hidden = (by: ProfileAssociation | null = null, domain = name): Candidate => ({
  domain,
  profile: by,
  source: { kind: 'endpoint', endpoint, names: [name] },
});

const first = profile('rp-1', 100);
const second = profile('rp-2', 200);

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html */
describe('of what may answer a name, first comes', () => {
  const inOrder = (...all: readonly Candidate[]) => {
    const byDomain = new Map<string, Candidate[]>();
    for (const one of all) byDomain.set(one.domain, [...(byDomain.get(one.domain) ?? []), one]);
    const candidates: Candidates = { byDomain, firewallGroups: [], doubts: [], shadows: [] };

    return matching(candidates, name).map((one) => all.indexOf(one));
  };

  it.each<[string, readonly Candidate[], readonly number[]]>([
    [
      'what is for the longest domain',
      [rule('forward', null, '.'), rule('forward', null, parent), zone('Z1')],
      [2, 1, 0],
    ],
    ['nothing that is for another domain', [zone('Z1', null, `x.${name}`), zone('Z2', null, 'sts.amazonaws.com')], []],
    ['a rule before a zone', [zone('Z1'), rule('forward')], [1, 0]],
    ['a rule before a zone, as listed', [rule('forward'), zone('Z1')], [0, 1]],
    ['what the VPC has itself before Profiles', [rule('forward', first), zone('Z1')], [1, 0]],
    ['an earlier Profile before a later one', [rule('forward', second), zone('Z1', first)], [1, 0]],
    ['a rule of a Profile before a zone of it', [zone('Z1', first), rule('forward', first)], [1, 0]],
    ['a Profile without a priority before others', [zone('Z1', first), zone('Z2', profile('rp-0'))], [1, 0]],
    ['what the VPC has itself before a Profile without a priority', [zone('Z1', profile('rp-0')), zone('Z2')], [1, 0]],
  ])('%s', (_, all, order) => {
    expect(inOrder(...all)).toEqual(order);
  });
});

describe('what wins over others is less than certain', () => {
  const assumed = (winner: Candidate, ...others: readonly Candidate[]) =>
    orderDoubts(winner, others).map((doubt) => (doubt.kind === 'assumed' ? doubt.assumption : doubt.kind));

  it.each<[string, Candidate, readonly Candidate[], readonly string[]]>([
    ['never alone', hidden(), [], []],
    [
      'where an endpoint’s zone beats a forwarder',
      hidden(),
      [rule('forward', null, '.')],
      ['endpoint-zone-ranks-as-zone'],
    ],
    ['not where it beats a system rule', hidden(), [rule('system', null, '.')], []],
    ['not where it beats a zone', hidden(), [zone('Z1', null, parent)], []],
    ['where a rule beats an endpoint’s zone', rule('forward'), [hidden()], ['endpoint-zone-ranks-as-zone']],
    ['not where a rule beats a zone', rule('forward'), [zone('Z1')], []],
    ['not where a zone beats a rule', zone('Z1'), [rule('forward', null, '.')], []],
    [
      'where the VPC’s own beats a Profile’s for the same domain',
      zone('Z1'),
      [zone('Z2', first)],
      ['local-beats-profile'],
    ],
    ['not where that is for another domain', zone('Z1'), [zone('Z2', first, parent)], []],
    ['not where it beats its own', zone('Z1'), [zone('Z2')], []],
    ['not where an earlier Profile beats a later one', zone('Z1', first), [zone('Z2', second)], []],
    ['where a later one beats an earlier', zone('Z1', second), [zone('Z2', first, parent)], ['profile-order']],
    ['where both have one priority', zone('Z1', first), [zone('Z2', profile('rp-3', 100))], ['profile-order']],
    ['where neither has one', zone('Z1', profile('rp-4')), [zone('Z2', profile('rp-5'))], ['profile-order']],
    ['not within one Profile', zone('Z1', first), [rule('system', first, parent)], []],
    ['not where a Profile’s beats the VPC’s own', zone('Z1', first), [zone('Z2', null, parent)], []],
    [
      'while the association of either changes',
      zone('Z1', profile('rp-1', 100, false)),
      [zone('Z2', second)],
      ['profile-order'],
    ],
    [
      'while the association of the other changes',
      zone('Z1', first),
      [zone('Z2', profile('rp-2', 200, false))],
      ['profile-order'],
    ],
  ])('%s', (_, winner, others, doubts) => {
    expect(assumed(winner, ...others)).toEqual(doubts);
  });
});

describe('what answers', () => {
  it('is told by what a reader finds in the console', () => {
    expect([rule('forward'), zone('Z1', first), hidden(), hidden(first)].map(deciderOf)).toEqual([
      { kind: 'forwarding-rule', id: 'rslvr-rr-forward', domain: name },
      { kind: 'hosted-zone', id: 'Z1', domain: name },
      { kind: 'endpoint-zone', id: 'vpce-ec2', domain: name },
      { kind: 'profile', id: 'vpce-ec2', domain: name },
    ]);
  });

  it('is told with what it wins over', () => {
    expect([
      describeWinner(hidden(), []),
      describeWinner(zone('Z1', first), [rule('forward', null, '.'), hidden(null, parent)]),
    ]).toEqual([
      `private DNS of vpce-ec2 for ${name}`,
      `hosted zone Z1 ${name} by Profile rp-1 wins over FORWARD rule rslvr-rr-forward for ., private DNS of vpce-ec2 for ${parent}`,
    ]);
  });
});
