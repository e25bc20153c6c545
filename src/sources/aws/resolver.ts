import {
  ListResolverEndpointIpAddressesCommand,
  ListResolverEndpointsCommand,
  ListResolverRuleAssociationsCommand,
  ListResolverRulesCommand,
  Route53ResolverClient,
} from '@aws-sdk/client-route53resolver';
import { type Answer, asksOtherResolvers, inboundEndpoints } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Inquiry } from './inquiry.ts';
import type { Session } from './session.ts';
import { throttleOf } from './throttle.ts';

export type Resolver = Pick<Route53ResolverClient, 'send'>;

/** Its package is older than the others', and built on their SDK all the same: see the overrides in package.json. */
export const openResolver = async (session: Session, region: string): Promise<Resolver> => {
  const settings = await session.settings('Route53Resolver');
  const client = new Route53ResolverClient({ ...settings, region, credentials: session.credentials });

  return session.paced(client, throttleOf(session.limits.resolver));
};

const collectRules = (inquiry: Inquiry, resolver: Resolver) =>
  inquiry.ask({ section: 'resolverRules', action: 'route53resolver:ListResolverRules' }, () =>
    allPages(async (NextToken) => {
      const page = await resolver.send(new ListResolverRulesCommand({ MaxResults: 100, NextToken }));
      return { records: page.ResolverRules, next: page.NextToken };
    }),
  );

const collectRuleAssociations = (inquiry: Inquiry, resolver: Resolver) =>
  inquiry.ask({ section: 'resolverRuleAssociations', action: 'route53resolver:ListResolverRuleAssociations' }, () =>
    allPages(async (NextToken) => {
      const page = await resolver.send(new ListResolverRuleAssociationsCommand({ MaxResults: 100, NextToken }));
      return { records: page.ResolverRuleAssociations, next: page.NextToken };
    }),
  );

const collectEndpoints = (inquiry: Inquiry, resolver: Resolver) =>
  inquiry.ask({ section: 'resolverEndpoints', action: 'route53resolver:ListResolverEndpoints' }, () =>
    allPages(async (NextToken) => {
      const page = await resolver.send(new ListResolverEndpointsCommand({ MaxResults: 100, NextToken }));
      return { records: page.ResolverEndpoints, next: page.NextToken };
    }),
  );

const collectEndpointAddresses = (inquiry: Inquiry, resolver: Resolver, endpointIds: readonly string[]) =>
  inquiry.askEach(
    { section: 'resolverEndpointIpAddresses', action: 'route53resolver:ListResolverEndpointIpAddresses' },
    endpointIds,
    async (ResolverEndpointId) => {
      const IpAddresses = await allPages(async (NextToken) => {
        const input = { ResolverEndpointId, MaxResults: 100, NextToken };
        const page = await resolver.send(new ListResolverEndpointIpAddressesCommand(input));
        return { records: page.IpAddresses, next: page.NextToken };
      });
      return [{ ResolverEndpointId, IpAddresses }];
    },
  );

export const collectResolver = async (
  inquiry: Inquiry,
  resolver: Resolver,
  dhcpOptions: Promise<Answer<'dhcpOptions'>>,
) => {
  const [rules, endpoints, options] = await Promise.all([
    collectRules(inquiry, resolver),
    collectEndpoints(inquiry, resolver),
    dhcpOptions,
    collectRuleAssociations(inquiry, resolver),
  ]);
  if (!asksOtherResolvers(rules, options)) return;
  if (!endpoints) return inquiry.unasked('resolverEndpointIpAddresses', ['resolverEndpoints']);

  await collectEndpointAddresses(inquiry, resolver, inboundEndpoints(endpoints));
};
