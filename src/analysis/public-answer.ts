import { memoize } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import { intersect, subtract } from '../net/ranges.ts';
import type { Network, Scope, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import type { Service } from '../services/service.ts';
import { clientAccess } from './access/client.ts';
import { causeOf } from './cause.ts';
import type { Destination } from './destination.ts';
import type { Doubt } from './doubt.ts';
import { wayTraits } from './likeness.ts';
import { originOf } from './origin.ts';
import type { Piece } from './outcome.ts';
import { embedded } from './routing/nat64.ts';
import { emptyTrail, type Origin, type Stretch } from './routing/trail.ts';
import { walkFrom } from './routing/walk.ts';

export interface Errand {
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
const walksIn = memoize((_scope: Scope) => new Map<string, readonly Stretch[]>());

const walkOnce = (
  { network, subnet, destination, isTranslated }: Errand,
  origin: Origin,
  table: RouteTable,
): readonly Stretch[] => {
  const known = walksIn(subnet.vpc.scope);
  const key = `${destination.id} ${destination.family} ${isTranslated} ${wayTraits(network, subnet, table)}`;
  const present = known.get(key);
  if (present !== undefined) return present;

  const ranges = isTranslated ? embedded(destination.ranges) : destination.ranges;
  const walk = { network, origin, family: isTranslated ? ('ipv6' as const) : destination.family, destination };
  const stretches = walkFrom(walk, { vpc: subnet.vpc, subnet, table, ranges, trail: emptyTrail });
  known.set(key, stretches);

  return stretches;
};

/** Its addresses are known one by one, and not only as anything public. */
const isListed = ({ listIds, doubts }: Destination): boolean => listIds.length > 0 && doubts.length === 0;

/** A VPC that took a service's addresses for its own CIDR keeps what is sent there. Of other services nobody has any. */
const inside = ({ ranges, trail }: Pick<Stretch, 'ranges' | 'trail'>): Piece => ({
  ranges,
  hops: trail.hops,
  doubts: trail.doubts,
  cause: null,
  fate: { verdict: 'unreachable', via: null, through: [], reason: 'local-route' },
});

const judged = (errand: Errand, table: RouteTable, { ranges, end, trail }: Stretch): Piece[] => {
  if ('local' in end) return isListed(errand.destination) ? [inside({ ranges, trail })] : [];
  const { fate } = end;
  const { hops } = trail;
  const { destination, subnet, service, family, isTranslated } = errand;
  const doubts = destination.doubts.length === 0 ? trail.doubts : [...destination.doubts, ...trail.doubts];
  if (subnet.vpc.isShared && fate.verdict !== 'private') {
    const hidden = { verdict: 'unknown', via: null, through: [], reason: 'not-visible-to-participant' } as const;

    return [{ ranges, hops, doubts, cause: null, fate: hidden }];
  }
  if (fate.verdict !== 'public' && fate.verdict !== 'transit') return [{ ranges, hops, doubts, cause: null, fate }];

  const cause = causeOf({ vpc: subnet.vpc, service, table, family, destination, isTranslated });
  const { verdict, via, through } = fate;

  return [{ ranges, hops, doubts, cause, fate: { verdict, via, through, reason: cause.reason } }];
};

/** Takes what the subnet's own groups and ACL hold back out of the pieces. */
const barred = (errand: Errand, pieces: readonly Piece[]): readonly Piece[] => {
  if (errand.isTranslated) return pieces;
  const { barriers, doubts } = clientAccess(errand.subnet, errand.destination.ranges, errand.family);
  if (barriers.length === 0 && doubts.length === 0) return pieces;

  return pieces.flatMap((piece) => {
    let rest = piece.ranges;
    const stopped: Piece[] = [];
    for (const { ranges, reason, hop } of barriers) {
      const held = intersect(rest, ranges);
      if (held.length === 0) continue;
      stopped.push({
        ...piece,
        ranges: held,
        hops: [hop],
        cause: null,
        fate: { verdict: 'unreachable', via: null, through: [], reason },
      });
      rest = subtract(rest, ranges);
    }

    return [
      ...stopped,
      ...(rest.length === 0 ? [] : [{ ...piece, ranges: rest, doubts: [...piece.doubts, ...doubts] }]),
    ];
  });
};

const freshPieces = (errand: Errand, table: RouteTable): readonly Piece[] => {
  const stretches = walkOnce(errand, originOf(errand.subnet), table);

  return barred(
    errand,
    stretches.flatMap((stretch) => judged(errand, table, stretch)),
  );
};

const piecesIn = memoize((_scope: Scope) => new Map<string, readonly Piece[]>());

/** `likeness` is the key under which alike subnets share the answer; names of one service share it too. */
const piecesFrom = (errand: Errand, table: RouteTable, likeness: string | null): readonly Piece[] => {
  if (likeness === null || errand.isTranslated) return freshPieces(errand, table);
  const { service, destination, family } = errand;
  const known = piecesIn(errand.subnet.vpc.scope);
  const key = `${service.id} ${destination.id} ${family} ${likeness}`;
  const pieces = known.get(key) ?? freshPieces(errand, table);
  known.set(key, pieces);

  return pieces;
};

/** Where the public addresses of a service go from a subnet. */
export const toPublicAddresses = (errand: Errand, table: RouteTable, likeness: string | null): readonly Piece[] => {
  const pieces = piecesFrom(errand, table, likeness);
  const { nameDoubts } = errand;
  if (nameDoubts.length === 0) return pieces;

  return pieces.map((piece) =>
    piece.fate.verdict === 'private' ? { ...piece, doubts: [...piece.doubts, ...nameDoubts] } : piece,
  );
};
