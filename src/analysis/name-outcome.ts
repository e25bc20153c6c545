import { subtract, union } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import type { Service } from '../services/service.ts';
import { type AddressOutcome, addressOutcome, outcomeOf, withoutAddress, withoutNextHop } from './address-outcome.ts';
import { destinationOfAddresses, isPublicAddress } from './destination.ts';
import type { Answer, Resolution } from './dns/answer.ts';
import { distinct, notRead } from './doubt.ts';
import { hop } from './hop.ts';
import type { Lookup } from './names.ts';
import type { Outcome } from './path.ts';
import { toEndpoint } from './to-endpoint.ts';
import { toPublicAddresses } from './to-public.ts';

/** A name that is asked for in a subnet. */
interface Query {
  readonly network: Network;
  readonly subnet: Subnet;
  readonly table: RouteTable;
  readonly lookup: Lookup;
}

const publicly = ({ network, subnet, table, lookup }: Query, destination = lookup.destination) => {
  const { service, nameDoubts, isTranslated, resolution } = lookup;

  return toPublicAddresses(
    { network, subnet, service, nameDoubts, family: resolution.family, destination, isTranslated },
    table,
  );
};

/** Sent to a NAT or internet gateway, or dropped on the way: a private address gets nowhere. */
const asPrivate = (one: AddressOutcome): AddressOutcome =>
  one.disposition.verdict === 'transit' || one.disposition.verdict === 'unknown'
    ? one
    : { ...one, cause: null, disposition: withoutNextHop('unreachable', 'no-route-to-endpoint') };

/** Nobody knows what is at an address without a known owner, but where packets to it go is known. */
const toAddresses = (query: Query, addresses: readonly string[]): AddressOutcome[] => {
  const destination = destinationOfAddresses(addresses, query.lookup.resolution.family);
  const found = publicly(query, destination);
  const away = addresses.every(isPublicAddress) ? [...found] : found.map(asPrivate);
  const inside = subtract(destination.ranges, union(found.flatMap(({ ranges }) => ranges)));
  if (inside.length === 0 && away.length > 0) return away;

  return [...away, addressOutcome(withoutNextHop('unknown', 'unrecognised'), { ranges: inside })];
};

/** The private DNS of an endpoint tells what it serves; a customer's record may lead a name anywhere. */
const isForeign = ({ decidedBy }: Resolution, { serviceNames }: Service, { serviceName }: Endpoint): boolean =>
  decidedBy.kind === 'hosted-zone' && !serviceNames.includes(serviceName);

const ofAnotherService = ({ id, serviceName }: Endpoint, service: Service): AddressOutcome =>
  addressOutcome(withoutNextHop('unknown', 'unrecognised'), {
    hops: [hop(id, 'answers', `an endpoint of ${serviceName}, not known to serve ${service.id}`)],
  });

const toOneEndpoint = (
  { network, subnet, table, lookup: { service, resolution, isTranslated } }: Query,
  endpoint: Endpoint,
): AddressOutcome[] =>
  isForeign(resolution, service, endpoint)
    ? [ofAnotherService(endpoint, service)]
    : toEndpoint({ network, subnet, family: isTranslated ? 'ipv6' : resolution.family, isTranslated }, table, endpoint);

const byAnswer = (query: Query, answer: Answer): readonly AddressOutcome[] => {
  switch (answer.kind) {
    case 'public':
      return publicly(query);
    case 'endpoints':
      return answer.endpoints.flatMap((endpoint) => toOneEndpoint(query, endpoint));
    case 'addresses':
      return toAddresses(query, answer.addresses);
    case 'several':
      return answer.answers.flatMap((one) => byAnswer(query, one));
    case 'none':
      return [addressOutcome(withoutNextHop('unreachable', answer.reason), {})];
    case 'unknown':
      return [addressOutcome(withoutNextHop('unknown', answer.reason), {})];
    default:
      return answer satisfies never;
  }
};

const withoutTable = (subnet: Subnet, { resolution: { hops, doubts } }: Lookup): Outcome => {
  const missing = isUnread(subnet.routeTable)
    ? [notRead(subnet.routeTable, 'which routes the subnet has is not known')]
    : [];

  return withoutAddress('unknown', 'unread-facts', { hops, doubts: distinct([...doubts, ...missing]) });
};

/** DNS, then routing, then access: what becomes of one name from one subnet. */
export const nameOutcome = (network: Network, subnet: Subnet, lookup: Lookup): Outcome => {
  const { routeTable: table } = subnet;
  if (isUnread(table)) return withoutTable(subnet, lookup);
  const outcomes = byAnswer({ network, subnet, table, lookup }, lookup.resolution.answer);

  // There is none for an address of the VPC's own CIDR in AWS's list, and for an endpoint without an address.
  return outcomes.length > 0
    ? outcomeOf(outcomes, lookup.resolution)
    : withoutAddress('unreachable', 'no-route', lookup.resolution);
};
