import { lstatSync, type Stats, statSync } from 'node:fs';

/** Neither the user's nor root's; where there are no user ids, nothing is. */
export const isOfOthers = ({ uid }: Pick<Stats, 'uid'>): boolean => {
  const user = process.getuid?.();

  return user !== undefined && uid !== user && uid !== 0;
};

/** Whoever lays a file where one is looked for was not asked to: neither what it holds nor a link to it may be theirs. */
export const isLaidByOthers = (path: string): boolean => isOfOthers(lstatSync(path)) || isOfOthers(statSync(path));

/** What is said of such a file, and by which flag it is read all the same. */
export const skippedNotice = (path: string, flag: string): string =>
  `${path} is skipped, for it belongs to another user; ${flag} ${path} takes it all the same`;
