import type { Path } from '../../analysis/path.ts';
import { isOutsideRegion } from '../../analysis/routing/gateway-endpoint.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../wording.ts';

const region = ({ scope }: Vpc): string => `--region ${scope.region}`;

export const associate = (vpc: Vpc, endpointId: string, tables: readonly string[]): string =>
  `Associate ${tables.join(', ')} with gateway endpoint ${endpointId}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --add-route-table-ids ${tables.join(' ')} ${region(vpc)}`;

/** A VPC that speaks IPv6 needs the IPv6 route as well, or its IPv6 paths stay as they are. */
const addressType = (vpc: Vpc, { prefixListNames }: Service): string =>
  prefixListNames.ipv6.length > 0 && vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)
    ? ' --ip-address-type dualstack'
    : '';

const createGateway = (vpc: Vpc, service: Service, tables: readonly string[]): string =>
  `Create a gateway endpoint for ${serviceTitle(service)} in ${vpc.id} for ${tables.join(', ')} (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id ${vpc.id} --service-name ${service.serviceNames[0]} --route-table-ids ${tables.join(' ')}${addressType(vpc, service)} ${region(vpc)}`;

const zoneSubnets = new WeakMap<Vpc, readonly Subnet[]>();

/** Takes the IPv4 interface of an endpoint. */
const isPlace = ({ isIpv6Only, zone }: Subnet): boolean => !isIpv6Only && (zone === null || !isOutsideRegion(zone));

/** One subnet a zone, the first by id: an endpoint in every zone of the VPC that takes one. */
const subnetPerZone = (vpc: Vpc): readonly Subnet[] => {
  const known = zoneSubnets.get(vpc);
  if (known !== undefined) return known;
  const byZone = new Map<string | null, Subnet>();
  const places = vpc.subnets.filter(isPlace);
  for (const subnet of places.length === 0 ? vpc.subnets : places)
    if (!byZone.has(subnet.zone)) byZone.set(subnet.zone, subnet);
  const chosen = [...byZone.values()];
  zoneSubnets.set(vpc, chosen);

  return chosen;
};

const createInterface = (vpc: Vpc, service: Service): string =>
  `Create an interface endpoint for ${serviceTitle(service)} in ${vpc.id} with private DNS: aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id ${vpc.id} --service-name ${service.serviceNames[0]} --subnet-ids ${subnetPerZone(
    vpc,
  )
    .map(({ id }) => id)
    .join(' ')} --private-dns-enabled ${region(vpc)}`;

export const createEndpoint = (vpc: Vpc, service: Service, tables: readonly string[]): string =>
  service.hasGateway ? createGateway(vpc, service, tables) : createInterface(vpc, service);

export const enablePrivateDns = (vpc: Vpc, endpointId: string): string =>
  `Switch on private DNS of ${endpointId}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --private-dns-enabled ${region(vpc)}`;

/** For on-premises networks alone: clients of the VPC keep to the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpointId: string): string =>
  `Switch on private DNS of ${endpointId} for inbound Resolver endpoints: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true ${region(vpc)}`;

export const enableDnsAttributes = (vpc: Vpc): string => {
  const flags = [
    ...(vpc.dnsSupport === false ? ['--enable-dns-support'] : []),
    ...(vpc.dnsHostnames === false || vpc.dnsSupport !== false ? ['--enable-dns-hostnames'] : []),
  ];

  return `Switch on the DNS attributes of ${vpc.id}: ${flags.map((flag) => `aws ec2 modify-vpc-attribute --vpc-id ${vpc.id} ${flag} ${region(vpc)}`).join(' && ')}`;
};

const gatewayOf = ({ endpoints }: Vpc, service: Service): string | null =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) =>
      type === 'gateway' && health === 'usable' && service.serviceNames.includes(serviceName),
  )?.id ?? null;

const gatewayFor = (vpc: Vpc, service: Service, tables: readonly string[]): string => {
  const existing = gatewayOf(vpc, service);

  return existing === null ? createGateway(vpc, service, tables) : associate(vpc, existing, tables);
};

/**
 * What makes a public or transit path private. `tables`: all of the VPC's route tables with the
 * same fault, so that one act mends them together.
 */
export const makePrivate = (
  { subnet: { vpc }, service, name, outcome: { cause } }: Path,
  tables: readonly string[],
): string => {
  const endpointId = cause?.endpointId ?? null;
  if (cause === null || endpointId === null) return createEndpoint(vpc, service, tables);

  switch (cause.reason) {
    case 'route-table-not-associated':
      return associate(vpc, endpointId, tables);
    case 'overriding-route':
      return `Remove from ${tables.join(', ')} the routes that take addresses of ${serviceTitle(service)} away from ${endpointId} (${cause.detail}), or narrow them`;
    case 'ipv4-only-endpoint':
      return `Give ${endpointId} addresses of both families: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --ip-address-type dualstack ${region(vpc)}`;
    case 'dns-attributes-off':
      return enableDnsAttributes(vpc);
    case 'other-region-endpoint':
      return createEndpoint(vpc, service, tables);
    default:
      break;
  }
  // A gateway endpoint is free, and covers what private DNS of an interface endpoint would.
  if (service.hasGateway) return gatewayFor(vpc, service, tables);
  if (cause.reason === 'private-dns-off') return enablePrivateDns(vpc, endpointId);
  if (cause.reason === 'endpoint-not-available')
    return `Bring ${endpointId} to state available, or replace it: aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpointId} ${region(vpc)}`;

  return `Have clients dial a name that ${endpointId} answers instead of ${name.name}`;
};
