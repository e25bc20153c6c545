import { groupBy } from '../../group-by.ts';
import { meet, type Ranges, union } from '../../net/ranges.ts';
import { dispositionKey } from '../address-outcome.ts';
import type { Choice } from './choice.ts';
import type { TraceResult } from './trace-result.ts';

/** The addresses that a choice decides. */
export type Chosen = readonly [choice: Choice | undefined, ranges: Ranges];

type Take = (chosen: Chosen) => TraceResult[];

const endKey = ({ end, trace: { doubts } }: TraceResult): string =>
  ['local' in end ? `local ${end.local.id}` : dispositionKey(end.disposition), ...doubts.map(({ text }) => text)].join(
    '\n',
  );

const byEnd = (results: readonly TraceResult[]): ReadonlyMap<string, TraceResult> => {
  const merged = new Map<string, TraceResult>();
  for (const [key, [first, ...others]] of groupBy(results, endKey))
    if (first !== undefined)
      merged.set(
        key,
        others.length === 0 ? first : { ...first, ranges: union([first, ...others].flatMap(({ ranges }) => ranges)) },
      );

  return merged;
};

/** Anything that is less than certain of a choice is a matter of its own addresses. */
const targetKey = ([choice]: Chosen): string | Chosen['0'] => {
  if (choice === undefined || choice.isUnsureTie || choice.rivals.length > 0) return choice;
  const { target, state } = choice.route;

  return `${target.kind} ${target.id} ${state}`;
};

/**
 * What becomes of all addresses that routes of one target take is looked for once; then each end is told by the first
 * route that comes to it, as if every route had been followed by itself.
 */
const takeTogether = (alike: readonly Chosen[], take: Take): (readonly [Chosen, TraceResult])[] => {
  const [first, ...others] = alike;
  if (first === undefined) return [];
  if (others.length === 0) return take(first).map((result) => [first, result] as const);

  const told = new Map<Chosen, ReadonlyMap<string, TraceResult>>();
  const tellerOf = (ranges: Ranges): Chosen => alike.find(([, own]) => meet(own, ranges)) ?? first;

  return [...byEnd(take([first[0], union(alike.flatMap(([, ranges]) => ranges))]))].map(([key, result]) => {
    const teller = tellerOf(result.ranges);
    const ends = told.get(teller) ?? byEnd(take(teller));
    told.set(teller, ends);

    return [teller, { ...(ends.get(key) ?? result), ranges: result.ranges }] as const;
  });
};

/** Results in the order of the choices that tell them. A table may have hundreds of routes and but a few targets. */
export const byTarget = (choices: readonly Chosen[], take: Take): TraceResult[] => {
  const places = new Map(choices.map((chosen, place) => [chosen, place]));
  const placeOf = ([chosen]: readonly [Chosen, TraceResult]): number => places.get(chosen) ?? 0;

  return [...groupBy(choices, targetKey).values()]
    .flatMap((alike) => takeTogether(alike, take))
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map(([, result]) => result);
};
