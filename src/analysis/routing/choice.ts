import { memoize } from '../../memoize.ts';
import { type Cidr, type Family, overlaps } from '../../net/cidr.ts';
import { type PrefixEntry, type PrefixMap, prefixMap } from '../../net/prefix-map.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Scope } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import type { Route, RouteOrigin, RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { by } from '../../order.ts';
import { prefixListOf } from '../list-entries.ts';

/** The route that a stretch of addresses takes by a table, and what makes that less than certain. */
export interface Choice {
  readonly route: Route;
  /** Prefix-list routes over the same addresses to other targets: AWS picks one and does not say which. */
  readonly rivals: readonly Route[];
  /** Every prefix-list route that covers the stretch. */
  readonly lists: readonly Route[];
  /** Equal destinations whose order AWS does not state. */
  readonly isUnsureTie: boolean;
}

export interface CompiledTable {
  readonly map: PrefixMap<Choice>;
  /** Routes by lists whose entries were not read, or to what is no CIDR and no list: they may cover any address. */
  readonly unreadLists: readonly { readonly route: Route; readonly list: PrefixList | null }[];
}

const rank: Readonly<Record<RouteOrigin, number>> = { static: 0, unrecognised: 2, propagated: 2, advertised: 2 };

/** For one destination: static before prefix list before propagated. */
const rankOf = (route: Route): number => (route.prefixListId === null ? rank[route.origin] : 1);

const sameTarget = (a: Route, b: Route): boolean => a.target.id === b.target.id && a.target.kind === b.target.kind;

const textOf = ({ destination, target }: Route): string => `${destination} ${target.id}`;

/** Among equals the same one comes first, whatever order AWS lists them in. */
const byText = by(textOf);

/** One object a route: addresses that share it can be told to do so at a glance. */
const onlyChoice = memoize(
  (route: Route): Choice => ({
    route,
    lists: route.prefixListId === null ? [] : [route],
    rivals: [],
    isUnsureTie: false,
  }),
);

const choose = (candidates: readonly Route[]): Choice | undefined => {
  const [first, ...others] = [...candidates].sort((a, b) => rankOf(a) - rankOf(b) || byText(a, b));
  if (first === undefined) return undefined;
  if (others.length === 0) return onlyChoice(first);

  const lists = candidates.filter(({ prefixListId }) => prefixListId !== null);
  const tied = others.filter((other) => rankOf(other) === rankOf(first) && !sameTarget(other, first));

  return {
    route: first,
    lists,
    rivals: first.prefixListId === null ? [] : lists.filter((other) => !sameTarget(other, first)).sort(byText),
    isUnsureTie: first.prefixListId === null && tied.length > 0,
  };
};

/** AWS says that overlapping lists are decided at random, so the longer prefix is no comfort between two lists. */
const nest = (inner: Choice, outer: Choice): Choice => {
  if (outer.lists.length === 0) return inner;

  const lists = [...inner.lists, ...outer.lists];
  const rivals =
    inner.route.prefixListId === null ? [] : lists.filter((other) => !sameTarget(other, inner.route)).sort(byText);

  return { ...inner, lists, rivals };
};

/**
 * The table as far as it concerns the addresses of `within`: most routes of a large one lead to
 * private networks, which say nothing of public addresses.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export const compileTable = (table: RouteTable, scope: Scope, family: Family, within: Ranges): CompiledTable => {
  const candidates = new Map<string | number, { cidr: Cidr; routes: Route[] }>();
  const unreadLists: { route: Route; list: PrefixList | null }[] = [];
  const add = (cidr: Cidr, route: Route): void => {
    if (cidr.family !== family || !within.some((range) => overlaps(range, cidr))) return;

    const key = typeof cidr.first === 'number' ? cidr.first * 64 + cidr.length : `${cidr.first}/${cidr.length}`;
    const entry = candidates.get(key);
    if (entry === undefined) candidates.set(key, { cidr, routes: [route] });
    else entry.routes.push(route);
  };

  for (const route of table.routes) {
    if (route.cidr !== null) {
      add(route.cidr, route);
    } else if (route.prefixListId === null) {
      unreadLists.push({ route, list: null });
    } else {
      const list = prefixListOf(scope, route.prefixListId);
      const found = isUnread(list) ? null : list;
      if (found === null || isUnread(found.cidrs)) unreadLists.push({ route, list: found });
      else for (const cidr of found.cidrs) add(cidr, route);
    }
  }

  const entries: PrefixEntry<Choice>[] = [];
  for (const { cidr, routes } of candidates.values()) {
    const value = choose(routes);
    if (value !== undefined) entries.push({ cidr, value });
  }

  return { map: prefixMap(entries, nest), unreadLists };
};
