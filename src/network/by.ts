/** AWS lists things in no order; where two of them are equals, the same one must come first every time. */
export const by =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number => {
    const left = keyOf(a);
    const right = keyOf(b);

    return left < right ? -1 : left > right ? 1 : 0;
  };
