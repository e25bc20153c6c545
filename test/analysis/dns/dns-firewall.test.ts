import { describe, expect, it } from 'vitest';
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
