/** Things that belong together, by what joins two of them at a time. */
export interface Unions {
  join(one: number, other: number): void;
  /** The same for all that belong together. */
  rootOf(one: number): number;
}

/** Of so many, numbered from 0, each by itself. */
export const unionsOf = (count: number): Unions => {
  const parents = Array.from({ length: count }, (_, at) => at);
  const rootOf = (one: number): number => {
    let root = one;
    for (let parent = parents[root]; parent !== undefined && parent !== root; parent = parents[root]) {
      parents[one] = parent;
      root = parent;
    }
    parents[one] = root;

    return root;
  };

  return {
    rootOf,
    join(one, other) {
      parents[rootOf(one)] = rootOf(other);
    },
  };
};
