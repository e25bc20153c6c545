import { memoizeBy } from '../../memoize.ts';
import type { Cidr, Family } from '../../net/cidr.ts';
import { type PrefixMap, prefixMap } from '../../net/prefix-map.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Scope } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import type { Route, RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { prefixListOf } from '../list-entries.ts';

type Routes = RouteTable['routes'];

/** Routes that cover the same addresses, by their places in the table. */
export interface RouteCandidates {
  /** Of those to one destination, the longest prefix. */
  readonly places: readonly [number, ...number[]];
  /** Those of the next shorter prefix, where prefix lists are among them or among what is shorter still; else null. */
  readonly outer: RouteCandidates | null;
  /** Prefix lists are among them. */
  readonly hasLists: boolean;
}

/** How the destinations of a table divide addresses, wherever its routes lead: the same for all tables with the same destinations. */
export interface TableLayout {
  readonly map: PrefixMap<RouteCandidates>;
  /** All of the map, each once. */
  readonly candidates: readonly RouteCandidates[];
  /** Routes by a list whose entries were not read, or to what is no CIDR and no list: they may cover any address. */
  readonly unread: readonly { readonly place: number; readonly list: PrefixList | null }[];
  /** Whether several tables have it, so that it pays to keep what follows from it. */
  isShared: boolean;
}

const knownList = (scope: Scope, id: string): PrefixList | null => {
  const list = prefixListOf(scope, id);

  return isUnread(list) ? null : list;
};

const keyOf = ({ first, length }: Cidr): number | string =>
  typeof first === 'number' ? first * 64 + length : `${first}/${length}`;

/** The places of routes to one destination. */
interface Rivals {
  readonly cidr: Cidr;
  readonly places: [number, ...number[]];
}

type ByCidr = Map<number | string, Rivals>;

const add = (byCidr: ByCidr, cidr: Cidr, place: number): void => {
  const key = keyOf(cidr);
  const present = byCidr.get(key);
  if (present === undefined) byCidr.set(key, { cidr, places: [place] });
  else present.places.push(place);
};

/** A route by a list is one object for all that the list holds, so that neighbours that take it are recognised by identity. */
const candidatesIn = (routes: Routes) => {
  const byList = new Map<number, RouteCandidates>();

  return (places: readonly [number, ...number[]]): RouteCandidates => {
    const [place] = places;
    const hasLists = places.some((one) => routes[one]?.prefixListId !== null);
    const isAlone = places.length === 1 && hasLists;
    const candidates = (isAlone ? byList.get(place) : undefined) ?? { places, outer: null, hasLists };
    if (isAlone) byList.set(place, candidates);

    return candidates;
  };
};

/** Between two lists that overlap AWS chooses at random, so that a longer prefix in one of them does not decide. */
const nest = (inner: RouteCandidates, outer: RouteCandidates): RouteCandidates =>
  outer.hasLists ? { places: inner.places, outer, hasLists: true } : inner;

/** Written out: a table may have a thousand routes, of which most lead elsewhere. */
const concerns = ({ family, first, last }: Cidr, within: Ranges, asked: Family): boolean => {
  if (family !== asked) return false;
  for (const range of within) if (range.first <= last && first <= range.last) return true;

  return false;
};

/**
 * As far as it concerns the addresses of `within`: most routes of a large table lead to private networks, which say
 * nothing of public addresses.
 */
export const layoutWithin = (routes: Routes, scope: Scope, family: Family, within: Ranges): TableLayout => {
  const byCidr: ByCidr = new Map();
  const unread: { place: number; list: PrefixList | null }[] = [];
  for (let place = 0; place < routes.length; place += 1) {
    const { cidr = null, prefixListId = null } = routes[place] ?? {};
    if (cidr !== null) {
      if (concerns(cidr, within, family)) add(byCidr, cidr, place);
      continue;
    }
    const list = knownList(scope, prefixListId ?? '');
    if (list === null || isUnread(list.cidrs)) unread.push({ place, list });
    else for (const entry of list.cidrs) if (concerns(entry, within, family)) add(byCidr, entry, place);
  }

  const candidatesAt = candidatesIn(routes);
  const entries = Array.from(byCidr.values(), ({ cidr, places }) => ({ cidr, value: candidatesAt(places) }));
  const map = prefixMap(entries, nest);

  return { map, candidates: [...new Set(map.map(({ value }) => value))], unread, isShared: false };
};

const isSameCidr = (a: Cidr | null, b: Cidr | null | undefined): boolean =>
  a === b || (a !== null && b?.first === a.first && b.last === a.last);

const hasSameDestinations = (a: Routes, b: Routes): boolean =>
  a.length === b.length &&
  a.every(({ cidr, prefixListId }, i) => isSameCidr(cidr, b[i]?.cidr) && prefixListId === b[i]?.prefixListId);

const numberOf = ({ cidr, prefixListId }: Route): number => {
  if (cidr === null) return prefixListId?.length ?? 1;

  return typeof cidr.first === 'number' ? cidr.first * 64 + cidr.length : cidr.length;
};

/** Equal for equal destinations. */
const fingerprintOf = (routes: Routes): number => {
  let sum = routes.length;
  for (const route of routes) sum = (Math.imul(sum, 31) + numberOf(route)) | 0;

  return sum;
};

type Known = Map<number, { readonly routes: Routes; readonly layout: TableLayout }[]>;

const known = memoizeBy<Scope['prefixLists'], Family, Known>();

/** The same for all tables of a scope that one template made: they send the same destinations to gateways of their own. */
export const sharedLayout = (routes: Routes, scope: Scope, family: Family, make: () => TableLayout): TableLayout => {
  const byFingerprint = known(scope.prefixLists, family, () => new Map());
  const fingerprint = fingerprintOf(routes);
  const alike = byFingerprint.get(fingerprint) ?? [];
  const present = alike.find((one) => hasSameDestinations(one.routes, routes));
  if (present !== undefined) {
    present.layout.isShared = true;

    return present.layout;
  }
  const layout = make();
  byFingerprint.set(fingerprint, [...alike, { routes, layout }]);

  return layout;
};
