import { setMaxListeners } from 'node:events';
import { until } from './deadline.ts';
import type { Pace } from './limits.ts';

/** Runs requests when their turn comes: first come, first served, and no faster than AWS takes them. */
export interface Throttle {
  run<T>(request: () => Promise<T>): Promise<T>;
  /** AWS throttled a request: all go slower from here on, and speed up again with every answer. */
  slowDown(): void;
  /** Settles when a request that is under way may be sent again. */
  again(): Promise<void>;
}

/** What others leave of a quota is found out by small steps up and large ones down. */
const stepsUp = 200;
const slowest = 40;

/** A token bucket as AWS keeps one, whose rate follows what AWS says. */
const bucketOf = ({ burst, perSecond }: Pace) => {
  let rate = perSecond;
  let most = burst;
  let tokens = burst;
  let filledAt = performance.now();
  const fill = (): void => {
    const now = performance.now();
    tokens = Math.min(most, tokens + ((now - filledAt) * rate) / 1000);
    filledAt = now;
  };

  return {
    /** How long until the next request may go, in milliseconds; 0 takes a token. */
    take(): number {
      fill();
      if (tokens < 1) return ((1 - tokens) * 1000) / rate;

      tokens -= 1;

      return 0;
    },
    answered(): void {
      if (rate < perSecond) rate = Math.min(perSecond, rate + perSecond / stepsUp);
    },
    throttled(): void {
      fill();
      rate = Math.max(perSecond / slowest, rate / 2);
      // Somebody else has the rest: what was saved up here is worth nothing.
      most = 1;
      tokens = Math.min(0, tokens);
    },
  };
};

interface Waiting {
  readonly go: () => void;
  /** Of a request that has its place among those at once already. */
  readonly isUnderWay: boolean;
}

const unstopped = (): AbortSignal => {
  const { signal } = new AbortController();
  // One listener a request that waits, which Node would take for a leak.
  setMaxListeners(0, signal);

  return signal;
};

type Bucket = ReturnType<typeof bucketOf>;

/** Lets requests pass in their order: when there is room for one more at once, and a token. */
const gateOf = ({ atOnce, sprint }: Pace, bucket: Bucket, stop: AbortSignal) => {
  const queue: Waiting[] = [];
  let running = 0;
  let started = 0;
  let timer: NodeJS.Timeout | undefined;

  const hasRoom = ({ isUnderWay }: Waiting): boolean =>
    isUnderWay || running < (sprint && started < sprint.requests ? sprint.atOnce : atOnce);
  const wake = (): void => {
    timer = undefined;
    open();
  };
  const open = (): void => {
    for (let next = queue[0]; timer === undefined && next && hasRoom(next); next = queue[0]) {
      const delay = bucket.take();
      if (delay > 0) {
        timer = setTimeout(wake, delay);
        return;
      }

      started += 1;
      if (!next.isUnderWay) running += 1;
      queue.shift();
      next.go();
    }
  };
  stop.addEventListener('abort', () => clearTimeout(timer), { once: true });

  return {
    pass(isUnderWay: boolean): Promise<void> {
      const turn = new Promise<void>((go) => {
        if (isUnderWay) queue.unshift({ go, isUnderWay });
        else queue.push({ go, isUnderWay });
        open();
      });

      return until(stop, turn);
    },
    leave(): void {
      running -= 1;
      open();
    },
  };
};

/** Without a signal to stop at, every request gets its turn. */
export const throttleOf = (pace: Pace, stop: AbortSignal = unstopped()): Throttle => {
  const bucket = bucketOf(pace);
  const gate = gateOf(pace, bucket, stop);

  return {
    async run(request) {
      await gate.pass(false);
      try {
        const answer = await request();
        bucket.answered();
        return answer;
      } finally {
        gate.leave();
      }
    },
    slowDown: bucket.throttled,
    again: () => gate.pass(true),
  };
};
