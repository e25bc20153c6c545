import { describe, expect, it } from 'vitest';
import { firewallGroupsOf, profileCandidates, profilesInEffect } from '../../../src/analysis/dns/profile.ts';
import type { Doubt } from '../../../src/analysis/doubt.ts';
import { isUnread } from '../../../src/network/unread.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html */
describe('several Profiles of one VPC', () => {
  const parent = 'us-east-1.amazonaws.com';
  const toOne = `${ec2Name} ALIAS vpce-one-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const toTwo = `${ec2Name} ALIAS vpce-two-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
  const rule = 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-1';
  const two = () =>
    behindNat().endpoint('vpce-one', 'ec2', { privateDns: false }).endpoint('vpce-two', 'ec2', { privateDns: false });
  /** Z1 says vpce-one and Z2 vpce-two; only Profiles bring them. */
  const zones = (one = ec2Name, other = ec2Name) => two().zone(one, [], [toOne]).zone(other, [], [toTwo]);

  it('answer by the lower priority for one domain, as AWS documents', () => {
    const net = (a: number, b: number) =>
      zones()
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'private vpce-two',
    ]);
  });

  it('answer by priority before a rule of one beats a zone of another', () => {
    const net = (a: number, b: number) =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [rule], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'unknown (forwarded-dns)',
    ]);
  });

  it('answer by the rule where one Profile has a zone of the same domain too', () => {
    const net = zones()
      .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
      .profile('rp-a', [zone('Z1'), rule], 'main', 100);

    expect(net.path('a', 'ec2')).toBe('unknown (forwarded-dns)');
  });

  it('are beaten by a zone or rule that the VPC has itself for the domain, with whatever priority', () => {
    const net = () =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', 100)
        .profile('rp-b', [rule], 'main', 200);

    expect(net().zone(ec2Name, ['main'], [toTwo]).path('a', 'ec2')).toBe('private vpce-two ~');
    expect(net().rule('rslvr-rr-2', ec2Name, 'FORWARD', ['192.168.0.2']).path('a', 'ec2')).toBe(
      'unknown (forwarded-dns) ~',
    );
  });

  it('beat what the VPC has itself for a less specific domain', () => {
    const net = two()
      .zone(ec2Name, [], [toOne])
      .zone(parent, ['main'], [toTwo])
      .profile('rp-a', [zone('Z1')], 'main', 900);

    expect(net.path('a', 'ec2')).toBe('private vpce-one');
  });

  it('answer by the more specific domain, which nobody vouches for where its Profile is asked later', () => {
    const net = (a: number, b: number) =>
      zones(parent)
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'unknown (unrecognised) ~',
      'private vpce-two',
    ]);
  });

  it('answer as nobody vouches for where a priority is not told or is being changed', () => {
    const net = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    const changing = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    for (const record of net.sections.profileAssociations) Reflect.deleteProperty(record, 'Priority');
    for (const record of changing.sections.profileAssociations) record.Status = 'UPDATING';

    expect([net.path('a', 'ec2'), changing.path('a', 'ec2')]).toEqual([
      'unknown (unrecognised) ~',
      'unknown (unrecognised) ~',
    ]);
  });

  it('that hold a kind of resource that nobody knows make nothing private', () => {
    const holding = (kind: string) =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2')
        .profile('rp-1', [`arn:aws:route53resolver:us-east-1:111122223333:${kind}/x-1`])
        .path('a', 'ec2');

    expect(holding('resolver-query-log-config')).toBe('private vpce-ec2');
    expect(holding('answer-policy')).toBe('unknown (unread-facts) ~');
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html */
describe('what a Profile brings', () => {
  const zoneArn = 'arn:aws:route53:::hostedzone/Z1';
  const ruleArn = 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-1';
  const endpointArn = 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-hub';
  const groupArn = 'arn:aws:route53resolver:us-east-1:111122223333:firewall-rule-group/rslvr-frg-1';
  const detailOf = (net: ReturnType<typeof behindNat>) => {
    const path = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    return [...(path?.doubts ?? []), ...(path?.hops.map(({ because }) => because) ?? [])];
  };
  const may = 'it comes with Profile rp-1 and may answer this name';

  it('is a zone of which the VPC itself knows nothing', () => {
    const net = behindNat()
      .zone(ec2Name, [], [`${ec2Name} A 52.94.1.1`])
      .profile('rp-1', [zoneArn]);

    expect(net.path('a', 'ec2')).toBe('public nat-main (overriding-zone)');
    expect(detailOf(net)).toContain(`hosted zone Z1 ${ec2Name} by Profile rp-1`);
  });

  it('is a rule, by its own domain', () => {
    const net = behindNat()
      .rule('rslvr-rr-1', 'amazonaws.com', 'FORWARD', ['192.168.0.2'], 'other')
      .profile('rp-1', [ruleArn]);

    expect(net.path('a', 'ec2')).toBe('unknown (forwarded-dns)');
    expect(detailOf(net)).toContain('FORWARD rule rslvr-rr-1 for amazonaws.com by Profile rp-1');
  });

  it('is an endpoint of another VPC, by its names', () => {
    const net = behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .profile('rp-1', [endpointArn]);

    expect(net.path('a', 'ec2')).toBe('unreachable (no-route-to-endpoint)');
    expect(detailOf(net)).toContain(`private DNS of vpce-hub for ${ec2Name} by Profile rp-1`);
  });

  it.each<[string, (net: ReturnType<typeof behindNat>) => ReturnType<typeof behindNat>, string]>([
    ['a zone whose records were not read', (net) => net.profile('rp-1', [zoneArn]), may],
    ['a rule that is not listed', (net) => net.profile('rp-1', [ruleArn]), may],
    ['rules that were not read', (net) => net.profile('rp-1', [ruleArn]).unread('resolverRules'), may],
    ['an endpoint that is not listed', (net) => net.profile('rp-1', [endpointArn]), may],
    [
      'an endpoint that is off and of whose service no name was read',
      (net) =>
        net
          .endpoint('vpce-hub', 'ec2', { privateDns: false })
          .profile('rp-1', [endpointArn])
          .unread('vpcEndpointServices'),
      may,
    ],
    ['resources that were not read', (net) => net.profile('rp-1', []).unread('profileResourceAssociations'), may],
    [
      'Profiles that were not read',
      (net) => net.unread('profileAssociations'),
      'a Route 53 Profile may answer this name',
    ],
    [
      'a rule group whose rules were not read',
      (net) => net.profile('rp-1', [groupArn]),
      'rule group rslvr-frg-1 may block this name',
    ],
  ])('may be %s', (_, change, could) => {
    const net = change(behindNat());
    const isPrivate = change(behindNat().endpoint('vpce-ec2', 'ec2')).path('a', 'ec2');

    expect(isPrivate).toBe('unknown (unread-facts) ~');
    expect(detailOf(net)).toContainEqual(expect.stringContaining(could));
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html */
  it('may be any name where a zone has no SOA record, as each has that was read whole', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').profile('rp-1', [zoneArn]);
    net.sections.resourceRecordSets.push({ HostedZoneId: 'Z1', ResourceRecordSets: [] });

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });

  it('is nothing to other VPCs', () => {
    const net = behindNat()
      .vpc('other', '10.9.0.0/16')
      .zone(ec2Name, [], [`${ec2Name} A 52.94.1.1`])
      .profile('rp-1', [zoneArn], 'other');

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-dns-firewall.html */
  it.each([
    ['after those of the VPC', 'ALLOW *', 200, 'private vpce-ec2'],
    ['before those of the VPC', 'ALLOW *', 50, 'unreachable (dns-blocked) ~'],
  ])('is a rule group that is applied by its priority: %s', (_, own, priority, line) => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .firewall(own)
      .profile('rp-1', ['arn:aws:route53resolver:us-east-1:111122223333:firewall-rule-group/rslvr-frg-2']);
    net.sections.firewallRules.push({
      FirewallRuleGroupId: 'rslvr-frg-2',
      FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-all', Priority: 1, Action: 'BLOCK' }],
    });
    net.sections.firewallDomains.push({ FirewallDomainListId: 'rslvr-fdl-all', Domains: ['*'] });
    for (const { ProfileResourceAssociations } of net.sections.profileResourceAssociations)
      for (const one of ProfileResourceAssociations) one.ResourceProperties = `{"priority": ${priority}}`;

    expect(net.path('a', 'ec2')).toBe(line);
  });

  it.each([
    ['{"priority":"200"}', 'private vpce-ec2'],
    ['{ "Priority" : 200 }', 'private vpce-ec2'],
    ['{}', 'unreachable (dns-blocked) ~'],
    [undefined, 'unreachable (dns-blocked) ~'],
  ])('is a rule group with the properties %s', (properties, line) => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .firewall('ALLOW *')
      .profile('rp-1', ['arn:aws:route53resolver:us-east-1:111122223333:firewall-rule-group/rslvr-frg-2']);
    net.sections.firewallRules.push({
      FirewallRuleGroupId: 'rslvr-frg-2',
      FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-all', Priority: 1, Action: 'BLOCK' }],
    });
    net.sections.firewallDomains.push({ FirewallDomainListId: 'rslvr-fdl-all', Domains: ['*'] });
    if (properties !== undefined)
      for (const { ProfileResourceAssociations } of net.sections.profileResourceAssociations)
        for (const one of ProfileResourceAssociations) one.ResourceProperties = properties;

    expect(net.path('a', 'ec2')).toBe(line);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html */
describe('what the Profiles of a VPC bring to it', () => {
  const vpcOf = (net: ReturnType<typeof behindNat>) => {
    const network = networkFrom(net);
    const vpc = network.vpcs.get('vpc-main');
    if (vpc === undefined) throw new Error('no VPC');

    return { network, vpc };
  };
  const inEffect = (net: ReturnType<typeof behindNat>) => {
    const doubts: Doubt[] = [];
    const profiles = profilesInEffect(vpcOf(net).vpc, doubts).map(({ profileId }) => profileId);

    return [...profiles, ...doubts.map(({ text }) => text)];
  };

  it('comes in the order of their priority', () => {
    const net = behindNat()
      .vpc('other', '10.9.0.0/16')
      .profile('rp-c', [], 'main', 300)
      .profile('rp-x', [], 'other', 50)
      .profile('rp-a', [], 'main', 100)
      .profile('rp-b', [], 'main', 200);

    expect(inEffect(net)).toEqual(['rp-a', 'rp-b', 'rp-c']);
    expect(inEffect(net.profile('rp-d', [], 'main'))).toEqual(['rp-d', 'rp-a', 'rp-b', 'rp-c']);
    expect(inEffect(behindNat().unread('profileAssociations', 'p:List'))).toEqual([
      expect.stringMatching(/^p:List.* was not read: a Route 53 Profile may answer this name$/),
    ]);
  });

  it('is an endpoint as far as it and its VPC are listed', () => {
    const arn = (id: string) => `arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/${id}`;
    const brought = (id: string, net = behindNat()) => {
      const { network, vpc } = vpcOf(
        net
          .vpc('hub', '10.1.0.0/16')
          .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
          .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'] })
          .profile('rp-1', [arn(id)]),
      );
      const [profile] = profilesInEffect(vpc, []);
      if (profile === undefined) throw new Error('no Profile');
      const { candidates, doubts } = profileCandidates(network, vpc, profile);

      return [...candidates.map(({ domain }) => domain), ...doubts.map(({ kind }) => kind)];
    };
    const homeless = behindNat();
    homeless.sections.vpcEndpoints.push({
      VpcEndpointId: 'vpce-x',
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-gone',
      ServiceName: 'com.amazonaws.us-east-1.ec2',
      State: 'available',
      PrivateDnsEnabled: true,
    });

    expect([brought('vpce-hub'), brought('vpce-gone'), brought('vpce-x', homeless)]).toEqual([
      [ec2Name],
      ['unread'],
      ['unread'],
    ]);
  });

  it('is rule groups of DNS Firewall, among those of the VPC by priority', () => {
    const net = behindNat()
      .vpc('other', '10.9.0.0/16')
      .firewall(`BLOCK ${ec2Name}`)
      .profile(
        'rp-1',
        ['early', 'late'].map((id) => `arn:aws:route53resolver:us-east-1:111122223333:firewall-rule-group/${id}`),
      );
    for (const { ProfileResourceAssociations } of net.sections.profileResourceAssociations)
      for (const one of ProfileResourceAssociations)
        one.ResourceProperties = `{"priority":"${one.ResourceArn?.endsWith('early') ? 100 : 102}"}`;
    net.sections.firewallRuleGroupAssociations.push({
      FirewallRuleGroupId: 'rslvr-frg-other',
      VpcId: 'vpc-other',
      Priority: 1,
      Status: 'COMPLETE',
    });
    const { vpc } = vpcOf(net);
    const groups = firewallGroupsOf(vpc, profilesInEffect(vpc, []));

    expect(isUnread(groups) ? groups : groups.map(({ id, priority, vpcId }) => `${id} ${priority} ${vpcId}`)).toEqual([
      'early 100 vpc-main',
      'rslvr-frg-1 101 vpc-main',
      'late 102 vpc-main',
    ]);
  });
});
