import { groupBy } from '../../group-by.ts';
import type { Range } from '../../net/cidr.ts';
import type { Winner } from '../../net/prefix-map.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import { dispositionKey } from '../address-outcome.ts';
import type { RouteCandidates } from './table-layout.ts';
import type { TargetGroup } from './target-groups.ts';
import type { TraceResult } from './trace-result.ts';

type Take = (candidates: RouteCandidates | undefined, ranges: Ranges) => TraceResult[];

const endKey = ({ end, trace: { doubts } }: TraceResult): string =>
  [
    'local' in end ? `local ${end.local.id} ${end.from?.id}` : dispositionKey(end.disposition),
    ...doubts.map(({ text }) => text),
  ].join('\n');

const byEnd = (results: readonly TraceResult[]): ReadonlyMap<string, TraceResult> => {
  const merged = new Map<string, TraceResult>();
  for (const [key, [first, ...others]] of groupBy(results, endKey))
    merged.set(
      key,
      others.length === 0 ? first : { ...first, ranges: union([first, ...others].flatMap(({ ranges }) => ranges)) },
    );

  return merged;
};

/** The first winner of the choice that tells how some addresses go, and those of them that are followed to tell. */
interface Teller {
  readonly winner: Winner<RouteCandidates>;
  readonly sample: Range;
}

/** The choice that decides any of the addresses and comes first in the table. */
const tellerOf = ({ winners }: TargetGroup, ranges: Ranges): Teller => {
  const firsts = new Map<RouteCandidates | undefined, Winner<RouteCandidates>>();
  let best: Teller | undefined;
  let i = 0;
  for (const one of winners) {
    const { first, last, value } = one;
    const winner = firsts.get(value) ?? one;
    firsts.set(value, winner);
    while ((ranges[i]?.last ?? first) < first) i += 1;
    const met = ranges[i];
    if (met !== undefined && met.first <= last && (best === undefined || winner.first < best.winner.first))
      best = {
        winner,
        sample: { first: met.first > first ? met.first : first, last: met.last < last ? met.last : last },
      };
    // No other choice comes before the first.
    if (best?.winner === winners[0]) break;
  }

  return best ?? { winner: winners[0], sample: winners[0] };
};

/**
 * All addresses go one way and get through: then the first of them go that way, too, past the same hops. What holds some
 * back may name a rule that is not the first ones'.
 */
const goTogether = ({ ranges }: TargetGroup, [only, ...others]: readonly TraceResult[]): boolean =>
  only?.ranges === ranges &&
  others.length === 0 &&
  ('local' in only.end ||
    (only.end.disposition.verdict !== 'unreachable' && only.end.disposition.verdict !== 'unknown'));

type Told = readonly [Winner<RouteCandidates>, TraceResult];

/**
 * What becomes of all addresses that routes of one target take is looked for once; then each end is told by the first
 * route that comes to it, as some of the route's own addresses go.
 */
const takeTogether = (group: TargetGroup, take: Take): readonly Told[] => {
  const { winners, ranges } = group;
  const [first] = winners;
  const together = take(first.value, ranges);
  if (goTogether(group, together) || winners.every(({ value }) => value === first.value))
    return together.map((result) => [first, result]);
  const ends = Array.from(byEnd(together), ([key, result]) => ({
    key,
    result,
    ...tellerOf(group, result.ranges),
  }));

  return [...groupBy(ends, ({ winner }) => winner)].flatMap(([winner, own]) => {
    const told = byEnd(take(winner.value, union(own.map(({ sample }) => sample))));

    return own.map(({ key, result }): Told => [winner, { ...(told.get(key) ?? result), ranges: result.ranges }]);
  });
};

/** Results in the order of the choices that tell them. A table may have hundreds of routes and but a few targets. */
export const byTarget = (groups: readonly TargetGroup[], take: Take): TraceResult[] =>
  groups
    .flatMap((group) => takeTogether(group, take))
    .sort(([a], [b]) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    .map(([, result]) => result);
