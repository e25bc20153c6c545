/** What one key gathers: never nothing. */
type Group<Item> = [Item, ...Item[]];

/** Items by key, keys in order of appearance. Items without a key are in no group. */
export const groupBy = <Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key | null): Map<Key, Group<Item>> => {
  const groups = new Map<Key, Group<Item>>();
  let latestKey: Key | undefined;
  let latest: Group<Item> | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    // What belongs together mostly comes together.
    const present: Group<Item> | undefined = latest !== undefined && latestKey === key ? latest : groups.get(key);
    if (present === undefined) {
      latest = [item];
      groups.set(key, latest);
    } else {
      latest = present;
      present.push(item);
    }
    latestKey = key;
  }

  return groups;
};
