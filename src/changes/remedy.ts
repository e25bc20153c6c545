import type { Change } from './change.ts';
import type { AwsCall } from './change-kind.ts';
import { kindOf } from './kinds.ts';

/** Changes that need each other, in the order in which they have to be made; or what only a person can do. */
export type Act = { readonly changes: readonly Change[] } | { readonly imperative: string };

/** What is proposed against a fault. Findings that the same acts would mend have equal remedies. */
export interface Remedy {
  /** Independent of each other. */
  readonly acts: readonly Act[];
  /** What to propose where these prove to be refused, or to harm. */
  readonly otherwise?: Remedy;
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const inSequence = (words: readonly string[]): string =>
  words.map((one, at) => (at === 0 ? one : `then ${lowerFirst(one)}`)).join(', ');

export const actWords = (act: Act): string =>
  'imperative' in act ? act.imperative : inSequence(act.changes.map((change) => kindOf(change).words(change)));

/** One imperative, with real ids, that could be a ticket's title. */
export const remedyWords = ({ acts }: Remedy): string =>
  acts.map((act, at) => (at === 0 ? actWords(act) : lowerFirst(actWords(act)))).join('; ');

export const changesOf = ({ acts }: Remedy): readonly Change[] =>
  acts.flatMap((act) => ('changes' in act ? act.changes : []));

export const callsOf = (changes: readonly Change[]): readonly AwsCall[] =>
  changes.flatMap((change) => kindOf(change).calls(change));

/** What only a person can do: one imperative. */
export const advise = (imperative: string): Remedy => ({ acts: [{ imperative }] });

export const remedyBy = (...changes: readonly Change[]): Remedy => ({ acts: [{ changes }] });

/** What is proven, and what a person does where it cannot be. */
export const orByHand = (proposed: Remedy | null, byHand: Remedy): Remedy =>
  proposed === null ? byHand : { ...proposed, otherwise: byHand };

const distinct = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Changes in the order in which they have to be made. Where one of them needs a person, all of it is for one: the others
 * alone could be refused, or cut off who works today.
 */
export const inOrder = (...steps: readonly Remedy[]): Remedy => {
  const acts = steps.flatMap((step) => step.acts);
  const changes = acts.flatMap((act) => ('changes' in act ? act.changes : []));
  const isWhole = acts.every((act) => 'changes' in act);

  return isWhole ? { acts: [{ changes: distinct(changes) }] } : advise(inSequence(acts.map(actWords)));
};

/** Several remedies as one, each act once. */
export const together = (remedies: readonly Remedy[]): Remedy => {
  const [only, ...others] = new Set(remedies).size > 1 ? distinct(remedies) : remedies.slice(0, 1);
  if (only !== undefined && others.length === 0) return only;
  const acts = distinct(remedies.flatMap((one) => one.acts));
  if (remedies.every(({ otherwise }) => otherwise === undefined)) return { acts };

  return { acts, otherwise: together(remedies.map((one) => one.otherwise ?? one)) };
};
