import { union } from '../net/ranges.ts';
import type { Endpoint, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { type ClientAccess, clientAccess, groupAccess } from './access/client.ts';
import { type EndpointClient, endpointAccess } from './access/endpoint.ts';
import { type AddressOutcome, addressOutcome } from './address-outcome.ts';
import { addressesOfClient } from './client.ts';
import { assume, type Doubt } from './doubt.ts';
import type { EndpointAddress, EndpointRequest } from './endpoint-address.ts';
import { hop } from './hop.ts';
import type { Cause, Hop } from './path.ts';
import type { Reason, UnreachableReason } from './reason.ts';
import { type Lost, wayBack } from './return-route.ts';
import { embedded, isEmbedded } from './routing/nat64.ts';
import { tableOfSubnet } from './routing/next-table.ts';
import type { Walk } from './routing/step.ts';
import type { TraceResult } from './routing/trace-result.ts';
import { pastSourceNat, type TraceState, tellsGroups } from './routing/trace-state.ts';
import { walkFrom } from './routing/walk.ts';

export const causeAt = ({ id }: Endpoint, reason: Reason): Cause => ({
  reason,
  endpointId: id,
  routeTableId: null,
  detail: null,
});

type Traced = Pick<TraceResult, 'ranges' | 'trace'>;

/** The packet does not get into the endpoint. */
export const keptOut = (
  endpoint: Endpoint,
  { ranges, trace }: Traced,
  { reason, hop, doubts = [] }: { reason: UnreachableReason; hop: Hop; doubts?: readonly Doubt[] },
): AddressOutcome =>
  addressOutcome(
    { verdict: 'unreachable', via: null, through: trace.through, reason },
    {
      ranges,
      hops: [...trace.hops, hop],
      doubts: [...trace.doubts, ...doubts],
      cause: causeAt(endpoint, reason),
    },
  );

/** Groups of a NAT instance that sent the packet on last: what it puts its own address on is its own traffic. */
const groupsOfTranslator = ({ sourceNat, translatedIn, forwarder }: TraceState): readonly string[] => {
  const interfaces = translatedIn?.scope.networkInterfaces;
  if (sourceNat?.kind !== 'nat-instance' || sourceNat.id !== forwarder?.id) return [];

  return interfaces === undefined || isUnread(interfaces) ? [] : (interfaces.get(sourceNat.id)?.securityGroupIds ?? []);
};

const callerOf = ({ client, port, family, isTranslated }: EndpointRequest, trace: TraceState): EndpointClient => {
  const isDirect = trace.sourceNat === null;
  const { vpc } = client.subnet;

  return {
    client,
    port,
    family: isTranslated ? 'ipv4' : family,
    ranges: trace.sources ?? (isDirect ? addressesOfClient(client, family) : union(vpc.cidrs.ipv4)),
    knowsSource: isDirect || trace.sources !== null,
    keepsGroups: tellsGroups(trace),
    translatorGroupIds: groupsOfTranslator(trace),
  };
};

/** As the packet came; a NAT gateway may have turned it into IPv4. */
const walkOf = (
  { network, client, port, family, isTranslated }: EndpointRequest,
  { destination }: EndpointAddress,
): Walk => ({
  network,
  client,
  port,
  family: isTranslated ? 'ipv4' : family,
  destination,
  isReply: false,
});

/** Network ACLs stand between subnets: inside one there are only security groups. By DNS64 a client sends to no subnet's address. */
export const clientAccessTo = (
  { client, port, family, isTranslated }: EndpointRequest,
  endpoint: Endpoint,
  address: EndpointAddress,
  { ranges, trace }: Traced,
): ClientAccess => {
  const { clientAcl: asked } = trace;
  if (isTranslated)
    return clientAccess({
      client,
      ranges: isEmbedded(ranges) ? ranges : embedded(ranges),
      family: 'ipv6',
      port,
      asked,
    });
  const access = address.subnet?.id === client.subnet.id ? groupAccess : clientAccess;

  return access({ client, ranges, family, port, asked }, tellsGroups(trace) ? endpoint.securityGroupIds : []);
};

const blockDoubts = ({ vpc: { scope } }: Subnet): Doubt[] =>
  isUnread(scope.blockMode) || scope.blockMode === 'off' ? [] : [assume('block-spares-endpoints')];

const served = (
  endpoint: Endpoint,
  { ranges, trace }: Traced,
  hops: readonly Hop[],
  doubts: readonly Doubt[],
): AddressOutcome =>
  addressOutcome(
    {
      verdict: 'private',
      via: { kind: 'interface-endpoint', id: endpoint.id },
      through: pastSourceNat(trace).through,
      reason: null,
    },
    { ranges, hops: [...trace.hops, ...hops], doubts: [...trace.doubts, ...doubts] },
  );

/** The endpoint answers, and the answer does not come back to those callers. */
const unanswered = (
  endpoint: Endpoint,
  { ranges, trace }: Traced,
  hops: readonly Hop[],
  lost: Lost,
): AddressOutcome => {
  const { drop, doubts, to, others } = lost;
  const from = others.length === 0 ? null : lost.from;
  const traced = { ranges, trace: { ...trace, hops: [...trace.hops, ...hops, ...lost.hops] } };
  const { cause, ...one } = keptOut(endpoint, traced, { reason: 'no-return-route', hop: drop, doubts });

  return { ...one, from, cause: cause === null ? null : { ...cause, routeTableId: drop.at, detail: to } };
};

/** The packet has arrived in the endpoint's VPC: security groups and network ACLs of both ends have the last word. */
export const enterEndpoint = (
  request: EndpointRequest,
  endpoint: Endpoint,
  home: Vpc,
  address: EndpointAddress,
  traced: Traced & { readonly from: Subnet | null },
): readonly AddressOutcome[] => {
  const { subnet } = request.client;
  const { from, ranges, trace } = traced;
  const clients = clientAccessTo(request, endpoint, address, traced);
  const [barrier] = clients.barriers;
  if (barrier !== undefined) return [keptOut(endpoint, traced, { reason: barrier.reason, hop: barrier.hop })];

  const entry = endpointAccess(
    home.scope,
    endpoint,
    { subnet: address.subnet, from, forwarder: trace.forwarder, ranges },
    callerOf(request, trace),
  );
  const { lost, doubts: replyDoubts } = wayBack(
    { vpc: home, trace, walk: walkOf(request, address) },
    tableOfSubnet(address.subnet ?? undefined),
    walkFrom,
  );
  const doubts = [...address.doubts, ...clients.doubts, ...entry.doubts, ...replyDoubts];
  if (entry.denied !== null) return [keptOut(endpoint, traced, { ...entry.denied, doubts })];
  const delivery = hop(endpoint.id, 'delivers', `interface endpoint at ${address.address} in ${home.id}`);

  const hops = [...entry.hops, delivery];
  const answered = served(endpoint, traced, hops, [...doubts, ...blockDoubts(subnet)]);
  if (lost === null) return [answered];
  const failed = unanswered(endpoint, traced, hops, { ...lost, doubts: [...doubts, ...lost.doubts] });

  return lost.others.length === 0 ? [failed] : [{ ...answered, from: lost.others }, failed];
};
