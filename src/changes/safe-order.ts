import type { Change } from './change.ts';
import { stages } from './change-kind.ts';
import { kindOf } from './kinds.ts';

/** Each change once, in the order that is safe; of one stage, as they were given. */
export const inSafeOrder = (changes: readonly Change[]): readonly Change[] => {
  const distinct = [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];

  return stages.flatMap((stage) => distinct.filter((change) => kindOf(change).stage(change) === stage));
};
