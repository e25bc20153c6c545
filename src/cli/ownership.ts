import type { Stats } from 'node:fs';

/** Neither the user's nor root's; where there are no user ids, nothing is. */
export const isOfOthers = ({ uid }: Pick<Stats, 'uid'>): boolean => {
  const user = process.getuid?.();

  return user !== undefined && uid !== user && uid !== 0;
};
