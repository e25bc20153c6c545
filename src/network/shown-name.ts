const longestName = 256;

/**
 * Cut where no tag of AWS's is as long: whoever wrote a file by hand may say more.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export const shownName = (name: string): string =>
  name.length > 2 * longestName || (name.length > longestName && [...name].length > longestName)
    ? `${[...name.slice(0, 2 * longestName)].slice(0, longestName - 1).join('')}…`
    : name;
