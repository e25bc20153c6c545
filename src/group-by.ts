/** Items by key, keys in order of appearance. Items without a key are in no group. */
export const groupBy = <Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key | null): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  let latest: { readonly key: Key; readonly group: Item[] } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    // What belongs together mostly comes together.
    if (latest === undefined || latest.key !== key) {
      latest = { key, group: groups.get(key) ?? [] };
      groups.set(key, latest.group);
    }
    latest.group.push(item);
  }

  return groups;
};
