import { groupBy } from '../../group-by.ts';
import type { Winner } from '../../net/prefix-map.ts';
import { type Ranges, successor, union } from '../../net/ranges.ts';
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

/** The first winner of a choice. */
type Teller = Winner<Choice>;

/** The choice that decides any of the addresses and comes first in the table. */
const tellerOf = (alike: Alike, ranges: Ranges): Teller => {
  const firsts = new Map<Choice | undefined, Teller>();
  let best: Teller | undefined;
  let i = 0;
  for (const winner of alike) {
    const { first, last, value } = winner;
    const teller = firsts.get(value) ?? winner;
    firsts.set(value, teller);
    while ((ranges[i]?.last ?? first) < first) i += 1;
    const isMet = (ranges[i]?.first ?? successor(last)) <= last;
    if (isMet && (best === undefined || teller.first < best.first)) best = teller;
    // No other choice comes before the first.
    if (best === alike[0]) break;
  }

  return best ?? alike[0];
};

type Told = readonly [Teller, TraceResult];

/**
 * What becomes of all addresses that routes of one target take is looked for once; then each end is told by the first
 * route that comes to it, as if every route had been followed by itself.
 */
const takeTogether = (alike: Alike, take: Take): readonly Told[] => {
  const [first] = alike;
  const together = take(first.value, union(alike));
  if (alike.every(({ value }) => value === first.value)) return together.map((result) => [first, result]);

  const told = new Map<Teller, ReadonlyMap<string, TraceResult>>();

  return [...byEnd(together)].map(([key, result]) => {
    const teller = tellerOf(alike, result.ranges);
    const ends =
      told.get(teller) ?? byEnd(take(teller.value, union(alike.filter(({ value }) => value === teller.value))));
    told.set(teller, ends);

    return [teller, { ...(ends.get(key) ?? result), ranges: result.ranges }];
  });
};

/** Results in the order of the choices that tell them. A table may have hundreds of routes and but a few targets. */
export const byTarget = (winners: readonly Winner<Choice>[], take: Take): TraceResult[] =>
  [...groupBy(winners, targetKey).values()]
    .flatMap((alike) => takeTogether(alike, take))
    .sort(([a], [b]) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    .map(([, result]) => result);
