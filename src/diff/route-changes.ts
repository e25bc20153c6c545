import { isRecord, type PlainRecord } from './plain-record.ts';
import type { Wording } from './resource-change.ts';
import { destinationOf, targetOf } from './wording.ts';

const byDestination = (routes: readonly unknown[]): ReadonlyMap<string, PlainRecord> =>
  new Map(routes.filter(isRecord).map((route) => [destinationOf(route), route]));

const isBlackhole = ({ State }: PlainRecord): boolean => State === 'blackhole';

const line = (route: PlainRecord): string => `${destinationOf(route)} → ${targetOf(route)}`;

const worded = (change: string, ...routes: readonly PlainRecord[]): Wording => {
  const ids = [...new Set(routes.flatMap((route) => [destinationOf(route), targetOf(route)]))];

  return { change, needs: ids, mentions: ids };
};

const between = (before: PlainRecord, after: PlainRecord): readonly Wording[] => {
  if (targetOf(before) !== targetOf(after))
    return [worded(`route ${line(before)} became → ${targetOf(after)}`, before, after)];
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
