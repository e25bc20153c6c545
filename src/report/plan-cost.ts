import type { PlannedChange } from '../audit.ts';
import { type Cost, costOf, listPrices } from '../changes/prices.ts';

/** What changes cost a month by the hour, together; null where one of them is left to a person. */
export const planCost = (changes: readonly (PlannedChange | null)[]): Cost | null => {
  const planned = changes.flatMap((one) => (one === null || one.kind === 'by-hand' ? [] : [one.change]));

  return planned.length === changes.length ? costOf(planned, listPrices) : null;
};

/** What stands beside the words needs none in them. */
export const withoutCost = (words: string): string => words.replace(' (it costs nothing)', '');
