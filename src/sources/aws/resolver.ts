import { Route53ResolverClient } from '@aws-sdk/client-route53resolver';
import { refuseForeign } from './api-answer.ts';
import { managedDomainLists } from './managed-domain-lists.ts';
import { once } from './once.ts';
import { paced } from './paced.ts';
import { resolverCommands } from './resolver-commands.generated.ts';
import type { SectionApi } from './section-api.ts';
import type { SectionCollector } from './section-collector.ts';
import { sectionRequestOf } from './section-request.ts';
import type { Session } from './session.ts';

/** Its package is older than the others', and built on their SDK all the same: see the overrides in package.json. */
export const openResolver = (session: Session, collector: SectionCollector): SectionApi => {
  const { region } = collector;
  const { credentials, limits } = session;
  const calls = session.calls(limits.resolver);
  const client = new Route53ResolverClient({ ...session.settings('Route53Resolver', calls), region, credentials });
  refuseForeign(client, 'json');
  const resolver = paced(client, calls);

  const managed = once(() => managedDomainLists(collector, resolver));

  return {
    waitMs: calls.waitMs,
    request: sectionRequestOf(resolver, resolverCommands),
    narrow: {
      firewallDomains: async (ids) => {
        const secret = await managed();

        return secret && ids.filter((id) => !secret.has(id));
      },
    },
  };
};
