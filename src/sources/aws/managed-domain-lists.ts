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

/** The lists that AWS or a partner manages, and keeps secret; undefined where a gap says that nobody knows. */
export const managedDomainLists = (
  collector: SectionCollector,
  resolver: Pick<Route53ResolverClient, 'send'>,
): Promise<ReadonlySet<string> | undefined> => {
  const subject = { section: 'firewallDomains', action: 'route53resolver:ListFirewallDomainLists' };

  return collector.attempt(subject, () => listManaged(resolver));
};
