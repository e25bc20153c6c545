const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
}

/** The first key that an object of the text has twice, of which `JSON.parse` keeps the last without a word. Takes JSON alone. */
export const repeatedKey = (json: string): RepeatedKey | null => {
  // The keys of the objects that are open, innermost last; null for a list.
  const open: (Set<string> | null)[] = [];
  let isKey = false;
  for (const { 0: mark, index } of json.matchAll(token)) {
    if (mark === '{' || mark === '[') open.push(mark === '{' ? new Set() : null);
    else if (mark === '}' || mark === ']') open.pop();
    const keys = open.at(-1);
    if (isKey && mark.startsWith('"') && keys) {
      const key: string = JSON.parse(mark);
      if (keys.has(key)) return { key, offset: index };
      keys.add(key);
    }
    isKey = mark === '{' || (mark === ',' && Boolean(keys));
  }

  return null;
};
