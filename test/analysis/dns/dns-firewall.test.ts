import { describe, expect, it } from 'vitest';
import type { Section } from '../../../src/snapshot/schema.ts';
import { behindNat, world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html */
describe('DNS Firewall', () => {
  it('that blocks all but its own domains blocks the endpoint’s name', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *.corp', 'BLOCK *');

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unreachable (dns-blocked) ~',
      'ineffective dns-firewall',
    ]);
  });

  it('ends at the first rule that matches', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *.amazonaws.com', 'BLOCK *').path('a', 'ec2')).toBe(
      'private vpce-ec2',
    );
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('BLOCK amazonaws.com').path('a', 'ec2')).toBe(
      'private vpce-ec2',
    );
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html */
  it('looks at every name of a chain of CNAMEs, unless a rule trusts the rest', () => {
    const net = (type: string) =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ${type} ${own}`])
        .firewall(`ALLOW ${ec2Name}`, 'BLOCK *');
    const trusting = net('CNAME');
    for (const { FirewallRules } of trusting.sections.firewallRules)
      for (const rule of FirewallRules) rule.FirewallDomainRedirectionAction = 'TRUST_REDIRECTION_DOMAIN';

    expect(net('CNAME').path('a', 'ec2')).toBe('unreachable (dns-blocked) ~');
    expect(net('CNAME').findings('dns-firewall-block')).toContain('warning dns-firewall-block rslvr-frg-1 ec2');
    expect(trusting.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net('ALIAS').path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('that does what AWS has added since is not to be guessed', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('QUARANTINE *').path('a', 'ec2')).toBe(
      'unknown (unrecognised) ~',
    );
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html */
  it.each([
    [undefined, true, true],
    ['A', true, false],
    ['TYPE1', true, false],
    ['AAAA', false, true],
    ['TYPE28', false, true],
    ['MX', false, false],
  ])('by a rule for queries of type %s', (Qtype, blocksIpv4, blocksIpv6) => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .firewall('BLOCK *');
    for (const { FirewallRules } of net.sections.firewallRules)
      for (const rule of FirewallRules) Object.assign(rule, Qtype === undefined ? {} : { Qtype });
    const blocked = 'unreachable (dns-blocked) ~';

    expect(net.path('a', 's3') === blocked).toBe(blocksIpv4);
    expect(net.path('a', 's3', undefined, 'ipv6') === blocked).toBe(blocksIpv6);
  });

  it('that blocks after a list that was refused may let the name pass', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *.amazonaws.com', 'BLOCK *');
    const blocked = net.sections.firewallDomains.slice(1);
    net.unread('firewallDomains', 'route53resolver:ListFirewallDomains');
    net.sections.firewallDomains = blocked;
    const found = net.paths().find(({ service, primary }) => service === 'ec2' && primary);

    expect(found).toMatchObject({
      verdict: 'unreachable',
      doubts: expect.arrayContaining([expect.stringContaining('its list may let this name pass')]),
    });
  });
});

describe('DNS Firewall, of which not all was read,', () => {
  const doubtsOf = (net: ReturnType<typeof behindNat>) =>
    net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.doubts ?? [];
  const withoutLists = (...rules: readonly string[]) => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .firewall(...rules);
    net.sections.firewallDomains = [];

    return net;
  };

  it('may block a name where rule groups were not read', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').unread('firewallRuleGroupAssociations');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContain('ec2:firewallRuleGroupAssociations was not read: DNS Firewall may block this name');
  });

  it('may block a name where rules were not read', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *').unread('firewallRules');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContainEqual(
      expect.stringContaining('was not read: rule group rslvr-frg-1 may block this name'),
    );
  });

  it.each<[string, ReturnType<typeof behindNat>, string]>([
    ['AWS’s own list spares AWS', withoutLists('BLOCK x'), 'private vpce-ec2 ~'],
    ['AWS’s own list lets pass', withoutLists('ALLOW x'), 'private vpce-ec2'],
    [
      'a list that was refused may block',
      withoutLists('BLOCK x').unread('firewallDomains'),
      'unknown (unread-facts) ~',
    ],
    ['a list that was refused may let pass', withoutLists('ALLOW x').unread('firewallDomains'), 'private vpce-ec2'],
  ])('%s', (_, net, line) => {
    expect(net.path('a', 'ec2')).toBe(line);
  });

  it.each<[string, string[], string]>([
    ['the first that blocks', ['BLOCK *', 'ALLOW *'], 'unreachable (dns-blocked) ~'],
    ['the first that lets pass', ['ALLOW *', 'BLOCK *'], 'private vpce-ec2'],
    ['the first that only alerts', ['ALERT *', 'BLOCK *'], 'private vpce-ec2'],
    ['none', ['BLOCK *.example.com'], 'private vpce-ec2'],
    ['a pattern with a wildcard', ['BLOCK *.us-east-1.amazonaws.com'], 'unreachable (dns-blocked) ~'],
    ['a pattern with a wildcard in a label', ['BLOCK *2.us-east-1.amazonaws.com'], 'unreachable (dns-blocked) ~'],
    ['the very name', [`BLOCK ${ec2Name}`], 'unreachable (dns-blocked) ~'],
    ['one of several patterns', [`BLOCK example.com ${ec2Name}`], 'unreachable (dns-blocked) ~'],
    ['a name that ends alike', ['BLOCK c2.us-east-1.amazonaws.com'], 'private vpce-ec2'],
  ])('is decided by %s', (_, rules, line) => {
    expect(
      behindNat()
        .endpoint('vpce-ec2', 'ec2')
        .firewall(...rules)
        .path('a', 'ec2'),
    ).toBe(line);
  });

  it('says which rule decided', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('BLOCK example.com', 'BLOCK *');
    const hops = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.hops;

    expect(hops).toEqual([{ at: 'rslvr-frg-1', does: 'denies', because: 'rule 2 of rslvr-frg-1: BLOCK *' }]);
  });

  it('is in no doubt about a rule after the one that decides', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *', 'BLOCK x');
    net.sections.firewallDomains.pop();

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });
});

describe('a list that was refused', () => {
  const refusing = (section: Section, resource: string) => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('BLOCK x');
    net.sections.firewallDomains = [];
    const snapshot = net.snapshot();
    const gap = { section, resource, action: `ask:${section}`, reason: 'AccessDenied', kind: 'denied' as const };
    const refused = { ...snapshot, scopes: snapshot.scopes.map((scope) => ({ ...scope, gaps: [...scope.gaps, gap] })) };
    net.snapshot = () => refused;

    return net.path('a', 'ec2');
  };

  it.each<[string, Section, string, string]>([
    ['may block', 'firewallDomains', 'rslvr-fdl-0', 'unknown (unread-facts) ~'],
    ['is another one than AWS’s own', 'firewallDomains', 'rslvr-fdl-9', 'private vpce-ec2 ~'],
    ['is not what another refusal is about', 'prefixListEntries', 'rslvr-fdl-0', 'private vpce-ec2 ~'],
  ])('%s', (_, section, resource, line) => {
    expect(refusing(section, resource)).toBe(line);
  });

  it('is none of a rule that lets pass, which a path tells of', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *');
    const [first] = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.hops ?? [];

    expect(first).toEqual({ at: 'rslvr-frg-1', does: 'permits', because: 'rule 1 of rslvr-frg-1: ALLOW *' });
  });
});
