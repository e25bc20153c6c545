import { Failure } from '../failure.ts';
import type { Network, Scope, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { nearest } from '../services/nearest.ts';
import { resolveServices } from '../services/resolve-services.ts';
import type { Service } from '../services/service.ts';
import { shortIdOf } from '../services/short-id.ts';

/** What the user asked for, all of it optional: an empty list means everything (or the default services). */
export interface Selection {
  readonly services: readonly string[];
  readonly vpcs: readonly string[];
  readonly subnets: readonly string[];
}

const assertKnown = (kind: string, flag: string, asked: readonly string[], known: Iterable<string>): void => {
  if (asked.length === 0) return;
  const ids = [...new Set(known)];
  const missing = asked.find((id) => !ids.includes(id));
  if (missing === undefined) return;

  const close = nearest(missing, ids);
  const listed =
    ids.length === 0
      ? `No ${kind} was read.`
      : `There are ${ids.length}: ${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''}`;
  throw new Failure(
    `${flag}: there is no ${kind} ${JSON.stringify(missing)} in these facts`,
    close === null ? listed : `Did you mean ${close}? ${listed}`,
  );
};

function* subnetIdsOf({ scopes }: Network): Generator<string> {
  for (const { vpcs } of scopes) for (const { subnets } of vpcs) for (const { id } of subnets) yield id;
}

export const assertSelectable = (network: Network, { vpcs, subnets }: Selection): void => {
  if (network.scopes.length === 0)
    throw new Failure(
      'the facts hold no account and Region',
      'There is nothing to audit: collect them again, with --region.',
    );
  assertKnown('VPC', '--vpc', vpcs, network.vpcs.keys());
  assertKnown('subnet', '--subnet', subnets, subnetIdsOf(network));
};

export const selectedIn = (
  scope: Scope,
  { vpcs, subnets }: Selection,
): { readonly vpcs: readonly Vpc[]; readonly subnets: readonly Subnet[] } => {
  const inVpcs = scope.vpcs.filter(({ id }) => vpcs.length === 0 || vpcs.includes(id));
  const chosen = inVpcs.flatMap((vpc) =>
    subnets.length === 0 ? vpc.subnets : vpc.subnets.filter(({ id }) => subnets.includes(id)),
  );
  const used = new Set(chosen.map(({ vpc }) => vpc));

  return { subnets: chosen, vpcs: subnets.length === 0 ? inVpcs : inVpcs.filter((vpc) => used.has(vpc)) };
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

export const servicesIn = (scope: Scope, vpcs: readonly Vpc[], { services }: Selection): readonly Service[] => {
  const found = resolveServices({
    requested: services,
    region: scope.region,
    account: scope.account,
    offered: isUnread(scope.endpointServices) ? undefined : scope.endpointServices,
    present: [...new Set(presentIn(scope, vpcs))].sort(),
    zoneIds: zoneIdsOf(vpcs),
  });
  if ('services' in found) return found.services;

  throw new Failure(
    `--service: ${JSON.stringify(found.unknown)} is not a service that ${scope.region} offers an endpoint for`,
    `${found.nearest === null ? '' : `Did you mean ${found.nearest}? `}Give the last part of the PrivateLink service name (s3, ecr.api), its full name, a set (@eks) or all.`,
  );
};
