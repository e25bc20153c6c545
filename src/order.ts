/** Where texts come before one another: by code unit, the same in every locale. */
export const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** AWS lists things in no order; where two of them are equals, the same one must come first every time. */
export const by =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number =>
    compare(keyOf(a), keyOf(b));

/** The same list where it is in order, as most are: of many small ones, sorting is most of what reading them takes. */
export const sortedBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] => {
  let before = '';
  for (const item of items) {
    const key = keyOf(item);
    if (key < before) return [...items].sort(by(keyOf));
    before = key;
  }

  return items;
};
