import type { Endpoint, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { type AddressOutcome, addressOutcome, withoutNextHop } from './address-outcome.ts';
import { agreed } from './combine.ts';
import { addressesOf, type EndpointAddress, type EndpointRequest, hasListedInterface } from './endpoint-address.ts';
import { causeAt, clientAccessTo, enterEndpoint, keptOut } from './enter-endpoint.ts';
import { hop } from './hop.ts';
import type { Disposition } from './path.ts';
import type { Reason, UnknownReason } from './reason.ts';
import { embedded } from './routing/nat64.ts';
import type { TraceResult } from './routing/trace-result.ts';
import { initialTrace } from './routing/trace-state.ts';
import { walkFrom } from './routing/walk.ts';

const tracesTo = (request: EndpointRequest, table: RouteTable, { destination, subnet: at }: EndpointAddress) => {
  const { network, client, port, family, isTranslated } = request;
  const { subnet } = client;
  // Inside one subnet no route table is asked.
  if (at?.id === subnet.id && !isTranslated)
    return [{ ranges: destination.ranges, end: { local: subnet.vpc, from: subnet }, trace: initialTrace }];
  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;

  return walkFrom(
    { network, client, family, destination, port, isReply: false },
    { vpc: subnet.vpc, subnet, table, ranges, trace: initialTrace },
  );
};

/** What ends a path to the internet; no such path leads to a private address, so there it only means that none does. */
const internetReasons: ReadonlySet<Reason | null> = new Set<Reason>([
  'no-route',
  'no-public-address',
  'nat-dead-end',
  'block-public-access',
]);

const isOnWayOut = ({ verdict, reason }: Disposition): boolean =>
  verdict === 'public' || verdict === 'private' || internetReasons.has(reason);

/** A private address that is sent to a NAT or internet gateway gets nowhere: it is never public. */
const misrouted = (endpoint: Endpoint, { ranges, trace }: TraceResult, disposition: Disposition): AddressOutcome =>
  isOnWayOut(disposition)
    ? keptOut(
        endpoint,
        { ranges, trace },
        { reason: 'no-route-to-endpoint', hop: hop(endpoint.id, 'drops', 'no route leads to its private address') },
      )
    : addressOutcome(disposition, {
        ranges,
        hops: trace.hops,
        doubts: trace.doubts,
        cause: causeAt(endpoint, disposition.reason ?? 'no-route-to-endpoint'),
      });

/** Another VPC took the address into a CIDR of its own: its local route keeps the packet, and no route could mend that. */
const keptInside = (endpoint: Endpoint, { address }: EndpointAddress, vpc: Vpc, result: TraceResult): AddressOutcome =>
  keptOut(endpoint, result, {
    reason: 'address-overlap',
    hop: hop(
      vpc.id,
      'drops',
      `has ${address} of ${endpoint.id} in a CIDR of its own, so that its local route keeps it`,
    ),
  });

/** The facts do not hold the addresses of the endpoint. */
const unseen = ({ id }: Endpoint, reason: UnknownReason, because: string): AddressOutcome =>
  addressOutcome(withoutNextHop('unknown', reason), { hops: [hop(id, 'answers', because)] });

const atEnd = (
  request: EndpointRequest,
  endpoint: Endpoint,
  home: Vpc,
  address: EndpointAddress,
  result: TraceResult,
): readonly AddressOutcome[] => {
  const { end } = result;
  if ('disposition' in end) {
    const [barrier] = clientAccessTo(request, endpoint, address, result).barriers;

    return [
      barrier === undefined || end.disposition.verdict !== 'transit'
        ? misrouted(endpoint, result, end.disposition)
        : keptOut(endpoint, result, { reason: barrier.reason, hop: barrier.hop }),
    ];
  }

  return end.local.id === home.id
    ? enterEndpoint(request, endpoint, home, address, { ...result, from: end.from })
    : [keptInside(endpoint, address, end.local, result)];
};

/** Whether and how a subnet reaches the addresses of an endpoint that its names resolve to. */
export const toEndpoint = (request: EndpointRequest, table: RouteTable, endpoint: Endpoint): AddressOutcome[] => {
  const home = request.network.vpcs.get(endpoint.vpcId);
  if (home === undefined)
    return [unseen(endpoint, 'endpoint-not-visible', `its VPC ${endpoint.vpcId} is not among the facts`)];
  const addresses = addressesOf(request, endpoint, home);
  if (addresses.length === 0 && !hasListedInterface(home, endpoint))
    return [unseen(endpoint, 'unread-facts', 'none of its addresses is among the facts')];

  return addresses.flatMap((address) => {
    const results = tracesTo(request, table, address);
    const outcomes = results.flatMap((result) => atEnd(request, endpoint, home, address, result));

    return results.some(({ trace }) => trace.isOneOfSeveral) ? agreed(outcomes) : outcomes;
  });
};
