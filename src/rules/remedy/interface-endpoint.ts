import { occupancyOf } from '../../analysis/occupancy.ts';
import type { AddressType } from '../../changes/change.ts';
import { newId } from '../../changes/new-id.ts';
import { hidesPublicApis } from '../../changes/private-dns-conditions.ts';
import { advise, inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { memoize } from '../../memoize.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../../network/network.ts';
import type { TargetKind } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../../wording.ts';
import { admittingGroups, createGroup, newGroupId } from './admission.ts';
import { enablePrivateDns } from './enable-private-dns.ts';
import { useHub } from './hub-zone.ts';
import { placeIn } from './place-in.ts';
import { policyBeside } from './policy-beside.ts';
import { beforePrivateDns, hiddenApis } from './private-dns-conditions.ts';

/** What the Region offers, where that was read. */
const offerOf = ({ scope: { endpointServices } }: Vpc, serviceName: string | undefined) =>
  isUnread(endpointServices)
    ? undefined
    : endpointServices.find((one) => one.serviceName === serviceName && one.type === 'interface');

/** Whether an endpoint can have an IPv4 interface there. */
const isPlace = ({ isIpv6Only, zone, freeAddresses }: Subnet): boolean =>
  !isIpv6Only && freeAddresses !== 0 && !isOutsideRegion(zone);

/** Whether clients of either family can reach an endpoint there. */
const isDualStack = ({ isIpv6Only, ipv6Cidrs }: Subnet): boolean => !isIpv6Only && ipv6Cidrs.length > 0;

const leadsOut = ({ routeTable }: Subnet, kinds: ReadonlySet<TargetKind>): boolean =>
  !isUnread(routeTable) && routeTable.routes.some(({ cidr, target }) => cidr?.length === 0 && kinds.has(target.kind));

const exits = new Set<TargetKind>(['nat-gateway', 'transit-gateway', 'network-interface', 'instance', 'core-network']);
const openly = new Set<TargetKind>(['internet-gateway', 'carrier-gateway']);

/** Where interface endpoints of the VPC stand already, which somebody chose. */
const subnetsOfOthers = memoize(
  ({ endpoints }: Vpc): ReadonlySet<string> =>
    new Set(
      (isUnread(endpoints) ? [] : endpoints)
        .filter(
          ({ type, health, requesterManaged }) => type === 'interface' && health === 'usable' && !requesterManaged,
        )
        .flatMap(({ subnetIds }) => subnetIds),
    ),
);

/**
 * Where other endpoints stand before all others. Private subnets before public ones, and isolated ones, which are often a
 * database's, last; then those where clients are, and those with both families.
 */
const suitability = (subnet: Subnet): number => {
  if (subnetsOfOthers(subnet.vpc).has(subnet.id)) return isDualStack(subnet) ? -2 : -1;
  const tier = leadsOut(subnet, exits) ? 0 : leadsOut(subnet, openly) ? 1 : 2;

  return tier * 4 + (occupancyOf(subnet) === 'clients' ? 0 : 2) + (isDualStack(subnet) ? 0 : 1);
};

const onePerZone = (subnets: readonly Subnet[]): readonly Subnet[] => {
  const byZone = new Map<string | null, Subnet>();
  for (const subnet of subnets) {
    const chosen = byZone.get(subnet.zone);
    if (chosen === undefined || suitability(subnet) < suitability(chosen)) byZone.set(subnet.zone, subnet);
  }

  return [...byZone.values()];
};

/** One subnet for each zone. */
const subnetPerZone = memoize((vpc: Vpc): readonly Subnet[] => {
  const places = vpc.subnets.filter(isPlace);

  return onePerZone(places.length === 0 ? vpc.subnets : places);
});

/** AWS puts an endpoint only in subnets of all its families. */
const takes = ({ ipAddressType }: Endpoint, { isIpv6Only, ipv6Cidrs, freeAddresses }: Subnet): boolean => {
  if (ipAddressType === 'ipv6') return ipv6Cidrs.length > 0;

  return !isIpv6Only && freeAddresses !== 0 && (ipAddressType === 'ipv4' || ipv6Cidrs.length > 0);
};

/** In every zone of the VPC where the service takes an endpoint; in all where AWS does not say. */
const placesFor = (vpc: Vpc, zones: readonly string[]): readonly Subnet[] => {
  const all = subnetPerZone(vpc);
  const fit = all.filter(({ zone }) => zone === null || zones.includes(zone));

  return zones.length === 0 || fit.length === 0 ? all : fit;
};

/** Clients that speak IPv6 ask for IPv6 addresses: an endpoint has them where all its subnets do. */
const addressTypeFor = (subnets: readonly Subnet[], types: readonly string[]): AddressType => {
  const speakIpv6 = subnets.length > 0 && subnets.every(({ ipv6Cidrs }) => ipv6Cidrs.length > 0);
  if (!speakIpv6 || !types.includes('ipv6')) return 'ipv4';

  return subnets.every(({ isIpv6Only }) => isIpv6Only) ? 'ipv6' : 'dualstack';
};

/**
 * AWS refuses private DNS where a service has no private name; nearly all have one.
 */
const createInterface = (vpc: Vpc, service: Service): Remedy => {
  const [serviceName = ''] = service.serviceNames;
  const offer = offerOf(vpc, serviceName);
  const privateNames = offer?.privateNames ?? [...new Set(service.names.map(({ name }) => name))];
  const title = `Create an interface endpoint for ${serviceTitle(service)} in ${vpc.id}`;
  if (hidesPublicApis(serviceName)) return advise(`${title} with private DNS, ${hiddenApis(vpc)}`);
  const subnets = placesFor(vpc, offer?.zones ?? []);
  const { needed } = service.ports;
  const groups = admittingGroups(vpc, needed);

  return inOrder(
    ...(privateNames.length > 0 ? beforePrivateDns(vpc, { serviceName, names: privateNames, endpointId: null }) : []),
    remedyBy(...(groups === null ? createGroup(vpc, needed) : []), {
      ...placeIn(vpc),
      kind: 'create-interface-endpoint',
      id: newId('vpce', service.id, vpc.id),
      serviceName,
      subnetIds: subnets.map(({ id }) => id),
      securityGroupIds: groups ?? [newGroupId(vpc)],
      ipAddressType: addressTypeFor(subnets, offer?.ipAddressTypes ?? []),
      privateDns: privateNames.length > 0,
      inboundOnly: null,
      privateNames,
      policy: offer?.takesPolicy === false ? null : policyBeside(vpc, service.id),
    }),
  );
};

const interfaceOf = ({ endpoints }: Vpc, { serviceNames }: Service): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) =>
      type === 'interface' && health === 'usable' && serviceNames.includes(serviceName),
  );

