import type { Pace } from './limits.ts';

/** Runs a request when its turn comes: first come, first served. */
export type Throttle = <T>(request: () => Promise<T>) => Promise<T>;

/** A token bucket: how long until the next request may go, in milliseconds; 0 takes a token. */
const bucketOf = ({ burst, perSecond }: Pace): (() => number) => {
  let tokens = burst;
  let filledAt = performance.now();

  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) * perSecond) / 1000);
    filledAt = now;
    if (tokens < 1) return ((1 - tokens) * 1000) / perSecond;

    tokens -= 1;
    return 0;
  };
};

export const throttleOf = (pace: Pace): Throttle => {
  const wait = bucketOf(pace);
  const queue: (() => void)[] = [];
  let running = 0;
  let asleep = false;

  const start = () => {
    while (!asleep && running < pace.atOnce && queue.length > 0) {
      const delay = wait();
      if (delay > 0) {
        asleep = true;
        setTimeout(() => {
          asleep = false;
          start();
        }, delay);
        return;
      }

      running += 1;
      queue.shift()?.();
    }
  };

  return async (request) => {
    await new Promise<void>((turn) => {
      queue.push(turn);
      start();
    });

    try {
      return await request();
    } finally {
      running -= 1;
      start();
    }
  };
};
