import type { Difference, PathChange } from './difference.ts';

/**
 * Whether a path is worse off: it goes out publicly, gets nowhere, cannot be told any more, or was private and is not.
 * A path that only one side has is neither.
 */
export const isWorse = ({ before, after }: Pick<PathChange, 'before' | 'after'>): boolean => {
  if (before === null || after === null || before.verdict === after.verdict) return false;

  return before.verdict === 'private' || ['public', 'unreachable', 'unknown'].includes(after.verdict);
};

/** Whether anything is worse after than before: a path, or an error that was not there. */
export const getsWorse = ({ paths, findings }: Pick<Difference, 'paths' | 'findings'>): boolean =>
  paths.some(({ worse }) => worse) || findings.appeared.some(({ severity }) => severity === 'error');
