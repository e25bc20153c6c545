import { groupBy } from '../group-by.ts';
import type { Network, Subnet, Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import type { Resolution } from './dns/answer.ts';
import { resolve } from './dns/resolve.ts';
import { lookupsIn } from './names.ts';
import type { PathGroup } from './path.ts';
import { pathGroups } from './path-groups.ts';
import { type PrivateDns, privateDnsIn } from './private-dns.ts';
import { type MisnamedZone, zoneNamedAfterService } from './zone-named-after-service.ts';

export interface ServiceResolution {
  readonly service: Service;
  readonly resolution: Resolution;
  /** An SDK dials the name on its own; a fault of any other name is a note. */
  readonly isDialed: boolean;
}

/** All that follows: the paths of the chosen subnets, and what DNS says in their VPCs. */
export interface Analysis {
  readonly paths: readonly PathGroup[];
  readonly privateDns: readonly PrivateDns[];
  readonly resolutions: readonly ServiceResolution[];
  readonly otherResolutions: readonly ServiceResolution[];
  /** Of services whose hosts the VPC's resolver answers with public addresses. */
  readonly misnamedZones: readonly MisnamedZone[];
}

const others = (network: Network, vpc: Vpc, services: readonly Service[]): ServiceResolution[] =>
  services.flatMap((service) =>
    service.otherNames.map(({ name, family }) => ({
      service,
      resolution: resolve(network, vpc, name, family),
      isDialed: false,
    })),
  );

/** Zones for a service whose own host leads out; as far as it is known where it leads. */
const misnamedZones = (network: Network, vpc: Vpc, services: readonly Service[]): readonly MisnamedZone[] =>
  services.flatMap((service) => {
    const host = service.names.find(({ primary, family }) => primary && family === 'ipv4');
    const resolution = host === undefined ? null : resolve(network, vpc, host.name, host.family);
    const zone = resolution?.answer.kind === 'public' ? zoneNamedAfterService(network, vpc, service) : null;

    return zone === null ? [] : [{ ...zone, doubts: [...zone.doubts, ...(resolution?.doubts ?? [])] }];
  });

/** What is asked for. */
interface Request {
  readonly vpcs: readonly Vpc[];
  /** VPCs of which only some subnets' paths are asked for. */
  readonly lent?: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly services: readonly Service[];
}

export const analyse = (network: Network, { vpcs, lent = [], subnets, services }: Request): Analysis => {
  const all = [...vpcs, ...lent];
  const lookups = new Map(all.map((vpc) => [vpc, services.flatMap((service) => lookupsIn(network, vpc, service))]));
  const chosen = groupBy(subnets, ({ vpc }) => vpc);
  // Nobody asks for a name where there is no subnet.
  const asked = vpcs.filter((vpc) => vpc.subnets.length > 0);

  return {
    paths: all.flatMap((vpc) => pathGroups(network, lookups.get(vpc) ?? [], chosen.get(vpc) ?? [])),
    privateDns: vpcs.flatMap((vpc) => privateDnsIn(network, vpc)),
    resolutions: vpcs
      .flatMap((vpc) => lookups.get(vpc) ?? [])
      .map(({ service, resolution, name }) => ({
        service,
        resolution,
        isDialed: name.primary || name.dialedByDefault,
      })),
    otherResolutions: asked.flatMap((vpc) => others(network, vpc, services)),
    misnamedZones: asked.flatMap((vpc) => misnamedZones(network, vpc, services)),
  };
};
