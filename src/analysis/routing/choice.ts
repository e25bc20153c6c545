import { memoizeBy } from '../../memoize.ts';
import { cidrsOf, type Family } from '../../net/cidr.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Scope } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import type { Route, RouteOrigin, RouteTable } from '../../network/route-table.ts';
import { by } from '../../order.ts';
import { serviceSpace } from '../destination.ts';
import type { RoutingPosition, Walk } from './step.ts';
import { layoutWithin, type RouteCandidates, sharedLayout, type TableLayout } from './table-layout.ts';

/** The route that some addresses take by a table, and what makes that less than certain. */
export interface Choice {
  readonly route: Route;
  /** Prefix-list routes over the same addresses to other targets: AWS picks one and does not say which. */
  readonly rivals: readonly Route[];
  /** Every prefix-list route that covers them. */
  readonly lists: readonly Route[];
  /** Equal destinations whose order AWS does not state. */
  readonly isUnsureTie: boolean;
}

/** A route by a list whose entries were not read, or to what is no CIDR and no list: it may cover any address. */
export interface UnreadList {
  readonly route: Route;
  readonly list: PrefixList | null;
}

type ChoiceOf = (candidates: RouteCandidates) => Choice;

export interface CompiledTable {
  readonly layout: TableLayout;
  readonly routes: RouteTable['routes'];
  readonly unreadLists: readonly UnreadList[];
  readonly choiceOf: ChoiceOf;
}

const rank: Readonly<Record<RouteOrigin, number>> = { static: 0, unrecognised: 2, propagated: 2, advertised: 2 };

/** For one destination: static before prefix list before propagated. */
const rankOf = (route: Route): number => (route.prefixListId === null ? rank[route.origin] : 1);

const sameTarget = (a: Route, b: Route): boolean => a.target.id === b.target.id && a.target.kind === b.target.kind;

const textOf = ({ destination, target }: Route): string => `${destination} ${target.id}`;

/** Among equals the same one comes first, whatever order AWS lists them in. */
const byText = by(textOf);

const onlyChoice = (route: Route): Choice => ({
  route,
  lists: route.prefixListId === null ? [] : [route],
  rivals: [],
  isUnsureTie: false,
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
  };
};

/** Between two lists that overlap AWS chooses at random, so that a longer prefix in one of them does not decide. */
const nest = (inner: Choice, outer: Choice): Choice => {
  const lists = [...inner.lists, ...outer.lists];
  const rivals =
    inner.route.prefixListId === null ? [] : lists.filter((other) => !sameTarget(other, inner.route)).sort(byText);

  return { ...inner, lists, rivals };
};

/** What is chosen among candidates; for one table, as its routes say. */
const chooserOf = (routes: RouteTable['routes']): ChoiceOf => {
  const made = new Map<RouteCandidates, Choice>();
  const choose = ({ places, outer }: RouteCandidates): Choice => {
    const [first, ...others] = places.flatMap((place) => routes[place] ?? []);
    if (first === undefined) throw new TypeError('a table has the routes that it was laid out for');
    const inner = others.length === 0 ? onlyChoice(first) : chooseAmong([first, ...others]);

    return outer === null ? inner : nest(inner, choiceOf(outer));
  };
  const choiceOf = (candidates: RouteCandidates): Choice => {
    const present = made.get(candidates) ?? choose(candidates);
    made.set(candidates, present);

    return present;
  };

  return choiceOf;
};

const compileTable = ({ routes }: RouteTable, layout: TableLayout): CompiledTable => ({
  layout,
  routes,
  unreadLists: layout.unread.flatMap(({ place, list }) => {
    const route = routes[place];

    return route === undefined ? [] : [{ route, list }];
  }),
  choiceOf: chooserOf(routes),
});

const compiled = {
  ipv4: memoizeBy<RouteTable['routes'], Scope['prefixLists'], CompiledTable>(),
  ipv6: memoizeBy<RouteTable['routes'], Scope['prefixLists'], CompiledTable>(),
};

const compiledPublicly = (table: RouteTable, scope: Scope, family: Family): CompiledTable =>
  compiled[family](table.routes, scope.prefixLists, () =>
    compileTable(
      table,
      sharedLayout(table.routes, scope, family, () =>
        layoutWithin(table.routes, scope, family, serviceSpace(scope, family)),
      ),
    ),
  );

const everywhere: Readonly<Record<Family, Ranges>> = {
  ipv4: cidrsOf(['0.0.0.0/0'], 'ipv4'),
  ipv6: cidrsOf(['::/0'], 'ipv6'),
};

const laidOutWhole = memoizeBy<TableLayout, Family, TableLayout>();

const isOneAddress = ([only, ...others]: Ranges): boolean => only?.first === only?.last && others.length === 0;

/** A few private addresses need but a few routes. For one address of an endpoint even those are not looked for where tables have the same destinations. */
const compiledPrivately = (table: RouteTable, scope: Scope, family: Family, ranges: Ranges): CompiledTable => {
  const { layout } = compiledPublicly(table, scope, family);
  const { routes } = table;

  return compileTable(
    table,
    layout.isShared && isOneAddress(ranges)
      ? laidOutWhole(layout, family, () => layoutWithin(routes, scope, family, everywhere[family]))
      : layoutWithin(routes, scope, family, ranges),
  );
};

/**
 * For the public addresses of services routes are compiled once a family.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export const compiledFor = (
  { destination, family }: Walk,
  { table, vpc: { scope }, ranges }: RoutingPosition,
): CompiledTable =>
  destination.service === null || destination.family !== family
    ? compiledPrivately(table, scope, family, ranges)
    : compiledPublicly(table, scope, family);
