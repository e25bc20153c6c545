import { includes, type Ranges, subtract, union } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import type { PortRange } from '../services/ports.ts';
import type { Service } from '../services/service.ts';
import { portText } from './access/port.ts';
import { type AddressOutcome, addressOutcome, outcomeOf, withoutAddress, withoutNextHop } from './address-outcome.ts';
import { zoneText } from './cause.ts';
import { addressesOfClient, type Client, clientsOf } from './client.ts';
import { allReached, anyReached } from './combine.ts';
import { destinationOfAddresses, isPublicAddress } from './destination.ts';
import type { Answer, Decider, Resolution } from './dns/answer.ts';
import { blockedPort, type Doubt, distinct, notRead } from './doubt.ts';
import { hop } from './hop.ts';
import type { Lookup } from './names.ts';
import type { Outcome } from './path.ts';
import type { Reason } from './reason.ts';
import { extracted, isEmbedded } from './routing/nat64.ts';
import { toEndpoint } from './to-endpoint.ts';
import { toPublicAddresses } from './to-public.ts';

/** A name that a client asks for, to call what it answers on a port. */
interface Query {
  readonly network: Network;
  readonly client: Client;
  readonly port: PortRange;
  readonly table: RouteTable;
  readonly lookup: Lookup;
}

const publicly = ({ network, client, port, table, lookup }: Query, destination = lookup.destination) => {
  const { service, nameDoubts, isTranslated, resolution } = lookup;

  return toPublicAddresses(
    { network, client, port, service, nameDoubts, family: resolution.family, destination, isTranslated },
    table,
  );
};

/** Sent to a NAT or internet gateway, or dropped on the way: a private address gets nowhere. */
const asPrivate = (one: AddressOutcome): AddressOutcome =>
  one.disposition.verdict === 'transit' || one.disposition.verdict === 'unknown'
    ? one
    : { ...one, cause: null, disposition: withoutNextHop('unreachable', 'no-route-to-endpoint') };

/** What a better zone does not change: a gateway endpoint takes addresses, whoever answers with them. */
const ofGateway: ReadonlySet<Reason | null> = new Set<Reason>([
  'route-table-not-associated',
  'overriding-route',
  'ipv4-only-endpoint',
]);

/** Public because the record of a hosted zone says so, whatever endpoint there is. */
const byZone = (one: AddressOutcome, { kind, id, domain }: Decider): AddressOutcome => {
  if (kind !== 'hosted-zone' || one.cause === null || ofGateway.has(one.cause.reason)) return one;
  const reason = 'overriding-zone';

  return {
    ...one,
    disposition: { ...one.disposition, reason },
    cause: { ...one.cause, reason, endpointId: null, detail: zoneText({ id, domain }) },
  };
};

/** Nobody knows what is at an address without a known owner, but where packets to it go is known. */
const toAddresses = (query: Query, addresses: readonly string[]): AddressOutcome[] => {
  const destination = destinationOfAddresses(addresses, query.lookup.resolution.family);
  const found = publicly(query, destination);
  const away = addresses.every(isPublicAddress)
    ? found.map((one) => byZone(one, query.lookup.resolution.decidedBy))
    : found.map(asPrivate);
  const sent = found.flatMap(({ ranges }) => (isEmbedded(ranges) ? extracted(ranges) : ranges));
  const inside = subtract(destination.ranges, union(sent));
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
  { network, client, port, table, lookup: { service, resolution, isTranslated } }: Query,
  endpoint: Endpoint,
): AddressOutcome[] =>
  isForeign(resolution, service, endpoint)
    ? [ofAnotherService(endpoint, service)]
    : toEndpoint(
        { network, client, port, family: isTranslated ? 'ipv6' : resolution.family, isTranslated },
        table,
        endpoint,
      );

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

/** On every port that the service needs, and for each of those on one that will do. */
const fromClient = (network: Network, client: Client, table: RouteTable, lookup: Lookup): readonly AddressOutcome[] =>
  allReached(
    lookup.service.ports.needed.map((alternatives) =>
      anyReached(
        alternatives.map((port) => byAnswer({ network, client, port, table, lookup }, lookup.resolution.answer)),
      ),
    ),
  );

/** Beside other clients of the subnet: to whom answers do not come back. */
const ofClient = ({ family }: Lookup['resolution'], client: Client, one: AddressOutcome): AddressOutcome =>
  one.disposition.reason === 'no-return-route' && one.from === null
    ? { ...one, from: addressesOfClient(client, family) }
    : one;

const privateRanges = (outcomes: readonly AddressOutcome[]): Ranges =>
  union(outcomes.flatMap(({ ranges, disposition }) => (disposition.verdict === 'private' ? ranges : [])));

/** Of ports that only some clients dial: those that are held back where the others pass. */
const portDoubts = (query: Omit<Query, 'port' | 'client'>, subnet: Subnet, reached: Ranges): readonly Doubt[] =>
  query.lookup.service.ports.sometimes.flatMap(({ range, dialedBy }) => {
    const lists = clientsOf(subnet).map((client) =>
      byAnswer({ ...query, client, port: range }, query.lookup.resolution.answer),
    );

    return includes(privateRanges(anyReached(lists)), reached) ? [] : [blockedPort(portText(range), dialedBy)];
  });

const fromSubnet = (network: Network, subnet: Subnet, table: RouteTable, lookup: Lookup): readonly AddressOutcome[] => {
  const clients = clientsOf(subnet);
  const outcomes = anyReached(
    clients.map((client) =>
      fromClient(network, client, table, lookup).map((one) =>
        clients.length === 1 ? one : ofClient(lookup.resolution, client, one),
      ),
    ),
  );
  const doubts =
    lookup.service.ports.sometimes.length === 0
      ? []
      : portDoubts({ network, table, lookup }, subnet, privateRanges(outcomes));

  return doubts.length === 0
    ? outcomes
    : outcomes.map((one) =>
        one.disposition.verdict === 'private' ? { ...one, doubts: [...one.doubts, ...doubts] } : one,
      );
};

/** DNS, then routing, then access: what becomes of one name from one subnet, by its route table or what stands in for that. */
export const nameOutcome = (
  network: Network,
  subnet: Subnet,
  lookup: Lookup,
  table: Subnet['routeTable'] = subnet.routeTable,
): Outcome => {
  if (isUnread(table)) return withoutTable(subnet, lookup);
  const outcomes = fromSubnet(network, subnet, table, lookup);

  // There is none for an address of the VPC's own CIDR in AWS's list, and for an endpoint without an address.
  return outcomes.length > 0
    ? outcomeOf(outcomes, lookup.resolution)
    : withoutAddress('unreachable', 'no-route', lookup.resolution);
};
