import { memoizeBy } from '../../memoize.ts';
import { type Cidr, type Family, overlaps } from '../../net/cidr.ts';
import { type PrefixMap, prefixMap } from '../../net/prefix-map.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Scope } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import type { Route, RouteOrigin, RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { by } from '../../order.ts';
import { serviceSpace } from '../destination.ts';
import { prefixListOf } from '../list-entries.ts';
import type { RoutingPosition, Walk } from './step.ts';

/** The route that some addresses take by a table, and what makes that less than certain. */
export interface Choice {
  readonly route: Route;
  /** Prefix-list routes over the same addresses to other targets: AWS picks one and does not say which. */
  readonly rivals: readonly Route[];
  /** Every prefix-list route that covers them. */
  readonly lists: readonly Route[];
  /** Equal destinations whose order AWS does not state. */
  readonly isUnsureTie: boolean;
  /** The same for routes that send packets to one target. */
  readonly targetKey: string;
}

/** A route by a list whose entries were not read, or to what is no CIDR and no list: it may cover any address. */
export interface UnreadList {
  readonly route: Route;
  readonly list: PrefixList | null;
}

export interface CompiledTable {
  readonly map: PrefixMap<Choice>;
  readonly unreadLists: readonly UnreadList[];
}

const rank: Readonly<Record<RouteOrigin, number>> = { static: 0, unrecognised: 2, propagated: 2, advertised: 2 };

/** For one destination: static before prefix list before propagated. */
const rankOf = (route: Route): number => (route.prefixListId === null ? rank[route.origin] : 1);

const sameTarget = (a: Route, b: Route): boolean => a.target.id === b.target.id && a.target.kind === b.target.kind;

const targetKeyOf = ({ target, state }: Route): string => `${target.kind} ${target.id} ${state}`;

const textOf = ({ destination, target }: Route): string => `${destination} ${target.id}`;

/** Among equals the same one comes first, whatever order AWS lists them in. */
const byText = by(textOf);

const onlyChoice = (route: Route): Choice => ({
  route,
  lists: route.prefixListId === null ? [] : [route],
  rivals: [],
  isUnsureTie: false,
  targetKey: targetKeyOf(route),
});

const chooseAmong = (candidates: readonly [Route, ...Route[]]): Choice => {
  const [first = candidates[0], ...others] = [...candidates].sort((a, b) => rankOf(a) - rankOf(b) || byText(a, b));
  const lists = candidates.filter(({ prefixListId }) => prefixListId !== null);
  const tied = others.filter((other) => rankOf(other) === rankOf(first) && !sameTarget(other, first));

  return {
    route: first,
    lists,
    rivals: first.prefixListId === null ? [] : lists.filter((other) => !sameTarget(other, first)).sort(byText),
    isUnsureTie: first.prefixListId === null && tied.length > 0,
    targetKey: targetKeyOf(first),
  };
};

/** A route by a list is one object for all that the list holds, so that neighbours that take it are recognised by identity. */
const chooser = () => {
  const byList = new Map<Route, Choice>();

  return (candidates: readonly [Route, ...Route[]]): Choice => {
    const [route, ...others] = candidates;
    if (others.length > 0) return chooseAmong(candidates);
    const choice = byList.get(route) ?? onlyChoice(route);
    if (route.prefixListId !== null) byList.set(route, choice);

    return choice;
  };
};

/** Between two lists that overlap AWS chooses at random, so that a longer prefix in one of them does not decide. */
const nest = (inner: Choice, outer: Choice): Choice => {
  if (outer.lists.length === 0) return inner;

  const lists = [...inner.lists, ...outer.lists];
  const rivals =
    inner.route.prefixListId === null ? [] : lists.filter((other) => !sameTarget(other, inner.route)).sort(byText);

  return { ...inner, lists, rivals };
};

const knownList = (scope: Scope, id: string): PrefixList | null => {
  const list = prefixListOf(scope, id);

  return isUnread(list) ? null : list;
};

/** Routes to one destination. */
interface Rivals {
  readonly cidr: Cidr;
  readonly routes: [Route, ...Route[]];
}

const keyOf = ({ first, length }: Cidr): number | string =>
  typeof first === 'number' ? first * 64 + length : `${first}/${length}`;

type ByCidr = Map<number | string, Rivals>;

const add = (byCidr: ByCidr, cidr: Cidr, route: Route): void => {
  const key = keyOf(cidr);
  const present = byCidr.get(key);
  if (present === undefined) byCidr.set(key, { cidr, routes: [route] });
  else present.routes.push(route);
};

/**
 * The table as far as it concerns the addresses of `within`: most routes of a large one lead to
 * private networks, which say nothing of public addresses.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
const compileTable = (table: RouteTable, scope: Scope, family: Family, within: Ranges): CompiledTable => {
  const byCidr: ByCidr = new Map();
  const unreadLists: UnreadList[] = [];
  const concerns = (cidr: Cidr): boolean => cidr.family === family && within.some((range) => overlaps(range, cidr));
  for (const route of table.routes) {
    const { cidr, prefixListId } = route;
    if (cidr !== null) {
      if (concerns(cidr)) add(byCidr, cidr, route);
      continue;
    }
    const list = knownList(scope, prefixListId ?? '');
    if (list === null || isUnread(list.cidrs)) unreadLists.push({ route, list });
    else for (const entry of list.cidrs) if (concerns(entry)) add(byCidr, entry, route);
  }

  const choose = chooser();
  const entries = Array.from(byCidr.values(), ({ cidr, routes }) => ({ cidr, value: choose(routes) }));

  return { map: prefixMap(entries, nest), unreadLists };
};

const compiled = memoizeBy<RouteTable['routes'], Family, CompiledTable>();

/** For the public addresses of services routes are compiled once a family; a few private ones need but a few routes. */
export const compiledFor = ({ destination, family }: Walk, { table, vpc, ranges }: RoutingPosition): CompiledTable =>
  destination.service === null || destination.family !== family
    ? compileTable(table, vpc.scope, family, ranges)
    : compiled(table.routes, family, () => compileTable(table, vpc.scope, family, serviceSpace(vpc.scope, family)));
