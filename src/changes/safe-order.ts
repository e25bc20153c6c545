import type { Change } from './change.ts';
import { stages } from './change-kind.ts';
import { kindOf } from './kinds.ts';

/** Whatever takes the id of something comes after what makes it. */
const creationsFirst = (changes: readonly Change[]): readonly Change[] => [
  ...changes.filter((change) => 'id' in change),
  ...changes.filter((change) => !('id' in change)),
];

/** Each change once, in the order that is safe; of one stage, what makes something first, and else as they were given. */
export const inSafeOrder = (changes: readonly Change[]): readonly Change[] => {
  const distinct = [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];

  return stages.flatMap((stage) => creationsFirst(distinct.filter((change) => kindOf(change).stage(change) === stage)));
};
