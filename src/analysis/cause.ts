import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import type { Service } from '../services/service.ts';
import type { Destination } from './destination.ts';
import { offeredNames } from './dns/private-names.ts';
import { resolve } from './dns/resolve.ts';
import type { Cause } from './path.ts';
import type { PublicReason } from './reason.ts';
import { zoneNamedAfterService } from './zone-named-after-service.ts';

export interface PublicCause extends Cause {
  readonly reason: PublicReason;
}

interface Situation {
  readonly network: Network;
  readonly vpc: Vpc;
  readonly service: Service;
  readonly table: RouteTable;
  readonly family: Family;
  readonly destination: Destination;
  /** The client speaks IPv6 and a NAT gateway translates: IPv4 routes of its own table are moot. */
  readonly isTranslated: boolean;
}

const serves = ({ vpc, service }: Situation, endpoint: Endpoint): boolean =>
  service.serviceNames.includes(endpoint.serviceName) &&
  (endpoint.serviceRegion ?? vpc.scope.region) === vpc.scope.region &&
  !endpoint.requesterManaged;

const isElsewhere = ({ vpc, service }: Situation, endpoint: Endpoint): boolean => {
  const region = endpoint.serviceRegion ?? vpc.scope.region;
  const local = endpoint.serviceName.replace(`.${region}.`, `.${vpc.scope.region}.`);

  return region !== vpc.scope.region && service.serviceNames.includes(local);
};

const cause = (
  reason: PublicReason,
  table: RouteTable,
  endpoint: Endpoint | null,
  detail: string | null = null,
): PublicCause => ({
  reason,
  endpointId: endpoint?.id ?? null,
  routeTableId: table.id,
  detail,
});

/** The route that would have carried the packet to a gateway endpoint, had no better one matched. */
const endpointRoute = ({ table, destination: { listIds } }: Situation) =>
  listIds.length === 0
    ? undefined
    : table.routes.find(
        ({ prefixListId, target }) =>
          target.kind === 'gateway-endpoint' && prefixListId !== null && listIds.includes(prefixListId),
      );

const byGateway = (situation: Situation, gateways: readonly Endpoint[]): PublicCause | null => {
  const { table, family } = situation;
  const speaksIpv6 = family === 'ipv6' || situation.isTranslated;
  const route = endpointRoute(situation);
  if (route !== undefined && !situation.isTranslated)
    return cause(
      'overriding-route',
      table,
      gateways.find(({ id }) => id === route.target.id) ?? null,
      `${route.destination} → ${route.target.id}`,
    );

  const usable = gateways.find(({ health }) => health === 'usable');
  if (usable !== undefined && speaksIpv6 && usable.ipAddressType === 'ipv4')
    return cause('ipv4-only-endpoint', table, usable);
  if (usable !== undefined) return cause('route-table-not-associated', table, usable);
  const [first] = gateways;

  return first === undefined
    ? null
    : cause('endpoint-not-available', table, first, `the endpoint is ${first.rawState}`);
};

const flaw = ({ vpc, table, family }: Situation, endpoint: Endpoint): PublicCause => {
  const offered = offeredNames(vpc.scope, endpoint);
  if (endpoint.health !== 'usable')
    return cause('endpoint-not-available', table, endpoint, `the endpoint is ${endpoint.rawState}`);
  if (!endpoint.privateDnsEnabled) {
    const isOffered = isUnread(offered) || offered.length > 0;

    return cause(
      isOffered ? 'private-dns-off' : 'name-not-covered',
      table,
      endpoint,
      isOffered ? 'PrivateDnsEnabled is false' : 'the service offers no private DNS name',
    );
  }
  if (vpc.dnsSupport === false || vpc.dnsHostnames === false)
    return cause(
      'dns-attributes-off',
      table,
      endpoint,
      vpc.dnsHostnames === false ? 'enableDnsHostnames is off' : 'enableDnsSupport is off',
    );
  if (endpoint.inboundResolverOnly)
    return cause('private-dns-inbound-only', table, endpoint, 'PrivateDnsOnlyForInboundResolverEndpoint is true');
  if (family === 'ipv6' && endpoint.ipAddressType === 'ipv4') return cause('ipv4-only-endpoint', table, endpoint);

  return cause('name-not-covered', table, endpoint);
};

export const zoneText = ({ id, domain }: { readonly id: string; readonly domain: string | null }): string =>
  domain === null ? id : `${id} (${domain})`;

/** A zone that was meant to lead here: nobody asks it. */
const byMisnamedZone = ({ network, vpc, service, table }: Situation): PublicCause | null => {
  const zone = zoneNamedAfterService(network, vpc, service);

  return zone === null ? null : cause('misnamed-zone', table, zone.endpoint, zoneText(zone));
};

/** Another VPC's endpoint that answers a primary name of the service here, and so serves it in part. */
const byHub = ({ network, vpc, service, table }: Situation): PublicCause | null => {
  for (const { name, family, primary } of service.names) {
    if (!primary) continue;
    const { answer, decidedBy } = resolve(network, vpc, name, family);
    const [endpoint] = answer.kind === 'endpoints' ? answer.endpoints : [];
    if (endpoint !== undefined && endpoint.vpcId !== vpc.id)
      return cause('name-not-covered', table, endpoint, `${decidedBy.id} leads ${name} there`);
  }

  return null;
};

/** The best of several is the one whose flaw is easiest to mend. */
const usableFirst = (a: Endpoint, b: Endpoint): number =>
  Number(b.health === 'usable') - Number(a.health === 'usable') ||
  Number(b.privateDnsEnabled) - Number(a.privateDnsEnabled);

/** Why a name that is answered with public addresses finds no private way from this table. */
export const causeOf = (situation: Situation): PublicCause => {
  const { vpc, table } = situation;
  const endpoints = isUnread(vpc.endpoints) ? [] : vpc.endpoints;
  const own = endpoints.filter((endpoint) => serves(situation, endpoint));
  const gateway = byGateway(
    situation,
    own.filter(({ type }) => type === 'gateway'),
  );
  if (gateway !== null && gateway.reason !== 'endpoint-not-available') return gateway;

  const [interfaceEndpoint] = own.filter(({ type }) => type === 'interface').sort(usableFirst);
  const found = interfaceEndpoint === undefined ? null : flaw(situation, interfaceEndpoint);
  if (found !== null && found.reason !== 'private-dns-off') return found;
  const better = byMisnamedZone(situation) ?? found ?? gateway ?? byHub(situation);
  if (better !== null) return better;

  const elsewhere = endpoints.find((endpoint) => isElsewhere(situation, endpoint));

  return elsewhere === undefined
    ? cause('no-endpoint', table, null)
    : cause('other-region-endpoint', table, elsewhere, `it serves ${elsewhere.serviceRegion}`);
};
