import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt } from '../doubt.ts';
import { zoneDomainOf } from './domain.ts';
import { privateNames } from './private-names.ts';
import type { View } from './view.ts';

/** Names that an endpoint may answer of which AWS does not say that it does. */
export interface Shadow {
  readonly domain: string;
  readonly endpoint: Endpoint;
  readonly assumption: 'shadowing-endpoint' | 'lingering-zone';
}

/** Endpoints of other kinds. */
export const shadowsOf = ({ endpoints, scope }: Vpc): readonly Shadow[] => {
  if (isUnread(endpoints)) return [];
  const associated = isUnread(scope.associatedNames) ? new Map<string, readonly string[]>() : scope.associatedNames;

  return endpoints
    .filter(
      ({ type, requesterManaged, health }) =>
        health !== 'unusable' && (requesterManaged || (type !== 'interface' && type !== 'gateway')),
    )
    .flatMap((endpoint) =>
      [...endpoint.listedNames, ...endpoint.specifiedDomains, ...(associated.get(endpoint.id) ?? [])].map((name) => ({
        domain: name === '*' ? '.' : zoneDomainOf(name),
        endpoint,
        assumption: 'shadowing-endpoint',
      })),
    );
};

const zonesOf = ({ scope }: Vpc, endpoint: Endpoint): readonly string[] => {
  const names = privateNames(scope, endpoint);

  return isUnread(names) ? [] : [...new Set(names.map(zoneDomainOf))];
};

/**
 * Endpoints that serve nobody any more, and whose hidden zones are still among those of the VPC.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
 */
export const lingeringZones = ({ vpc, isInbound }: View): readonly Shadow[] => {
  const { endpoints, scope } = vpc;
  const zones = scope.resolver.zonesOf(vpc.id);
  if (isUnread(endpoints) || isUnread(zones)) return [];
  const hidden = new Set(zones.filter(({ owningService }) => owningService !== null).map(({ domain }) => domain));
  if (hidden.size === 0) return [];
  const named = endpoints.filter(({ type, privateDnsEnabled }) => type === 'interface' && privateDnsEnabled);
  const live = new Set(named.filter(({ health }) => health !== 'unusable').flatMap((one) => zonesOf(vpc, one)));

  return named
    .filter(({ health, inboundResolverOnly }) => health === 'unusable' && (isInbound || !inboundResolverOnly))
    .flatMap((endpoint) =>
      zonesOf(vpc, endpoint)
        .filter((domain) => hidden.has(domain) && !live.has(domain))
        .map((domain) => ({ domain, endpoint, assumption: 'lingering-zone' })),
    );
};

export const shadowDoubt = ({ assumption, endpoint }: Shadow): Doubt => {
  const doubt = assume(assumption);

  return { ...doubt, text: `${doubt.text} (${endpoint.id})` };
};
