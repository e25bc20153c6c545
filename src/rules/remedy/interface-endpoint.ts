import { isOutsideRegion } from '../../analysis/routing/gateway-endpoint.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../wording.ts';

/** What the Region offers, where that was read. */
const offerOf = ({ scope: { endpointServices } }: Vpc, serviceName: string | undefined) =>
  isUnread(endpointServices)
    ? undefined
    : endpointServices.find((one) => one.serviceName === serviceName && one.type === 'interface');

/** Takes the IPv4 interface of an endpoint. */
const isPlace = ({ isIpv6Only, zone }: Subnet): boolean => !isIpv6Only && (zone === null || !isOutsideRegion(zone));

const perZone = new WeakMap<Vpc, readonly Subnet[]>();

/** One subnet a zone, the first by id. */
const subnetPerZone = (vpc: Vpc): readonly Subnet[] => {
  const known = perZone.get(vpc);
  if (known !== undefined) return known;
  const byZone = new Map<string | null, Subnet>();
  const places = vpc.subnets.filter(isPlace);
  for (const subnet of places.length === 0 ? vpc.subnets : places)
    if (!byZone.has(subnet.zone)) byZone.set(subnet.zone, subnet);
  const chosen = [...byZone.values()];
  perZone.set(vpc, chosen);

  return chosen;
};

/** In every zone of the VPC where the service takes an endpoint. */
const placesFor = (vpc: Vpc, zones: readonly string[]): readonly Subnet[] => {
  const all = subnetPerZone(vpc);
  const fit = all.filter(({ zone }) => zone === null || zones.includes(zone));

  return fit.length === 0 ? all : fit;
};

/**
 * AWS refuses private DNS where a service has no private name; nearly all have one. Without a group
 * of its own an endpoint has the VPC's default one, which lets in its own members alone.
 */
export const createInterface = (vpc: Vpc, service: Service): string => {
  const [serviceName] = service.serviceNames;
  const offer = offerOf(vpc, serviceName);
  const isNamed = offer === undefined || offer.privateNames.length > 0;
  const extent = isNamed ? 'with private DNS' : 'and have clients dial its own name, as it has no private DNS';
  const subnets = placesFor(vpc, offer?.zones ?? []).map(({ id }) => id);

  return `Create an interface endpoint for ${serviceTitle(service)} in ${vpc.id} ${extent} (its security group must let clients in on TCP 443): aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id ${vpc.id} --service-name ${serviceName} --subnet-ids ${subnets.join(' ')}${isNamed ? ' --private-dns-enabled' : ''} --region ${vpc.scope.region}`;
};
