import { groupBy } from '../../group-by.ts';
import type { Range } from '../../net/cidr.ts';
import type { Winner } from '../../net/prefix-map.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import { dispositionKey } from '../address-outcome.ts';
import type { Choice } from './choice.ts';
import type { TraceResult } from './trace-result.ts';

type Take = (choice: Choice | undefined, ranges: Ranges) => TraceResult[];

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

/** Anything that is less than certain of a choice is a matter of its own addresses. */
const targetKey = ({ value: choice }: Winner<Choice>): string | Choice | undefined =>
  choice === undefined || choice.isUnsureTie || choice.rivals.length > 0 ? choice : choice.targetKey;

/** All that one target gets, in order of address. */
type Alike = readonly [Winner<Choice>, ...Winner<Choice>[]];

/** The first winner of the choice that tells how some addresses go, and those of them that are followed to tell. */
interface Teller {
  readonly winner: Winner<Choice>;
  readonly sample: Range;
}

/** The choice that decides any of the addresses and comes first in the table. */
const tellerOf = (alike: Alike, ranges: Ranges): Teller => {
  const firsts = new Map<Choice | undefined, Winner<Choice>>();
  let best: Teller | undefined;
  let i = 0;
  for (const one of alike) {
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
    if (best?.winner === alike[0]) break;
  }

  return best ?? { winner: alike[0], sample: alike[0] };
};

type Told = readonly [Winner<Choice>, TraceResult];

/**
 * What becomes of all addresses that routes of one target take is looked for once; then each end is told by the first
 * route that comes to it, as some of the route's own addresses go.
 */
const takeTogether = (alike: Alike, take: Take): readonly Told[] => {
  const [first] = alike;
  const together = take(first.value, union(alike));
  if (alike.every(({ value }) => value === first.value)) return together.map((result) => [first, result]);
  const ends = Array.from(byEnd(together), ([key, result]) => ({
    key,
    result,
    ...tellerOf(alike, result.ranges),
  }));

  return [...groupBy(ends, ({ winner }) => winner)].flatMap(([winner, own]) => {
    const told = byEnd(take(winner.value, union(own.map(({ sample }) => sample))));

    return own.map(({ key, result }): Told => [winner, { ...(told.get(key) ?? result), ranges: result.ranges }]);
  });
};

/** Results in the order of the choices that tell them. A table may have hundreds of routes and but a few targets. */
export const byTarget = (winners: readonly Winner<Choice>[], take: Take): TraceResult[] =>
  [...groupBy(winners, targetKey).values()]
    .flatMap((alike) => takeTogether(alike, take))
    .sort(([a], [b]) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    .map(([, result]) => result);
