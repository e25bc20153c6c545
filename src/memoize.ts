/**
 * What was made for an owner under a key: once, and kept as long as the owner is. What makes it has to be pure,
 * so that nobody can tell. The one cache of this code: `const known = memoizeBy<Vpc, string, Answer>()`, then
 * `known(vpc, name, () => …)`.
 */
export const memoizeBy = <Owner extends object, Key, Value extends NonNullable<unknown> | null>() => {
  const byOwner = new WeakMap<Owner, Map<Key, Value>>();

  return (owner: Owner, key: Key, make: () => Value): Value => {
    let made = byOwner.get(owner);
    if (made === undefined) {
      made = new Map();
      byOwner.set(owner, made);
    }
    const present = made.get(key);
    if (present !== undefined) return present;
    const value = make();
    made.set(key, value);

    return value;
  };
};

/** The same for what needs no key: a function that makes something of its argument once. */
export const memoize = <Owner extends object, Value extends NonNullable<unknown> | null>(
  make: (owner: Owner) => Value,
): ((owner: Owner) => Value) => {
  const made = new WeakMap<Owner, Value>();

  return (owner) => {
    const present = made.get(owner);
    if (present !== undefined) return present;
    const value = make(owner);
    made.set(owner, value);

    return value;
  };
};
