import {
  ListFirewallConfigsCommand,
  ListFirewallDomainListsCommand,
  ListFirewallDomainsCommand,
  ListFirewallRuleGroupAssociationsCommand,
  ListFirewallRulesCommand,
} from '@aws-sdk/client-route53resolver';
import { type Answer, ruledDomainLists, usedRuleGroups } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Inquiry } from './inquiry.ts';
import type { Resolver } from './resolver.ts';

const collectConfigs = (inquiry: Inquiry, resolver: Resolver) =>
  inquiry.ask({ section: 'firewallConfigs', action: 'route53resolver:ListFirewallConfigs' }, () =>
    allPages(async (NextToken) => {
      const page = await resolver.send(new ListFirewallConfigsCommand({ MaxResults: 10, NextToken }));
      return { records: page.FirewallConfigs, next: page.NextToken };
    }),
  );

const collectAssociations = (inquiry: Inquiry, resolver: Resolver) =>
  inquiry.ask(
    { section: 'firewallRuleGroupAssociations', action: 'route53resolver:ListFirewallRuleGroupAssociations' },
    () =>
      allPages(async (NextToken) => {
        const page = await resolver.send(new ListFirewallRuleGroupAssociationsCommand({ MaxResults: 100, NextToken }));
        return { records: page.FirewallRuleGroupAssociations, next: page.NextToken };
      }),
  );

const collectRules = (inquiry: Inquiry, resolver: Resolver, groupIds: readonly string[]) =>
  inquiry.askEach(
    { section: 'firewallRules', action: 'route53resolver:ListFirewallRules' },
    groupIds,
    async (FirewallRuleGroupId) => {
      const FirewallRules = await allPages(async (NextToken) => {
        const input = { FirewallRuleGroupId, MaxResults: 100, NextToken };
        const page = await resolver.send(new ListFirewallRulesCommand(input));
        return { records: page.FirewallRules, next: page.NextToken };
      });
      return [{ FirewallRuleGroupId, FirewallRules }];
    },
  );

/** The domains of lists that AWS or a partner manages are secret; asking for them would look like a missing permission. */
const listManaged = async (resolver: Resolver): Promise<ReadonlySet<string>> => {
  const lists = await allPages(async (NextToken) => {
    const page = await resolver.send(new ListFirewallDomainListsCommand({ MaxResults: 100, NextToken }));
    return { records: page.FirewallDomainLists, next: page.NextToken };
  });

  return new Set(lists.flatMap(({ Id, ManagedOwnerName }) => (ManagedOwnerName && Id ? [Id] : [])));
};

const collectDomains = async (inquiry: Inquiry, resolver: Resolver, listIds: readonly string[]) => {
  if (listIds.length === 0) return;

  const managed = await inquiry.attempt(
    { section: 'firewallDomains', action: 'route53resolver:ListFirewallDomainLists' },
    () => listManaged(resolver),
  );
  if (!managed) return;

  await inquiry.askEach(
    { section: 'firewallDomains', action: 'route53resolver:ListFirewallDomains' },
    listIds.filter((id) => !managed.has(id)),
    async (FirewallDomainListId) => {
      const Domains = await allPages(async (NextToken) => {
        const input = { FirewallDomainListId, MaxResults: 5000, NextToken };
        const page = await resolver.send(new ListFirewallDomainsCommand(input));
        return { records: page.Domains, next: page.NextToken };
      });
      return [{ FirewallDomainListId, Domains }];
    },
  );
};

/** What a firewall does when it cannot decide matters only where there is one. */
export const collectDnsFirewall = async (
  inquiry: Inquiry,
  resolver: Resolver,
  profiled: Promise<Answer<'profileResourceAssociations'>>,
) => {
  const [associations, resources] = await Promise.all([collectAssociations(inquiry, resolver), profiled]);
  const groupIds = usedRuleGroups(associations, resources);
  if (groupIds.length === 0) return;

  const [rules] = await Promise.all([collectRules(inquiry, resolver, groupIds), collectConfigs(inquiry, resolver)]);
  await collectDomains(inquiry, resolver, ruledDomainLists(rules));
};
