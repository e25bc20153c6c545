/** What `make` makes of an object: once, and kept as long as the object is. Pure, so that nobody can tell. */
export const memoize = <K extends object, V extends object | string | number | boolean | null>(
  make: (key: K) => V,
): ((key: K) => V) => {
  const made = new WeakMap<K, V>();

  return (key) => {
    const present = made.get(key);
    if (present !== undefined) return present;
    const value = make(key);
    made.set(key, value);

    return value;
  };
};

/** The same for an object and a word, of which there are few. */
export const memoizePair = <K extends object, W extends string, V extends object | boolean>(
  make: (key: K, word: W) => V,
): ((key: K, word: W) => V) => {
  const madeOf = memoize((_key: K) => new Map<W, V>());

  return (key, word) => {
    const made = madeOf(key);
    const present = made.get(word);
    if (present !== undefined) return present;
    const value = make(key, word);
    made.set(word, value);

    return value;
  };
};
