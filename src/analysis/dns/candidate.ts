import type { Endpoint } from '../../network/network.ts';
import type { ProfileAssociation } from '../../network/profiles.ts';
import type { HostedZone, ResolverRule, RuleAssociation } from '../../network/resolver.ts';
import { zoneDomainOf } from './domain.ts';

type Source =
  | ({ readonly kind: 'rule'; readonly rule: ResolverRule } & Pick<RuleAssociation, 'standing' | 'rawStatus'>)
  | { readonly kind: 'zone'; readonly zone: HostedZone }
  /** The hidden zone of an endpoint; `names` are its records. */
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly names: readonly string[] };

/** A rule or zone that could answer for `domain` and all below it. */
export interface Candidate {
  readonly domain: string;
  readonly source: Source;
  /** The Profile it comes with; null where the VPC has it itself. */
  readonly profile: ProfileAssociation | null;
}

export const endpointCandidates = (
  endpoint: Endpoint,
  names: readonly string[],
  profile: ProfileAssociation | null,
): Candidate[] =>
  [...new Set(names.map(zoneDomainOf))].map((domain) => ({
    domain,
    profile,
    source: { kind: 'endpoint', endpoint, names },
  }));
