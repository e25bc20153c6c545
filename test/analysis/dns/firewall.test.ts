import { describe, expect, it } from 'vitest';
import { evaluateFirewall } from '../../../src/analysis/dns/firewall.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import type { FirewallGroup, FirewallRule } from '../../../src/network/dns-firewall.ts';
import type { Unread } from '../../../src/network/unread.ts';
import type { Gap } from '../../../src/snapshot/schema.ts';
import { refusal, scopeWith } from '../../support/sections.ts';

const name = 'ec2.us-east-1.amazonaws.com';
const hidden: Unread = { unread: refusal('firewallDomains', 'rslvr-fdl-1') };

const rule = (rawAction: string, domains: FirewallRule['domains'], more: Partial<FirewallRule> = {}): FirewallRule => ({
  name: '',
  groupId: 'rslvr-frg-1',
  priority: 1,
  action:
    rawAction === 'ALLOW'
      ? 'allow'
      : rawAction === 'ALERT'
        ? 'alert'
        : rawAction === 'BLOCK'
          ? 'block'
          : 'unrecognised',
  rawAction,
  queryType: null,
  domains,
  trustsRedirection: false,
  ...more,
});
const group = (...rules: readonly FirewallRule[]): FirewallGroup => ({
  id: 'rslvr-frg-1',
  vpcId: 'vpc-1',
  priority: 101,
  rules,
});

const screened = (groups: readonly FirewallGroup[], gaps: Gap[] = [], family: 'ipv4' | 'ipv6' = 'ipv4') => {
  const { blockedBy, isTrusted, hops, doubts } = evaluateFirewall(scopeWith({}, { gaps }), groups, name, family);

  return {
    blocked: blockedBy === null ? null : blockedBy.rawAction,
    isTrusted,
    hops: hops.map(({ does, because }) => `${does}: ${because}`),
    doubts: doubts.map(({ text }) => text),
  };
};

const passes = { blocked: null, isTrusted: false, hops: [], doubts: [] };
const patterns = assume('firewall-patterns').text;
const spared = assume('managed-lists-spare-aws').text;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html */
describe('a name before the rules of DNS Firewall', () => {
  it.each<[string, readonly string[], boolean]>([
    ['itself', [name], true],
    ['everything', ['*'], true],
    ['all below a domain of it', ['*.amazonaws.com'], true],
    ['all that ends like it', ['*com'], true],
    ['another one', ['sts.us-east-1.amazonaws.com'], false],
    ['its parent', ['amazonaws.com'], false],
    ['all below it', [`*.${name}`], false],
    ['nothing', [], false],
  ])('is stopped by a list of %s', (_, domains, isStopped) => {
    expect(screened([group(rule('BLOCK', domains))])).toEqual(
      isStopped
        ? {
            blocked: 'BLOCK',
            isTrusted: false,
            hops: [`denies: rule 1 of rslvr-frg-1: BLOCK ${domains[0]}`],
            doubts: [patterns],
          }
        : passes,
    );
  });

  it('ends at the first rule that matches, and may be trusted with all that it leads on to', () => {
    const trusting = rule('ALLOW', [name], { trustsRedirection: true });
    const permitted = { ...passes, hops: [`permits: rule 1 of rslvr-frg-1: ALLOW ${name}`] };

    expect(screened([group(rule('ALLOW', [name]), rule('BLOCK', ['*']))])).toEqual(permitted);
    expect(screened([group(trusting), group(rule('BLOCK', ['*']))])).toEqual({ ...permitted, isTrusted: true });
    expect(screened([group(rule('BLOCK', [name], { trustsRedirection: true }))])).toMatchObject({ isTrusted: false });
    expect(screened([group(rule('ALERT', [name]), rule('BLOCK', ['*']))]).blocked).toBeNull();
    expect(screened([group(rule('SINK', [name]))]).blocked).toBe('SINK');
  });

  it('is looked at as a query of its type', () => {
    const ofType = (queryType: string) => [group(rule('BLOCK', ['*'], { queryType }))];

    expect([
      screened(ofType('A')).blocked,
      screened(ofType('AAAA')).blocked,
      screened(ofType('AAAA'), [], 'ipv6').blocked,
      screened(ofType('MX')).blocked,
    ]).toEqual(['BLOCK', null, 'BLOCK', null]);
  });

  it('may be stopped by a list that AWS keeps to itself, which is likely to spare it', () => {
    expect(screened([group(rule('BLOCK', hidden))])).toEqual({ ...passes, doubts: [spared] });
    expect(screened([group(rule('ALLOW', hidden), rule('BLOCK', ['*']))])).toMatchObject({
      blocked: 'BLOCK',
      doubts: [patterns],
    });
    expect(screened([group(rule('ALLOW', hidden))])).toEqual(passes);
  });

  it.each<[string, Gap, boolean]>([
    ['that list', refusal('firewallDomains', 'rslvr-fdl-1'), true],
    ['all lists', refusal('firewallDomains'), true],
    ['another list', refusal('firewallDomains', 'rslvr-fdl-2'), false],
    ['rules', refusal('firewallRules', 'rslvr-fdl-1'), false],
  ])('may be stopped, or let pass, by a list that was refused: %s', (_, gap, isRefused) => {
    const could = (what: string) => `ask:firewallDomains of rslvr-fdl-1 was not read: its list may ${what} this name`;

    expect(screened([group(rule('BLOCK', hidden))], [gap]).doubts).toEqual([isRefused ? could('block') : spared]);
    expect(screened([group(rule('ALLOW', hidden), rule('BLOCK', ['*']))], [gap]).doubts).toEqual([
      ...(isRefused ? [could('let')].map((text) => text.replace('let this name', 'let this name pass')) : []),
      patterns,
    ]);
  });

  it('may be stopped where groups or their rules were not read', () => {
    const unread: Unread = { unread: refusal('firewallRules', 'rslvr-frg-1') };

    expect(screened([{ ...group(), rules: unread }, group(rule('BLOCK', ['*']))])).toEqual({
      blocked: 'BLOCK',
      isTrusted: false,
      hops: ['denies: rule 1 of rslvr-frg-1: BLOCK *'],
      doubts: ['ask:firewallRules of rslvr-frg-1 was not read: rule group rslvr-frg-1 may block this name', patterns],
    });
    expect(evaluateFirewall(scopeWith({}), unread, name, 'ipv4')).toMatchObject({
      blockedBy: null,
      isTrusted: false,
      hops: [],
      doubts: [{ text: expect.stringContaining('DNS Firewall may block this name') }],
    });
  });
});
