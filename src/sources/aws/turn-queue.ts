/** How soon a request that waits is to go, the lowest first; asked again for every turn, as more becomes known. */
export type Rank = () => number;

export const unranked: Rank = () => 0;

export interface Waiting {
  readonly go: () => void;
  /** Of a request that has its place among those at once already: it goes before all others. */
  readonly isUnderWay: boolean;
  readonly rank: Rank;
}

/** Requests that wait for their turn: by rank, and then in the order in which they came. */
export interface TurnQueue {
  add(waiting: Waiting): void;
  /** Whose turn it is. */
  next(): Waiting | undefined;
  /** False: it is not there. */
  remove(waiting: Waiting): boolean;
  length(): number;
}

const rankOf = ({ isUnderWay, rank }: Waiting): number => (isUnderWay ? Number.NEGATIVE_INFINITY : rank());

export const openTurnQueue = (): TurnQueue => {
  const queue: Waiting[] = [];

  return {
    add(waiting) {
      if (waiting.isUnderWay) queue.unshift(waiting);
      else queue.push(waiting);
    },
    next() {
      let next: Waiting | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const waiting of queue) {
        const rank = rankOf(waiting);
        if (rank < least) [next, least] = [waiting, rank];
      }

      return next;
    },
    remove(waiting) {
      const place = queue.indexOf(waiting);
      if (place >= 0) queue.splice(place, 1);

      return place >= 0;
    },
    length: () => queue.length,
  };
};
