import { memoize, memoizeBy } from '../memoize.ts';
import type { Endpoint, Network, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { partitionOf } from '../services/partition.ts';
import type { Service } from '../services/service.ts';
import { zoneDomainOf } from './dns/domain.ts';
import { resolve } from './dns/resolve.ts';
import { type Doubt, notRead } from './doubt.ts';

/** A hosted zone that is named after an endpoint service, and so is never asked for the host of that service. */
export interface MisnamedZone {
  readonly vpc: Vpc;
  readonly service: Service;
  readonly id: string;
  readonly domain: string;
  /** Where its records lead; null where that is not known. */
  readonly endpoint: Endpoint | null;
  readonly doubts: readonly Doubt[];
}

/** The domains that hold the names of the service: what a zone for it is rightly called. */
const domainsOf = ({ scope }: Vpc, { names, otherNames, serviceNames }: Service): ReadonlySet<string> => {
  const offered = (isUnread(scope.endpointServices) ? [] : scope.endpointServices)
    .filter(({ serviceName }) => serviceNames.includes(serviceName))
    .flatMap(({ privateNames }) => privateNames);

  return new Set([...[...names, ...otherNames].map(({ name }) => name), ...offered].map(zoneDomainOf));
};

/** What the endpoint service is called, by itself and in the place of a host. */
const serviceDomains = (vpc: Vpc, service: Service): readonly string[] => {
  const { region } = vpc.scope;
  const hosts = domainsOf(vpc, service);

  return [`${service.id}.${region}.${partitionOf(region).dnsSuffix}`, ...service.serviceNames].filter(
    (domain) => !hosts.has(domain),
  );
};

/** Of all zones that VPCs have; null where Profiles may bring others. */
const zoneDomains = memoize(({ scopes, vpcs }: Network): ReadonlySet<string> | null => {
  const hasProfiles = scopes.some(({ resolver: { profiles } }) => isUnread(profiles) || profiles.length > 0);
  if (hasProfiles) return null;
  const domains = new Set<string>();
  for (const { id, scope } of [...scopes.flatMap((one) => one.vpcs), ...vpcs.values()]) {
    const zones = scope.resolver.zonesOf(id);
    for (const { domain } of isUnread(zones) ? [] : zones) domains.add(domain);
  }

  return domains;
});

const find = (network: Network, vpc: Vpc, service: Service): MisnamedZone | null => {
  const { endpointServices } = vpc.scope;
  const domains = zoneDomains(network);
  for (const name of serviceDomains(vpc, service)) {
    // Hardly any zone is named so, and there are a dozen names to ask every VPC for.
    if (domains?.has(name) === false) continue;
    const {
      decidedBy: { kind, id, domain },
      answer,
      doubts,
    } = resolve(network, vpc, name, 'ipv4');
    if (kind !== 'hosted-zone' || domain !== name) continue;
    const [endpoint = null] = answer.kind === 'endpoints' ? answer.endpoints : [];

    const unread = isUnread(endpointServices)
      ? [notRead(endpointServices, 'the service may have a host of this name')]
      : [];

    return { vpc, service, id, domain, endpoint, doubts: [...doubts, ...unread] };
  }

  return null;
};

const found = memoizeBy<Vpc, Service, MisnamedZone | null>();

/** The zone of a VPC that was meant for a service and has the name of its endpoint service instead of its host. */
export const zoneNamedAfterService = (network: Network, vpc: Vpc, service: Service): MisnamedZone | null =>
  found(vpc, service, () => find(network, vpc, service));
