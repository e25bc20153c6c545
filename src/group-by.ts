/** What one key gathers: never nothing. */
type Group<Item> = [Item, ...Item[]];

/** Items by key, keys in order of appearance. Items without a key are in no group. */
export const groupBy = <Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key | null): Map<Key, Group<Item>> => {
  const groups = new Map<Key, Group<Item>>();
  let latest: { readonly key: Key; readonly group: Group<Item> } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    // What belongs together mostly comes together.
    const present = latest !== undefined && latest.key === key ? latest.group : groups.get(key);
    const group: Group<Item> = present ?? [item];
    if (present === undefined) groups.set(key, group);
    else group.push(item);
    if (group !== latest?.group) latest = { key, group };
  }

  return groups;
};
