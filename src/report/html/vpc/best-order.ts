import { crossingsOf } from './crossings.ts';
import { firstOrder, type LineOrder } from './order.ts';
import type { Plan } from './plan.ts';

const permutationsOf = (items: readonly string[]): readonly (readonly string[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, at) => permutationsOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));

/** All orders of few; of more, those that let two neighbours change places. */
const alternativesOf = (items: readonly string[]): readonly (readonly string[])[] =>
  items.length <= 4
    ? permutationsOf(items).slice(1)
    : items.slice(1).map((item, at) => items.toSpliced(at, 2, item, items[at] ?? item));

type Change = (order: LineOrder, keys: readonly string[]) => LineOrder;

interface Choice {
  readonly keysOf: (order: LineOrder) => readonly string[];
  readonly change: Change;
}

const choicesOf = ({ bands }: Plan): readonly Choice[] => [
  { keysOf: ({ spines }) => spines, change: (order, spines) => ({ ...order, spines }) },
  ...bands.map(
    (band): Choice => ({
      keysOf: ({ lanes }) => lanes.get(band) ?? [],
      change: (order, keys) => ({ ...order, lanes: new Map([...order.lanes, [band, keys]]) }),
    }),
  ),
  { keysOf: ({ outs }) => outs, change: (order, outs) => ({ ...order, outs }) },
];

/** The fewest crossings that so many tries find: one kind of line after the other, twice over. */
export const bestOrder = (plan: Plan, tries: number): LineOrder => {
  let best = firstOrder(plan);
  let fewest = crossingsOf(plan, best);
  let left = tries;
  for (const { keysOf, change } of [...choicesOf(plan), ...choicesOf(plan)])
    for (const keys of alternativesOf(keysOf(best))) {
      if (fewest === 0 || left === 0) return best;
      left -= 1;
      const order = change(best, keys);
      const crossings = crossingsOf(plan, order);
      if (crossings >= fewest) continue;
      best = order;
      fewest = crossings;
    }

  return best;
};
