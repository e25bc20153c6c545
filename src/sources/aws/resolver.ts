import { Route53ResolverClient } from '@aws-sdk/client-route53resolver';
import type { SectionApi } from './collection.ts';
import { readableDomainLists } from './managed-domain-lists.ts';
import { resolverCommands } from './resolver-commands.generated.ts';
import type { SectionCollector } from './section-collector.ts';
import { sectionRequestOf } from './section-request.ts';
import type { Session } from './session.ts';
import { throttleOf } from './throttle.ts';

/** Its package is older than the others', and built on their SDK all the same: see the overrides in package.json. */
export const openResolver = async (session: Session, collector: SectionCollector): Promise<SectionApi> => {
  const { region } = collector;
  const settings = await session.settings('Route53Resolver');
  const client = new Route53ResolverClient({ ...settings, region, credentials: session.credentials });
  const resolver = session.paced(client, throttleOf(session.limits.resolver));

  return {
    request: sectionRequestOf(resolver, resolverCommands),
    narrow: { firewallDomains: (ids) => readableDomainLists(collector, resolver, ids) },
  };
};
