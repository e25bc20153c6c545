import { ListFirewallDomainListsCommand, type Route53ResolverClient } from '@aws-sdk/client-route53resolver';
import { allPages } from './all-pages.ts';
import type { SectionCollector } from './section-collector.ts';

const listManaged = async (resolver: Pick<Route53ResolverClient, 'send'>): Promise<ReadonlySet<string>> => {
  const lists = await allPages('FirewallDomainLists', async (NextToken) => {
    const page = await resolver.send(new ListFirewallDomainListsCommand({ MaxResults: 100, NextToken }));

    return { records: page.FirewallDomainLists, next: page.NextToken };
  });

  return new Set(lists.flatMap(({ Id, ManagedOwnerName }) => (ManagedOwnerName && Id ? [Id] : [])));
};

/** The lists that are not kept secret by AWS or a partner, who manage them. */
export const readableDomainLists = async (
  collector: SectionCollector,
  resolver: Pick<Route53ResolverClient, 'send'>,
  ids: readonly string[],
): Promise<readonly string[] | undefined> => {
  const subject = { section: 'firewallDomains', action: 'route53resolver:ListFirewallDomainLists' };
  const managed = await collector.attempt(subject, () => listManaged(resolver));

  return managed && ids.filter((id) => !managed.has(id));
};
