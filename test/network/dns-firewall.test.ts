import { describe, expect, it } from 'vitest';
import { dnsFirewall } from '../../src/network/dns-firewall.ts';
import type { RecordOf } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

const FirewallRuleGroupId = 'rslvr-frg-1';

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html */
describe('a rule of DNS Firewall', () => {
  const FirewallDomainListId = 'rslvr-fdl-1';
  const firewallDomains = [{ FirewallDomainListId, Domains: ['*.Example.com.', 'b.example.net'] }];
  const plain = {
    name: '',
    groupId: FirewallRuleGroupId,
    priority: 0,
    action: 'block',
    rawAction: 'BLOCK',
    queryType: null,
    domains: ['*.example.com', 'b.example.net'],
    trustsRedirection: false,
  };
  const rulesOf = (...FirewallRules: RecordOf<'firewallRules'>['FirewallRules']) =>
    dnsFirewall(
      snapshotScope({ firewallDomains, firewallRules: [{ FirewallRuleGroupId, FirewallRules }] }),
      refusal,
    ).firewallRulesOf(FirewallRuleGroupId);

  it.each([
    ['ALLOW', 'allow'],
    ['BLOCK', 'block'],
    ['ALERT', 'alert'],
    ['block', 'block'],
    ['DELAY', 'unrecognised'],
    [undefined, 'unrecognised'],
  ])('of action %s', (Action, action) => {
    expect(rulesOf({ FirewallDomainListId, Action })).toEqual([{ ...plain, action, rawAction: Action ?? '' }]);
  });

  it.each([
    [{ Name: 'no-mining' }, { name: 'no-mining' }],
    [{ Priority: 7 }, { priority: 7 }],
    [{ Qtype: 'A' }, { queryType: 'A' }],
    [{ Qtype: 'aaaa' }, { queryType: 'AAAA' }],
    [{ Qtype: 'TYPE1' }, { queryType: 'A' }],
    [{ Qtype: 'TYPE28' }, { queryType: 'AAAA' }],
    [{ Qtype: 'type28' }, { queryType: 'AAAA' }],
    [{ Qtype: 'TYPE5' }, { queryType: 'TYPE5' }],
    [{ FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' }, { trustsRedirection: true }],
    [{ FirewallDomainRedirectionAction: 'INSPECT_REDIRECTION_DOMAIN' }, {}],
  ])('with %o', (record, said) => {
    expect(rulesOf({ FirewallDomainListId, Action: 'BLOCK', ...record })).toEqual([{ ...plain, ...said }]);
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/firewall-advanced.html */
  it('without a list judges by heuristics', () => {
    expect(rulesOf({ Action: 'BLOCK', DnsThreatProtection: 'DGA' })).toEqual([
      { ...plain, domains: { unread: refusal('firewallDomains') } },
    ]);
  });

  it('of a list that was not read blocks nobody knows what', () => {
    expect(rulesOf({ Action: 'BLOCK', FirewallDomainListId: 'rslvr-fdl-2' })).toEqual([
      { ...plain, domains: { unread: refusal('firewallDomains', 'rslvr-fdl-2') } },
    ]);
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rules.html */
  it('comes in the order of priorities, whatever order AWS lists them in', () => {
    const rules = rulesOf(...[3, 1, undefined, 2].map((Priority) => ({ FirewallDomainListId, Priority })));

    expect(rules).toMatchObject([{ priority: 0 }, { priority: 1 }, { priority: 2 }, { priority: 3 }]);
  });

  it('may be there where the rules of its group were not read', () => {
    const { firewallRulesOf } = dnsFirewall(snapshotScope({}), refusal);

    expect(firewallRulesOf('rslvr-frg-2')).toEqual({ unread: refusal('firewallRules', 'rslvr-frg-2') });
  });

  it('names domains in one order', () => {
    const Domains = ['c.example.com.', 'a.example.com.', 'b.example.com.'];
    const scope = snapshotScope({
      firewallDomains: [{ FirewallDomainListId, Domains }],
      firewallRules: [{ FirewallRuleGroupId, FirewallRules: [{ FirewallDomainListId }] }],
    });

    expect(dnsFirewall(scope, refusal).firewallRulesOf(FirewallRuleGroupId)).toMatchObject([
      { domains: ['a.example.com', 'b.example.com', 'c.example.com'] },
    ]);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRuleGroupAssociation.html */
describe('an association of a rule group', () => {
  const firewallRules = [{ FirewallRuleGroupId, FirewallRules: [] }];
  const groupsOf = (...firewallRuleGroupAssociations: RecordOf<'firewallRuleGroupAssociations'>[]) =>
    dnsFirewall(snapshotScope({ firewallRules, firewallRuleGroupAssociations }), refusal).firewallGroups;
  const group = { id: FirewallRuleGroupId, vpcId: 'vpc-1', priority: 101, rules: [] };

  it.each([
    ['COMPLETE', [group]],
    ['UPDATING', [group]],
    [undefined, [group]],
    ['PAUSED', [group]],
    ['DELETING', []],
    ['deleting', []],
  ])('in status %s', (Status, found) => {
    expect(groupsOf({ FirewallRuleGroupId, VpcId: 'vpc-1', Priority: 101, Status })).toEqual(found);
  });

  it('may say little', () => {
    expect(groupsOf({})).toEqual([{ id: '', vpcId: '', priority: 0, rules: { unread: refusal('firewallRules', '') } }]);
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-group-associating.html */
  it('comes in the order of priorities, those of one priority by id', () => {
    const of = (id: string, Priority: number) => ({ FirewallRuleGroupId: id, VpcId: 'vpc-1', Priority });

    expect(groupsOf(of('d', 200), of('c', 101), of('a', 300), of('b', 101))).toMatchObject([
      { id: 'b' },
      { id: 'c' },
      { id: 'd' },
      { id: 'a' },
    ]);
  });

  it('may be there where they were not read', () => {
    expect(dnsFirewall(snapshotScope({}), refusal).firewallGroups).toEqual({
      unread: refusal('firewallRuleGroupAssociations'),
    });
  });
});
