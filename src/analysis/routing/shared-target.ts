import { groupBy } from '../../group-by.ts';
import { memoize } from '../../memoize.ts';
import type { Winner } from '../../net/prefix-map.ts';
import { type Ranges, successor, union } from '../../net/ranges.ts';
import { dispositionKey } from '../address-outcome.ts';
import type { Choice } from './choice.ts';
import type { TraceResult } from './trace-result.ts';

type Take = (choice: Choice | undefined, ranges: Ranges) => TraceResult[];

const endKey = ({ end, trace: { doubts } }: TraceResult): string =>
  ['local' in end ? `local ${end.local.id}` : dispositionKey(end.disposition), ...doubts.map(({ text }) => text)].join(
    '\n',
  );

const byEnd = (results: readonly TraceResult[]): ReadonlyMap<string, TraceResult> => {
  const merged = new Map<string, TraceResult>();
  for (const [key, [first, ...others]] of groupBy(results, endKey))
    merged.set(
      key,
      others.length === 0 ? first : { ...first, ranges: union([first, ...others].flatMap(({ ranges }) => ranges)) },
    );

  return merged;
};

const keyOfTarget = memoize(({ route: { target, state } }: Choice) => `${target.kind} ${target.id} ${state}`);

/** Anything that is less than certain of a choice is a matter of its own addresses. */
const targetKey = ({ value: choice }: Winner<Choice>): string | Choice | undefined =>
  choice === undefined || choice.isUnsureTie || choice.rivals.length > 0 ? choice : keyOfTarget(choice);

/** Choices by their first address. */
export type Places = ReadonlyMap<Choice | undefined, number>;

export const placesOf = (winners: readonly Winner<Choice>[]): Places => {
  const places = new Map<Choice | undefined, number>();
  for (const { value } of winners) if (!places.has(value)) places.set(value, places.size);

  return places;
};

/** A result, and the place of the choice that tells it. */
type Told = readonly [place: number, result: TraceResult];

/** The first choice that decides any of the addresses. */
const tellerOf = (alike: readonly Winner<Choice>[], places: Places, ranges: Ranges): Choice | undefined => {
  let teller = alike[0]?.value;
  let best = Number.POSITIVE_INFINITY;
  let i = 0;
  for (const { first, last, value } of alike) {
    while ((ranges[i]?.last ?? first) < first) i += 1;
    const place = places.get(value) ?? 0;
    if (place >= best || (ranges[i]?.first ?? successor(last)) > last) continue;
    teller = value;
    best = place;
  }

  return teller;
};

/**
 * What becomes of all addresses that routes of one target take is looked for once; then each end is told by the first
 * route that comes to it, as if every route had been followed by itself.
 */
const takeTogether = (
  alike: readonly [Winner<Choice>, ...Winner<Choice>[]],
  places: Places,
  take: Take,
): readonly Told[] => {
  const first = alike[0].value;
  const together = take(first, union(alike));
  if (alike.every(({ value }) => value === first)) return together.map((result) => [places.get(first) ?? 0, result]);

  const told = new Map<Choice | undefined, ReadonlyMap<string, TraceResult>>();

  return [...byEnd(together)].map(([key, result]) => {
    const teller = tellerOf(alike, places, result.ranges);
    const ends = told.get(teller) ?? byEnd(take(teller, union(alike.filter(({ value }) => value === teller))));
    told.set(teller, ends);

    return [places.get(teller) ?? 0, { ...(ends.get(key) ?? result), ranges: result.ranges }];
  });
};

/** Results in the order of the choices that tell them. A table may have hundreds of routes and but a few targets. */
export const byTarget = (winners: readonly Winner<Choice>[], places: Places, take: Take): TraceResult[] =>
  [...groupBy(winners, targetKey).values()]
    .flatMap((alike) => takeTogether(alike, places, take))
    .sort(([a], [b]) => a - b)
    .map(([, result]) => result);
