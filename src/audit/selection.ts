import { Failure } from '../failure.ts';
import type { Network, Scope, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { type ResolvedServices, resolveServices } from '../services/resolve-services.ts';
import { shortIdOf } from '../services/short-id.ts';
import { scopeKey } from '../snapshot/scope-key.ts';
import { selectIds } from './matching.ts';

/**
 * What the user asked for, all of it optional: an empty list means everything (or the default services). VPCs and
 * subnets by id, a unique prefix of it, Name tag, or pattern.
 */
export interface Selection {
  readonly services: readonly string[];
  readonly vpcs: readonly string[];
  readonly subnets: readonly string[];
  /** Keys of scopes that others are judged by, and that are not judged themselves. */
  readonly context?: ReadonlySet<string>;
}

export const isContext = (scope: Scope, { context }: Pick<Selection, 'context'>): boolean =>
  context?.has(scopeKey(scope)) === true;

/** A shared VPC is in several scopes, and its owner knows its name. */
const vpcsIn = ({ vpcs }: Network, scopes: readonly Scope[]): readonly Vpc[] => {
  const ids = new Set(
    scopes.flatMap((scope) => [...scope.vpcs, ...scope.borrowedSubnets.map(({ vpc }) => vpc)].map(({ id }) => id)),
  );

  return [...vpcs.values()].filter(({ id }) => ids.has(id));
};

function* subnetsOf(scopes: readonly Scope[]): Generator<Subnet> {
  for (const { vpcs, borrowedSubnets } of scopes) {
    for (const { subnets } of vpcs) yield* subnets;
    yield* borrowedSubnets;
  }
}

/**
 * The same with an id for every name, prefix and pattern. Throws a `Failure` where there is nothing to audit, or a word
 * stands for nothing, or for several things at once.
 */
export const resolveSelection = <S extends Selection>(network: Network, selection: S): S => {
  const judged = network.scopes.filter((scope) => !isContext(scope, selection));
  if (judged.length === 0)
    throw new Failure(
      'the facts hold no account and Region',
      'There is nothing to audit: collect them again, with --region.',
    );
  const { vpcs, subnets } = selection;

  return {
    ...selection,
    vpcs: selectIds(vpcs, { noun: 'VPC', place: '--vpc' }, vpcsIn(network, judged)),
    subnets: selectIds(subnets, { noun: 'subnet', place: '--subnet' }, subnetsOf(judged)),
  };
};

const presentIn = (scope: Scope, vpcs: readonly Vpc[]): string[] =>
  vpcs.flatMap(({ endpoints }) =>
    isUnread(endpoints)
      ? []
      : endpoints
          .filter(
            ({ type, serviceRegion }) =>
              (type === 'interface' || type === 'gateway') && (serviceRegion ?? scope.region) === scope.region,
          )
          .map(({ serviceName }) => shortIdOf(serviceName, scope.region)),
  );

const zoneIdsOf = (vpcs: readonly Vpc[]): string[] => {
  const ids = new Set<string>();
  for (const { subnets } of vpcs) for (const { zoneId } of subnets) if (zoneId !== null) ids.add(zoneId);

  return [...ids].sort();
};

export const servicesIn = (scope: Scope, vpcs: readonly Vpc[], { services }: Selection): ResolvedServices =>
  resolveServices({
    requested: services,
    region: scope.region,
    account: scope.account,
    offered: isUnread(scope.endpointServices) ? undefined : scope.endpointServices,
    present: [...new Set(presentIn(scope, vpcs))].sort(),
    zoneIds: zoneIdsOf(vpcs),
  });

const inWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Services that were asked for, and are none in a Region. */
export interface Lacking extends Pick<ResolvedServices, 'unknown'>, Pick<Scope, 'account' | 'region'> {}

/** A service that one of several Regions lacks is audited in the others; one that all of them lack is a mistake. */
export const assertOffered = (found: readonly Lacking[]): void => {
  const [first, ...others] = found;
  const missing = first?.unknown.find(({ asked }) =>
    others.every(({ unknown }) => unknown.some((one) => one.asked === asked)),
  );
  if (missing === undefined) return;
  const regions = [...new Set(found.map(({ region }) => region))];

  throw new Failure(
    `--service: ${JSON.stringify(missing.asked)} is not a service that ${inWords(regions)} offers an endpoint for`,
    `${missing.nearest === null ? '' : `Did you mean ${missing.nearest}? `}Give the last part of the PrivateLink service name (s3, ecr.api), its full name, a set (@eks) or all.`,
  );
};
