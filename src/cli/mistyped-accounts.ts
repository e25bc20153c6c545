import { nearest } from '../services/nearest.ts';
import type { Snapshot } from '../snapshot/schema.ts';

/** Ids of accounts are a matter of chance: two that differ in no more than a slip or two of the hand are hardly both meant. */
const slips = 2;

/**
 * What there is to say of ids under `accounts` that are probably mistyped: nothing was read of them, but of one that is
 * nearly the same, and that the config does not name. Others are of accounts that this run is not about.
 */
export const mistypedAccounts = (named: readonly string[], { scopes }: Snapshot): readonly string[] => {
  const read = new Set(scopes.flatMap(({ account }) => account ?? []));
  const unnamed = [...read].filter((id) => !named.includes(id));

  return named
    .filter((id) => !read.has(id))
    .flatMap((id) => {
      const near = nearest(id, unnamed, slips);

      return near === null ? [] : [`accounts.${id}: nothing was read of it: did you mean ${near}?`];
    });
};
