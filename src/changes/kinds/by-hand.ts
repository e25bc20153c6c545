import type { ByHand } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';

/** A file that a person writes, a name that clients dial: no call of AWS's does it, and nobody can prove what it does. */
export const byHand: ChangeKind<ByHand> = {
  stage: () => 'names',
  words: ({ imperative }) => imperative,
  calls: () => [],
  reverse: () => [],
  preconditions: [],
  effect: () => {},
};
