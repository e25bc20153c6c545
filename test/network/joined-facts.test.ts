import { describe, expect, it } from 'vitest';
import { joinedFacts } from '../../src/network/joined-facts.ts';
import type { ScopeSnapshot, Sections } from '../../src/snapshot/schema.ts';
import { snapshotScope } from '../support/sections.ts';
import { account, stranger } from '../support/world/sections.ts';

const other = '222233334444';

const asker = (sections: Sections, region = 'us-east-1') => snapshotScope(sections, { account, region });
const teller = (sections: Sections, spec: Partial<ScopeSnapshot> = {}) =>
  snapshotScope(sections, { account: stranger, ...spec });

const first = (...scopes: readonly ScopeSnapshot[]): Sections | undefined => joinedFacts(scopes)[0]?.sections;

const rule = (Id: string, more: object = {}) => ({ Id, DomainName: 'corp.example.', RuleType: 'FORWARD', ...more });
const associated = (...ids: readonly (string | undefined)[]) => ({
  resolverRuleAssociations: ids.map((ResolverRuleId) => ({
    ...(ResolverRuleId === undefined ? {} : { ResolverRuleId }),
    VPCId: 'vpc-1',
    Status: 'COMPLETE',
  })),
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html#resolver-rules-managing-sharing */
describe('a Resolver rule of another account', () => {
  it('is as that account read it, where it is referred to', () => {
    const scopes = [
      asker({ ...associated('rslvr-rr-1', 'rslvr-rr-gone', undefined), resolverRules: [rule('rslvr-rr-own')] }),
      teller({ resolverRules: [rule('rslvr-rr-1'), rule('rslvr-rr-unused')] }),
    ];

    expect(first(...scopes)?.resolverRules).toEqual([rule('rslvr-rr-own'), rule('rslvr-rr-1')]);
    expect(joinedFacts(scopes)[1]).toBe(scopes[1]);
  });

  it('is referred to by a Profile as well', () => {
    const one = asker({
      resolverRules: [],
      profileResourceAssociations: [
        {
          ProfileId: 'rp-1',
          ProfileResourceAssociations: [
            { ResourceArn: `arn:aws:route53resolver:us-east-1:${stranger}:resolver-rule/rslvr-rr-1` },
            { ResourceArn: `arn:aws:route53resolver:us-east-1:${stranger}:resolver-rule/rslvr-rr-2/more` },
            { ResourceArn: 'arn:aws:route53:::hostedzone/Z1' },
            {},
          ],
        },
      ],
    });

    expect(first(one, teller({ resolverRules: [rule('rslvr-rr-1'), rule('rslvr-rr-2')] }))?.resolverRules).toEqual([
      rule('rslvr-rr-1'),
    ]);
  });

  it('is as its owner reads it, rather than as others do', () => {
    const own = rule('rslvr-rr-1', { OwnerId: stranger, Name: 'owner' });
    const theirs = rule('rslvr-rr-1', { OwnerId: stranger, Name: 'other' });
    const one = asker({ ...associated('rslvr-rr-1'), resolverRules: [] });
    const borrower = snapshotScope({ resolverRules: [theirs] }, { account: other });
    const nobody = snapshotScope({ resolverRules: [rule('rslvr-rr-1', { Name: 'nobody' })] }, { account: null });

    expect([
      first(one, borrower, teller({ resolverRules: [own] }))?.resolverRules,
      first(one, teller({ resolverRules: [own] }), borrower)?.resolverRules,
      first(one, borrower, nobody)?.resolverRules,
    ]).toEqual([[own], [own], [theirs]]);
  });

  it('stays as it was read, and is not known of another Region, or to a single account', () => {
    const mine = rule('rslvr-rr-1', { Name: 'mine' });
    const reader = asker({ ...associated('rslvr-rr-1'), resolverRules: [mine] });
    const west = asker({ ...associated('rslvr-rr-1'), resolverRules: [] }, 'us-west-2');
    const owner = teller({ resolverRules: [rule('rslvr-rr-1', { OwnerId: stranger })] });
    const alone = [reader];

    expect(joinedFacts([reader, owner])[0]).toBe(reader);
    expect(joinedFacts([west, owner])[0]).toBe(west);
    expect(joinedFacts(alone)).toBe(alone);
  });

  it('is not filled in where rules were not read: a part would be taken for the whole', () => {
    const blind = asker(associated('rslvr-rr-1'));

    expect(joinedFacts([blind, teller({ resolverRules: [rule('rslvr-rr-1')] })])[0]).toBe(blind);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs-different-accounts.html */
describe('the records of another account’s hosted zone', () => {
  const records = (HostedZoneId: string, Name: string) => ({ HostedZoneId, ResourceRecordSets: [{ Name, Type: 'A' }] });
  const seen = (Owner?: { OwningAccount: string }) => ({
    hostedZones: [
      {
        VPCId: 'vpc-1',
        HostedZoneSummaries: [
          { HostedZoneId: 'Z1', Name: 'ec2.us-east-1.amazonaws.com.', ...(Owner === undefined ? {} : { Owner }) },
        ],
      },
    ],
  });

  it('are as that account read them, in whatever Region, though none were read here', () => {
    const one = asker(seen({ OwningAccount: stranger }), 'us-west-2');

    expect(first(one, teller({ resourceRecordSets: [records('/hostedzone/Z1', 'a.')] }))?.resourceRecordSets).toEqual([
      records('/hostedzone/Z1', 'a.'),
    ]);
  });

  it('are as the owner reads them, as those that see the zone tell', () => {
    const one = asker(seen({ OwningAccount: stranger }));
    const copy = snapshotScope({ resourceRecordSets: [records('Z1', 'copy.')] }, { account: other });
    const owner = teller({ resourceRecordSets: [records('Z1', 'owner.')] });

    expect([
      first(one, copy, owner)?.resourceRecordSets,
      first(asker(seen()), copy, owner)?.resourceRecordSets,
    ]).toEqual([[records('Z1', 'owner.')], [records('Z1', 'copy.')]]);
  });

  it('are not asked for where they were read', () => {
    const one = asker({
      ...seen({ OwningAccount: stranger }),
      resourceRecordSets: [records('/hostedzone/Z1', 'mine.')],
    });

    expect(joinedFacts([one, teller({ resourceRecordSets: [records('Z1', 'theirs.')] })])[0]).toBe(one);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/sharing-managed-prefix-lists.html */
describe('a prefix list of another account', () => {
  it('is as that account read it, entries and all, where a route refers to it', () => {
    const list = { PrefixListId: 'pl-1', PrefixListName: 'spokes', AddressFamily: 'IPv4', OwnerId: stranger };
    const entries = { PrefixListId: 'pl-1', Entries: [{ Cidr: '10.0.0.0/8' }] };
    const one = asker({
      managedPrefixLists: [],
      routeTables: [
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1', Routes: [{ DestinationPrefixListId: 'pl-1', GatewayId: 'vgw-1' }] },
      ],
    });
    const found = first(one, teller({ managedPrefixLists: [list], prefixListEntries: [entries] }));

    expect([found?.managedPrefixLists, found?.prefixListEntries]).toEqual([[list], [entries]]);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-group-sharing.html */
describe('a DNS Firewall rule group of another account', () => {
  it('is as that account read it, with the domains of its rules', () => {
    const rules = {
      FirewallRuleGroupId: 'rslvr-frg-1',
      FirewallRules: [{ Priority: 1, Action: 'BLOCK', FirewallDomainListId: 'rslvr-fdl-1' }],
    };
    const domains = { FirewallDomainListId: 'rslvr-fdl-1', Domains: ['example.com.'] };
    const one = asker({
      firewallRuleGroupAssociations: [
        { FirewallRuleGroupId: 'rslvr-frg-1', VpcId: 'vpc-1', Priority: 101, Status: 'COMPLETE' },
      ],
    });
    const found = first(one, teller({ firewallRules: [rules], firewallDomains: [domains] }));

    expect([found?.firewallRules, found?.firewallDomains]).toEqual([[rules], [domains]]);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-managed-domain-lists.html */
describe('a domain list that the account of its rule was refused', () => {
  const rules = [
    { FirewallRuleGroupId: 'rslvr-frg-1', FirewallRules: [{ Action: 'BLOCK', FirewallDomainListId: 'rslvr-fdl-1' }] },
  ];
  const uses = {
    firewallRuleGroupAssociations: [{ FirewallRuleGroupId: 'rslvr-frg-1', VpcId: 'vpc-1' }],
    firewallRules: [],
    firewallDomains: [],
  };
  const refusal = {
    section: 'firewallDomains',
    action: 'route53resolver:ListFirewallDomains',
    reason: 'no',
    kind: 'denied',
  } as const;
  const gapsOf = (...scopes: readonly ScopeSnapshot[]) => joinedFacts(scopes)[0]?.gaps;

  it.each([
    ['by its id', { ...refusal, resource: 'rslvr-fdl-1' }],
    ['with all others', refusal],
  ])('%s is none of those that AWS keeps to itself', (_, gap) => {
    const owner = teller({ firewallRules: rules, firewallDomains: [] }, { gaps: [gap] });

    expect(gapsOf(asker(uses), owner)).toEqual([{ ...refusal, resource: 'rslvr-fdl-1' }]);
    expect(gapsOf({ ...asker(uses), gaps: [{ ...gap, resource: 'rslvr-fdl-1', reason: 'own' }] }, owner)).toHaveLength(
      1,
    );
  });

  it.each<[string, ScopeSnapshot]>([
    ['no account was refused it', teller({ firewallRules: rules, firewallDomains: [] })],
    [
      'another was refused what is asked about another list',
      teller({ firewallRules: rules, firewallDomains: [] }, { gaps: [{ ...refusal, resource: 'rslvr-fdl-2' }] }),
    ],
    [
      'it was so in another Region',
      teller({ firewallRules: rules, firewallDomains: [] }, { region: 'eu-west-1', gaps: [refusal] }),
    ],
    [
      'what was refused is something else',
      teller({ firewallRules: rules }, { gaps: [{ ...refusal, section: 'vpcs', resource: 'rslvr-fdl-1' }] }),
    ],
  ])('is told of by nobody where %s', (_, owner) => {
    expect(gapsOf(asker(uses), owner)).toEqual([]);
  });
});
