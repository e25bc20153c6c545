import { memoize } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import { intersect, subtract } from '../net/ranges.ts';
import type { Network, Scope, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import type { Service } from '../services/service.ts';
import { clientAccess } from './access/client.ts';
import type { AddressOutcome } from './address-outcome.ts';
import { causeOf } from './cause.ts';
import type { Destination } from './destination.ts';
import type { Doubt } from './doubt.ts';
import { routingKey } from './equivalence.ts';
import { originOf } from './origin.ts';
import { embedded } from './routing/nat64.ts';
import { initialTrace, type Origin, type TraceResult } from './routing/trace-state.ts';
import { walkFrom } from './routing/walk.ts';

export interface PublicRequest {
  readonly network: Network;
  readonly subnet: Subnet;
  readonly service: Service;
  /** What makes it less than certain that the name resolves into the destination. */
  readonly nameDoubts: readonly Doubt[];
  readonly family: Family;
  readonly destination: Destination;
  /** IPv4 addresses, asked for over IPv6: DNS64 answers and a NAT gateway translates. */
  readonly isTranslated: boolean;
}

/** By scope: accounts that share a VPC see the same tables, and not the same behind them. */
const walksIn = memoize((_scope: Scope) => new Map<string, readonly TraceResult[]>());

const walkOnce = (
  { network, subnet, destination, isTranslated }: PublicRequest,
  origin: Origin,
  table: RouteTable,
): readonly TraceResult[] => {
  const known = walksIn(subnet.vpc.scope);
  const key = `${destination.id} ${destination.family} ${isTranslated} ${routingKey(network, subnet, table)}`;
  const present = known.get(key);
  if (present !== undefined) return present;

  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;
  const walk = { network, origin, family: isTranslated ? ('ipv6' as const) : destination.family, destination };
  const results = walkFrom(walk, { vpc: subnet.vpc, subnet, table, ranges, trace: initialTrace });
  known.set(key, results);

  return results;
};

/** Its addresses are known one by one, and not only as anything public. */
const isListed = ({ listIds, doubts }: Destination): boolean => listIds.length > 0 && doubts.length === 0;

/** A VPC that took a service's addresses for its own CIDR keeps what is sent there. Of other services nobody has any. */
const keptInside = ({ ranges, trace }: Pick<TraceResult, 'ranges' | 'trace'>): AddressOutcome => ({
  ranges,
  hops: trace.hops,
  doubts: trace.doubts,
  cause: null,
  disposition: { verdict: 'unreachable', via: null, through: [], reason: 'local-route' },
});

const outcomesOf = (
  request: PublicRequest,
  table: RouteTable,
  { ranges, end, trace }: TraceResult,
): AddressOutcome[] => {
  if ('local' in end) return isListed(request.destination) ? [keptInside({ ranges, trace })] : [];
  const { disposition } = end;
  const { hops } = trace;
  const { destination, subnet, service, family, isTranslated } = request;
  const doubts = destination.doubts.length === 0 ? trace.doubts : [...destination.doubts, ...trace.doubts];
  if (subnet.vpc.isShared && disposition.verdict !== 'private') {
    const hidden = { verdict: 'unknown', via: null, through: [], reason: 'not-visible-to-participant' } as const;

    return [{ ranges, hops, doubts, cause: null, disposition: hidden }];
  }
  if (disposition.verdict !== 'public' && disposition.verdict !== 'transit')
    return [{ ranges, hops, doubts, cause: null, disposition }];

  const cause = causeOf({ vpc: subnet.vpc, service, table, family, destination, isTranslated });
  const { verdict, via, through } = disposition;

  return [{ ranges, hops, doubts, cause, disposition: { verdict, via, through, reason: cause.reason } }];
};

/** Takes what the subnet's own groups and ACL hold back out of the pieces. */
const applyClientAccess = (
  request: PublicRequest,
  addressOutcomes: readonly AddressOutcome[],
): readonly AddressOutcome[] => {
  if (request.isTranslated) return addressOutcomes;
  const { barriers, doubts } = clientAccess(request.subnet, request.destination.ranges, request.family);
  if (barriers.length === 0 && doubts.length === 0) return addressOutcomes;

  return addressOutcomes.flatMap((addressOutcome) => {
    let rest = addressOutcome.ranges;
    const stopped: AddressOutcome[] = [];
    for (const { ranges, reason, hop } of barriers) {
      const held = intersect(rest, ranges);
      if (held.length === 0) continue;
      stopped.push({
        ...addressOutcome,
        ranges: held,
        hops: [hop],
        cause: null,
        disposition: { verdict: 'unreachable', via: null, through: [], reason },
      });
      rest = subtract(rest, ranges);
    }

    return [
      ...stopped,
      ...(rest.length === 0
        ? []
        : [{ ...addressOutcome, ranges: rest, doubts: [...addressOutcome.doubts, ...doubts] }]),
    ];
  });
};

const freshOutcomes = (request: PublicRequest, table: RouteTable): readonly AddressOutcome[] => {
  const results = walkOnce(request, originOf(request.subnet), table);

  return applyClientAccess(
    request,
    results.flatMap((result) => outcomesOf(request, table, result)),
  );
};

const outcomesByKey = memoize((_scope: Scope) => new Map<string, readonly AddressOutcome[]>());

/** `likeness` is the key under which alike subnets share the answer; names of one service share it too. */
const outcomesFrom = (
  request: PublicRequest,
  table: RouteTable,
  equivalence: string | null,
): readonly AddressOutcome[] => {
  if (equivalence === null || request.isTranslated) return freshOutcomes(request, table);
  const { service, destination, family } = request;
  const known = outcomesByKey(request.subnet.vpc.scope);
  const key = `${service.id} ${destination.id} ${family} ${equivalence}`;
  const addressOutcomes = known.get(key) ?? freshOutcomes(request, table);
  known.set(key, addressOutcomes);

  return addressOutcomes;
};

/** Where the public addresses of a service go from a subnet. */
export const toPublicAddresses = (
  request: PublicRequest,
  table: RouteTable,
  equivalence: string | null,
): readonly AddressOutcome[] => {
  const addressOutcomes = outcomesFrom(request, table, equivalence);
  const { nameDoubts } = request;
  if (nameDoubts.length === 0) return addressOutcomes;

  return addressOutcomes.map((addressOutcome) =>
    addressOutcome.disposition.verdict === 'private'
      ? { ...addressOutcome, doubts: [...addressOutcome.doubts, ...nameDoubts] }
      : addressOutcome,
  );
};
