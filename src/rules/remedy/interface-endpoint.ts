import { awsCommand } from '../../changes/aws-command.ts';
import { hidesPublicApis } from '../../changes/private-dns-conditions.ts';
import { memoize } from '../../memoize.ts';
import type { Endpoint, Subnet, Vpc } from '../../network/network.ts';
import type { TargetKind } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import type { Service } from '../../services/service.ts';
import { list, serviceTitle } from '../../wording.ts';
import { admittingGroups, createGroup } from './admission.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { beforePrivateDns, hiddenApis } from './private-dns-conditions.ts';
import { advise, type Remedy } from './remedy.ts';
import { inOrder } from './steps.ts';

/** What the Region offers, where that was read. */
const offerOf = ({ scope: { endpointServices } }: Vpc, serviceName: string | undefined) =>
  isUnread(endpointServices)
    ? undefined
    : endpointServices.find((one) => one.serviceName === serviceName && one.type === 'interface');

/** Whether an endpoint can have an IPv4 interface there. */
const isPlace = ({ isIpv6Only, zone }: Subnet): boolean => !isIpv6Only && (zone === null || !isOutsideRegion(zone));

/** Whether clients of either family can reach an endpoint there. */
const isDualStack = ({ isIpv6Only, ipv6Cidrs }: Subnet): boolean => !isIpv6Only && ipv6Cidrs.length > 0;

const leadsOut = ({ routeTable }: Subnet, kinds: ReadonlySet<TargetKind>): boolean =>
  !isUnread(routeTable) && routeTable.routes.some(({ cidr, target }) => cidr?.length === 0 && kinds.has(target.kind));

const exits = new Set<TargetKind>(['nat-gateway', 'transit-gateway', 'network-interface', 'instance', 'core-network']);
const openly = new Set<TargetKind>(['internet-gateway', 'carrier-gateway']);

/** Private subnets before public ones, and isolated ones, which are often a database's, last; then those with both families. */
const suitability = (subnet: Subnet): number => {
  const tier = leadsOut(subnet, exits) ? 0 : leadsOut(subnet, openly) ? 1 : 2;

  return tier * 2 + (isDualStack(subnet) ? 0 : 1);
};

/** One subnet for each zone. */
const subnetPerZone = memoize((vpc: Vpc): readonly Subnet[] => {
  const byZone = new Map<string | null, Subnet>();
  const places = vpc.subnets.filter(isPlace);
  for (const subnet of places.length === 0 ? vpc.subnets : places) {
    const chosen = byZone.get(subnet.zone);
    if (chosen === undefined || suitability(subnet) < suitability(chosen)) byZone.set(subnet.zone, subnet);
  }

  return [...byZone.values()];
});

/** In every zone of the VPC where the service takes an endpoint. */
const placesFor = (vpc: Vpc, zones: readonly string[]): readonly Subnet[] => {
  const all = subnetPerZone(vpc);
  const fit = all.filter(({ zone }) => zone === null || zones.includes(zone));

  return fit.length === 0 ? all : fit;
};

/** Clients that speak IPv6 ask for IPv6 addresses: an endpoint has them where all its subnets do. */
const addressType = (subnets: readonly Subnet[], types: readonly string[]): readonly string[] => {
  const speakIpv6 = subnets.length > 0 && subnets.every(({ ipv6Cidrs }) => ipv6Cidrs.length > 0);
  if (!speakIpv6 || !types.includes('ipv6')) return [];
  const type = subnets.every(({ isIpv6Only }) => isIpv6Only) ? 'ipv6' : 'dualstack';

  return ['--ip-address-type', type, '--dns-options', `DnsRecordIpType=${type}`];
};

/**
 * AWS refuses private DNS where a service has no private name; nearly all have one.
 */
export const createInterface = (vpc: Vpc, service: Service): Remedy => {
  const [serviceName = ''] = service.serviceNames;
  const offer = offerOf(vpc, serviceName);
  const isNamed = offer === undefined || offer.privateNames.length > 0;
  const extent = isNamed ? 'with private DNS' : 'and have clients dial its own name, as it has no private DNS';
  const subnets = placesFor(vpc, offer?.zones ?? []);
  const { needed } = service.ports;
  const groups = admittingGroups(vpc, needed);
  const words = `Create an interface endpoint for ${serviceTitle(service)} in ${vpc.id} ${extent}`;
  if (hidesPublicApis(serviceName)) return advise(`${words}, ${hiddenApis(vpc)}`);
  const names = offer?.privateNames ?? [];

  return inOrder(
    ...(isNamed ? beforePrivateDns(vpc, { serviceName, names, endpointId: null }) : []),
    ...(groups === null ? [createGroup(vpc, needed)] : []),
    advise(
      groups === null
        ? `${words} and that group, in ${list(subnets.map(({ id }) => id))}`
        : `${words} and ${list(groups)}, which ${groups.length === 1 ? 'lets' : 'let'} its clients in`,
      awsCommand(
        vpc.scope.region,
        ...['ec2', 'create-vpc-endpoint', '--vpc-endpoint-type', 'Interface', '--vpc-id', vpc.id],
        ...['--service-name', serviceName, '--subnet-ids', ...subnets.map(({ id }) => id)],
        ...(groups === null ? [] : ['--security-group-ids', ...groups]),
        ...addressType(subnets, offer?.ipAddressTypes ?? []),
        ...(isNamed ? ['--private-dns-enabled'] : []),
      ),
    ),
  );
};

/** Zones that take an endpoint of the service; empty where AWS does not say. */
export const offeredZones = (vpc: Vpc, serviceName: string): readonly string[] =>
  offerOf(vpc, serviceName)?.zones ?? [];

export const addZones = (vpc: Vpc, { id }: Endpoint, zones: readonly string[]): Remedy => {
  const subnets = subnetPerZone(vpc).filter(({ zone }) => zone !== null && zones.includes(zone));

  return modifyEndpoint(
    vpc,
    id,
    `Add a subnet of ${list(zones)} to ${id}`,
    '--add-subnet-ids',
    ...subnets.map((subnet) => subnet.id),
  );
};
