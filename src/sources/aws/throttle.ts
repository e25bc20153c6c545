import { setMaxListeners } from 'node:events';
import { until } from './deadline.ts';
import type { Pace } from './limits.ts';
import { type TokenBucket, tokenBucket } from './token-bucket.ts';
import { openTurnQueue, type Rank, unranked, type Waiting } from './turn-queue.ts';

/** How a request waits for its turn. */
interface Turn {
  readonly rank?: Rank | undefined;
  /** What ends its wait. */
  readonly stop?: AbortSignal;
}

/** Runs requests when their turn comes: the lowest rank first, then first come, first served; no faster than AWS takes them. */
export interface Throttle {
  run<T>(request: () => Promise<T>, turn?: Turn): Promise<T>;
  /** AWS throttled a request: all go slower from here on, and speed up again with every answer. */
  slowDown(): void;
  /** Settles when a request that is under way may be sent again. */
  again(stop?: AbortSignal): Promise<void>;
  /** How long it takes at least until all that wait now have gone, in milliseconds. */
  waitMs(): number;
}

const unstopped = (): AbortSignal => {
  const { signal } = new AbortController();
  // One listener a request that waits, which Node would take for a leak.
  setMaxListeners(0, signal);

  return signal;
};

interface Queue {
  readonly line: (waiting: Waiting) => void;
  readonly giveUp: (waiting: Waiting) => void;
}

const turnIn = async ({ line, giveUp }: Queue, own: Omit<Waiting, 'go'>, end: AbortSignal): Promise<void> => {
  let waiting: Waiting = { ...own, go: () => {} };
  const turn = new Promise<void>((go) => {
    waiting = { ...own, go };
    line(waiting);
  });
  try {
    await until(end, turn);
  } catch (error) {
    giveUp(waiting);
    throw error;
  }
};

/** When to look again; never once all is stopped. */
const alarmOf = (ring: () => void, stop: AbortSignal) => {
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  stop.addEventListener('abort', clear, { once: true });

  return {
    clear,
    isSet: (): boolean => timer !== undefined || stop.aborted,
    set(delay: number): void {
      timer = setTimeout(() => {
        timer = undefined;
        ring();
      }, delay);
    },
  };
};

const placesIn = ({ atOnce, sprint }: Pace, started: number): number =>
  sprint && started < sprint.requests ? sprint.atOnce : atOnce;

/** Lets requests pass in their order, one whenever there is room for one more at once, and a token. */
const gateOf = (pace: Pace, bucket: TokenBucket, stop: AbortSignal) => {
  const queue = openTurnQueue();
  let running = 0;
  let started = 0;

  const hasRoom = ({ isUnderWay }: Waiting): boolean => isUnderWay || running < placesIn(pace, started);
  const open = (): void => {
    while (!alarm.isSet()) {
      const next = queue.next();
      if (next === undefined || !hasRoom(next)) return;
      const delay = bucket.take();
      if (delay > 0) {
        alarm.set(delay);
        return;
      }

      started += 1;
      if (!next.isUnderWay) running += 1;
      queue.remove(next);
      next.go();
    }
  };
  const alarm = alarmOf(open, stop);

  const leave = (): void => {
    running -= 1;
    bucket.settled();
    alarm.clear();
    open();
  };
  const line = (waiting: Waiting): void => {
    queue.add(waiting);
    // Of those that come together, the first is chosen by rank, too.
    waiting.rank === unranked ? open() : setImmediate(open);
  };
  /** Whoever waits no longer stands in nobody's way. */
  const giveUp = (waiting: Waiting): void => {
    if (!queue.remove(waiting) && !waiting.isUnderWay) leave();
  };

  return {
    pass: (isUnderWay: boolean, { rank = unranked, stop: end = stop }: Turn = {}): Promise<void> =>
      turnIn({ line, giveUp }, { isUnderWay, rank }, end),
    leave,
    waiting: queue.length,
  };
};

/** Without a signal to stop at, every request gets its turn; one of its own may end the wait of one request. */
export const throttleOf = (pace: Pace, stop: AbortSignal = unstopped()): Throttle => {
  const bucket = tokenBucket(pace);
  const gate = gateOf(pace, bucket, stop);

  return {
    async run(request, turn) {
      await gate.pass(false, turn);
      try {
        const answer = await request();
        bucket.answered();
        return answer;
      } finally {
        gate.leave();
      }
    },
    slowDown: bucket.throttled,
    again(end = stop) {
      bucket.settled();

      return gate.pass(true, { stop: end });
    },
    waitMs: () => bucket.waitMs(gate.waiting()),
  };
};

/** What counts against two quotas goes at the pace of both, and slows both down: AWS does not say which one it was over. */
export const atBothPaces = (shared: Throttle, own: Throttle, stop: AbortSignal): Throttle => ({
  run: (request, turn) => shared.run(() => own.run(request, turn), { ...turn, stop }),
  slowDown() {
    shared.slowDown();
    own.slowDown();
  },
  async again() {
    await shared.again(stop);
    await own.again();
  },
  waitMs: () => Math.max(shared.waitMs(), own.waitMs()),
});
