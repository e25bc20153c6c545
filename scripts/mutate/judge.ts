import equivalents from './equivalent.json' with { type: 'json' };
import type { Mutant } from './mutants.ts';

/** A mutant that no test can kill, because it does the same. */
interface Equivalent {
  readonly file: string;
  readonly code: string;
  readonly change: string;
  readonly reason: string;
}

export interface Judgement {
  readonly survivors: readonly Mutant[];
  readonly killed: number;
  /** Of those that were killed: tests did not end in time. */
  readonly slow: number;
  readonly equivalent: number;
  /** No test notices them, but TypeScript does. */
  readonly refused: number;
  readonly uncovered: number;
  readonly untested: number;
  /** Entries of the list that no mutant of these files answers to any more. */
  readonly stale: readonly Equivalent[];
}

const isSame = (mutant: Mutant, entry: Equivalent): boolean =>
  mutant.file === entry.file && mutant.code === entry.code && mutant.change === entry.change;

export const judge = (
  mutants: readonly Mutant[],
  refusedOf: (survivors: readonly Mutant[]) => ReadonlySet<Mutant>,
): Judgement => {
  const files = new Set(mutants.map(({ file }) => file));
  const listed: readonly Equivalent[] = equivalents.filter(({ file }) => files.has(file));
  const isListed = (mutant: Mutant): boolean => listed.some((entry) => isSame(mutant, entry));
  const having = (...statuses: readonly string[]): Mutant[] =>
    mutants.filter(({ status }) => statuses.includes(status));
  const survived = having('Survived');
  const unlisted = survived.filter((mutant) => !isListed(mutant));
  const refused = refusedOf(unlisted);

  return {
    survivors: unlisted.filter((mutant) => !refused.has(mutant)),
    killed: having('Killed', 'Timeout').length,
    slow: having('Timeout').length,
    equivalent: survived.length - unlisted.length,
    refused: refused.size,
    uncovered: having('NoCoverage').length,
    untested: having('RuntimeError', 'Pending').length,
    stale: listed.filter((entry) => !mutants.some((mutant) => isSame(mutant, entry))),
  };
};

/** How many of `total` may survive. A sample gets the benefit of the doubt: two standard errors. */
export const survivorsAllowed = (total: number, threshold: number, isSample: boolean): number => {
  const expected = total * (1 - threshold);

  return expected + (isSample ? 2 * Math.sqrt(expected * threshold) : 0);
};
