import { groupBy } from '../group-by.ts';
import { memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import { intersect, subtract } from '../net/ranges.ts';
import type { Network } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import type { PortRange } from '../services/ports.ts';
import type { Service } from '../services/service.ts';
import { type ClientAccess, clientAccess, isUnhindered } from './access/client.ts';
import { portKey } from './access/port.ts';
import { type AddressOutcome, addressOutcome, withoutNextHop } from './address-outcome.ts';
import { causeOf, type PublicCause } from './cause.ts';
import type { Client } from './client.ts';
import { agreed } from './combine.ts';
import type { Destination } from './destination.ts';
import type { Doubt } from './doubt.ts';
import { routingClass, type SubnetClass } from './equivalence.ts';
import type { Disposition } from './path.ts';
import { embedded, extracted, isEmbedded } from './routing/nat64.ts';
import type { TraceResult } from './routing/trace-result.ts';
import { initialTrace } from './routing/trace-state.ts';
import { walkFrom } from './routing/walk.ts';

export interface PublicRequest {
  readonly network: Network;
  readonly client: Client;
  readonly service: Service;
  readonly port: PortRange;
  /** What makes it less than certain that the name resolves into the destination. */
  readonly nameDoubts: readonly Doubt[];
  readonly family: Family;
  readonly destination: Destination;
  /** IPv4 addresses, asked for over IPv6: DNS64 answers and a NAT gateway translates. */
  readonly isTranslated: boolean;
}

const walks = memoizeBy<SubnetClass, string, readonly TraceResult[]>();

const walkFromSubnet = (
  { network, client, port, destination, isTranslated }: PublicRequest,
  table: RouteTable,
): readonly TraceResult[] => {
  const { subnet } = client;
  const { id, family, ranges } = destination;
  const access = isUnhindered(subnet, isTranslated ? 'ipv6' : family, port) ? 'free' : 'held';
  const key = `${id} ${family} ${isTranslated} ${portKey(port)} ${access}`;

  return walks(routingClass(network, client, table), key, () =>
    walkFrom(
      { network, client, family: isTranslated ? 'ipv6' : family, destination, port, isReply: false },
      { vpc: subnet.vpc, subnet, table, ranges: isTranslated ? embedded(ranges) : ranges, trace: initialTrace },
    ),
  );
};

/** Its addresses are listed, so that it is not taken for all of public space. */
const isListed = ({ listIds, doubts }: Destination): boolean => listIds.length > 0 && doubts.length === 0;

/** Found once for all results of a request that ask for it. */
type Why = () => PublicCause;

const dispositionOf = (
  { client }: PublicRequest,
  why: Why,
  disposition: Disposition,
): Pick<AddressOutcome, 'disposition' | 'cause'> => {
  const { verdict, via, through } = disposition;
  const { vpc } = client.subnet;
  if (vpc.isShared && (verdict !== 'private' || vpc.scope.untoldVpcIds.has(vpc.id)))
    return { disposition: withoutNextHop('unknown', 'not-visible-to-participant'), cause: null };
  if (verdict === 'private' || verdict === 'unknown') return { disposition, cause: null };
  const cause = why();

  return {
    disposition: verdict === 'unreachable' ? disposition : { verdict, via, through, reason: cause.reason },
    cause,
  };
};

const outcomesOf = (
  request: PublicRequest,
  why: Why,
  { ranges, end, trace: { hops, doubts } }: TraceResult,
): AddressOutcome[] => {
  // A VPC that took a service's addresses for its own CIDR keeps what is sent there. Of other services nobody has any.
  if ('local' in end)
    return isListed(request.destination)
      ? [addressOutcome(withoutNextHop('unreachable', 'local-route'), { ranges, hops, doubts })]
      : [];
  const { disposition, cause } = dispositionOf(request, why, end.disposition);

  return [addressOutcome(disposition, { ranges, hops, doubts, cause })];
};

/**
 * Some addresses without those that the subnet's own groups and ACL hold back, which come to an end of their own. What
 * no route leads to anyhow is not held back by them.
 */
const cutBy = ({ barriers, doubts }: ClientAccess, one: AddressOutcome): readonly AddressOutcome[] => {
  if (one.disposition.verdict === 'unreachable') return [one];
  let rest = one.ranges;
  const stopped: AddressOutcome[] = [];
  for (const { ranges, reason, hop } of barriers) {
    const held = intersect(rest, ranges);
    if (held.length === 0) continue;
    const disposition = withoutNextHop('unreachable', reason);
    stopped.push(addressOutcome(disposition, { ranges: held, hops: [hop], doubts: one.doubts }));
    rest = subtract(rest, ranges);
  }

  return rest.length === 0 ? stopped : [...stopped, { ...one, ranges: rest, doubts: [...one.doubts, ...doubts] }];
};

/** The same for addresses that a NAT gateway has turned back into IPv4. */
const pastNat64 = ({ barriers, doubts }: ClientAccess): ClientAccess => ({
  barriers: barriers.map((barrier) => ({ ...barrier, ranges: extracted(barrier.ranges) })),
  doubts,
});

/** What each result comes to, past the client's own groups and network ACL. */
const pastClientAccess = (
  request: PublicRequest,
  table: RouteTable,
  results: readonly TraceResult[],
): readonly AddressOutcome[] => {
  const { isTranslated, client, port, destination } = request;
  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;
  const outbound = { client, ranges, family: isTranslated ? ('ipv6' as const) : request.family, port };
  let cause: PublicCause | undefined;
  const why = (): PublicCause => {
    cause ??= causeOf({ ...request, vpc: client.subnet.vpc, table });

    return cause;
  };

  return [...groupBy(results, ({ trace }) => trace.clientAcl)].flatMap(([asked, group]) => {
    const access = clientAccess({ ...outbound, asked });

    return group.flatMap((result) => {
      const outcomes = outcomesOf(request, why, result);
      const own = isTranslated && !isEmbedded(result.ranges) ? pastNat64(access) : access;

      return own.barriers.length === 0 && own.doubts.length === 0
        ? outcomes
        : outcomes.flatMap((one) => cutBy(own, one));
    });
  });
};

/** Which of the addresses are the service's was not read: that matters where they do not all fare alike. */
const underUnreadLists = (
  { destination: { doubts } }: PublicRequest,
  outcomes: readonly AddressOutcome[],
): readonly AddressOutcome[] =>
  doubts.length === 0 || outcomes.length < 2
    ? outcomes
    : outcomes.map((one) => ({ ...one, doubts: [...doubts, ...one.doubts] }));

/** Where the public addresses of a service go from a subnet. */
export const toPublicAddresses = (request: PublicRequest, table: RouteTable): readonly AddressOutcome[] => {
  const { nameDoubts } = request;
  const results = walkFromSubnet(request, table);
  const found = underUnreadLists(request, pastClientAccess(request, table, results));
  const outcomes = results.some(({ trace }) => trace.isOneOfSeveral) ? agreed(found) : found;
  if (nameDoubts.length === 0) return outcomes;

  return outcomes.map((one) =>
    one.disposition.verdict === 'private' ? { ...one, doubts: [...one.doubts, ...nameDoubts] } : one,
  );
};
