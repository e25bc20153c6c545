import { memoizeBy } from '../../memoize.ts';
import type { Cidr, Family } from '../../net/cidr.ts';
import { type PrefixEntry, type PrefixMap, prefixMap } from '../../net/prefix-map.ts';
import type { Scope } from '../../network/network.ts';
import type { TransitRoute } from '../../network/transit.ts';
import { compare } from '../../order.ts';
import { listEntries } from '../list-entries.ts';

/** A transit gateway's route table, ready for look-ups. */
export interface TransitTable {
  /** Null: a prefix list that the table refers to was not read. */
  readonly routes: Readonly<Record<Family, PrefixMap<TransitRoute> | null>>;
  /** AWS put routes there itself. */
  readonly hasSystemRoutes: boolean;
}

/** Whose propagated routes win; those of peers and of what AWS adds come last. */
const propagators = ['vpc', 'direct-connect-gateway', 'connect', 'vpn'];

/**
 * At the same destination static routes win, then references to prefix lists, then propagated ones by what propagates them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
const rankOf = ({ prefixListId, type, attachments }: TransitRoute): number => {
  if (prefixListId !== null) return 1;
  if (type === 'static') return 0;
  const place = propagators.indexOf(attachments[0]?.type ?? '');

  return 2 + (place < 0 ? propagators.length : place);
};

const textOf = ({ destination, attachments }: TransitRoute): string =>
  [destination, ...attachments.map(({ id }) => id)].join(' ');

/** Among equals the same one comes first, whatever order AWS lists them in. */
const isBefore = (one: TransitRoute, other: TransitRoute): boolean =>
  (rankOf(one) - rankOf(other) || compare(textOf(one), textOf(other))) < 0;

const cidrsOf = (scope: Scope, route: TransitRoute): readonly Cidr[] | null =>
  route.cidr === null ? listEntries(scope, route.prefixListId ?? '') : [route.cidr];

const compile = (routes: readonly TransitRoute[], scope: Scope, family: Family): PrefixMap<TransitRoute> | null => {
  const best = new Map<string, PrefixEntry<TransitRoute>>();
  for (const route of routes) {
    const cidrs = cidrsOf(scope, route);
    if (cidrs === null) return null;
    for (const cidr of cidrs) {
      const key = `${cidr.first}/${cidr.length}`;
      const present = best.get(key);
      if (cidr.family === family && (present === undefined || isBefore(route, present.value)))
        best.set(key, { cidr, value: route });
    }
  }

  return prefixMap(best.values());
};

const compiledIn = memoizeBy<Scope, readonly TransitRoute[], TransitTable>();

/** Compiled once for each account that reads its prefix lists: a hub's table has thousands of routes and serves hundreds of VPCs. */
export const transitTable = (routes: readonly TransitRoute[], scope: Scope): TransitTable =>
  compiledIn(scope, routes, () => ({
    routes: { ipv4: compile(routes, scope, 'ipv4'), ipv6: compile(routes, scope, 'ipv6') },
    hasSystemRoutes: routes.some(({ type }) => type === 'system'),
  }));
