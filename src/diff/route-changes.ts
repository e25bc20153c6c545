import { isRecord, type UnknownRecord } from '../is-record.ts';
import type { Wording } from './resource-change.ts';
import { routeDestination, routeTarget } from './wording.ts';

const byDestination = (routes: readonly unknown[]): ReadonlyMap<string, UnknownRecord> =>
  new Map(routes.filter(isRecord).map((route) => [routeDestination(route), route]));

const isBlackhole = ({ State }: UnknownRecord): boolean => State === 'blackhole';

const line = (route: UnknownRecord): string => `${routeDestination(route)} → ${routeTarget(route)}`;

const worded = (change: string, ...routes: readonly UnknownRecord[]): Wording => {
  const ids = [...new Set(routes.flatMap((route) => [routeDestination(route), routeTarget(route)]))];

  return { change, needs: ids, mentions: ids };
};

const between = (before: UnknownRecord, after: UnknownRecord): readonly Wording[] => {
  if (routeTarget(before) !== routeTarget(after))
    return [worded(`route ${line(before)} became → ${routeTarget(after)}`, before, after)];
  if (isBlackhole(before) === isBlackhole(after)) return [];

  return [worded(`route ${line(after)} ${isBlackhole(after) ? 'became' : 'is no longer'} a blackhole`, after)];
};

/** Routes by their destination, of which a table has one each. */
export const routeChanges = (before: readonly unknown[], after: readonly unknown[]): readonly Wording[] => {
  const old = byDestination(before);
  const young = byDestination(after);
  const gone = [...old].filter(([destination]) => !young.has(destination));

  return [
    ...gone.map(([, route]) => worded(`route ${line(route)} removed`, route)),
    ...[...young].flatMap(([destination, route]) => {
      const earlier = old.get(destination);

      return earlier === undefined ? [worded(`route ${line(route)} added`, route)] : between(earlier, route);
    }),
  ];
};