/** The endpoint that is there already: a second one would only take its names away. */
const usePresent = (vpc: Vpc, service: Service, present: Endpoint): Remedy =>
  present.privateDnsEnabled
    ? advise(`Have clients in ${vpc.id} dial a name of ${serviceTitle(service)} that ${present.id} answers`)
    : enablePrivateDns(vpc, present);

const hubOrNew = (network: Network, vpc: Vpc, service: Service): Remedy => {
  const created = createInterface(vpc, service);
  const byHub = useHub(network, vpc, service);

  return byHub === null ? created : { ...byHub, otherwise: created };
};

/** Uses the interface endpoint that is there already or that a hub has, or creates one. */
export const useInterface = (network: Network, vpc: Vpc, service: Service): Remedy => {
  const present = interfaceOf(vpc, service);

  return present === undefined ? hubOrNew(network, vpc, service) : usePresent(vpc, service, present);
};

/** Zones that take an endpoint of the service; empty where AWS does not say. */
export const offeredZones = (vpc: Vpc, serviceName: string): readonly string[] =>
  offerOf(vpc, serviceName)?.zones ?? [];

export const addZones = (vpc: Vpc, endpoint: Endpoint, zones: readonly string[]): Remedy => {
  const there = vpc.subnets.filter(({ zone }) => zone !== null && zones.includes(zone));
  const fit = there.filter((subnet) => takes(endpoint, subnet));
  const subnets = onePerZone(fit.length === 0 ? there : fit);

  return remedyBy({
    ...placeIn(vpc),
    kind: 'add-endpoint-subnets',
    endpointId: endpoint.id,
    subnetIds: subnets.map((subnet) => subnet.id),
  });
};
