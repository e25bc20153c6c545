import type { Network, Scope, Subnet, Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import type { Resolution } from './dns/answer.ts';
import { resolve } from './dns/resolve.ts';
import { concerns, type Lookup, lookupsIn } from './names.ts';
import type { Path } from './path.ts';
import { type PrivateDns, privateDnsIn } from './private-dns.ts';
import { tracer } from './trace.ts';

export interface ServiceResolution {
  readonly service: Service;
  readonly resolution: Resolution;
}

/** All that follows for one scope: the paths of the chosen subnets, and what DNS says in their VPCs. */
export interface Analysis {
  readonly paths: readonly Path[];
  readonly privateDns: readonly PrivateDns[];
  readonly resolutions: readonly ServiceResolution[];
  readonly otherResolutions: readonly ServiceResolution[];
}

const addPaths = (paths: Path[], network: Network, scope: Scope, subnet: Subnet, lookups: readonly Lookup[]): void => {
  const trace = tracer(network, subnet);
  for (const lookup of lookups) {
    const { service, name } = lookup;
    if (concerns(lookup, subnet))
      paths.push({ scope, subnet, service, name, family: name.family, outcome: trace(lookup) });
  }
};

const others = (network: Network, vpc: Vpc, services: readonly Service[]): ServiceResolution[] =>
  services.flatMap((service) =>
    service.otherNames.map(({ name, family }) => ({ service, resolution: resolve(network, vpc, name, family) })),
  );

export const analyse = (
  network: Network,
  scope: Scope,
  {
    vpcs,
    subnets,
    services,
  }: { readonly vpcs: readonly Vpc[]; readonly subnets: readonly Subnet[]; readonly services: readonly Service[] },
): Analysis => {
  const lookups = new Map(vpcs.map((vpc) => [vpc, services.flatMap((service) => lookupsIn(network, vpc, service))]));

  const paths: Path[] = [];
  for (const subnet of subnets) addPaths(paths, network, scope, subnet, lookups.get(subnet.vpc) ?? []);

  return {
    paths,
    privateDns: vpcs.flatMap((vpc) => privateDnsIn(network, vpc)),
    resolutions: [...lookups.values()].flat().map(({ service, resolution }) => ({ service, resolution })),
    otherResolutions: vpcs.flatMap((vpc) => others(network, vpc, services)),
  };
};
