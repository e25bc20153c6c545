import { setMaxListeners } from 'node:events';
import { until } from './deadline.ts';
import type { Pace } from './limits.ts';

/** Runs requests when their turn comes: first come, first served, and no faster than AWS takes them. */
export interface Throttle {
  run<T>(request: () => Promise<T>, stop?: AbortSignal): Promise<T>;
  /** AWS throttled a request: all go slower from here on, and speed up again with every answer. */
  slowDown(): void;
  /** Settles when a request that is under way may be sent again. */
  again(stop?: AbortSignal): Promise<void>;
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

interface Queue {
  readonly line: (waiting: Waiting) => void;
  readonly giveUp: (waiting: Waiting) => void;
}

const turnIn = async ({ line, giveUp }: Queue, isUnderWay: boolean, end: AbortSignal): Promise<void> => {
  let waiting: Waiting = { go: () => {}, isUnderWay };
  const turn = new Promise<void>((go) => {
    waiting = { go, isUnderWay };
    line(waiting);
  });
  try {
    await until(end, turn);
  } catch (error) {
    giveUp(waiting);
    throw error;
  }
};

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

  const leave = (): void => {
    running -= 1;
    open();
  };
  const line = (waiting: Waiting): void => {
    if (waiting.isUnderWay) queue.unshift(waiting);
    else queue.push(waiting);
    open();
  };
  /** Whoever waits no longer stands in nobody's way. */
  const giveUp = (waiting: Waiting): void => {
    const place = queue.indexOf(waiting);
    if (place >= 0) queue.splice(place, 1);
    else if (!waiting.isUnderWay) leave();
  };

  return {
    pass: (isUnderWay: boolean, end = stop): Promise<void> => turnIn({ line, giveUp }, isUnderWay, end),
    leave,
  };
};

/** Without a signal to stop at, every request gets its turn; one of its own may end the wait of one request. */
export const throttleOf = (pace: Pace, stop: AbortSignal = unstopped()): Throttle => {
  const bucket = bucketOf(pace);
  const gate = gateOf(pace, bucket, stop);

  return {
    async run(request, end) {
      await gate.pass(false, end);
      try {
        const answer = await request();
        bucket.answered();
        return answer;
      } finally {
        gate.leave();
      }
    },
    slowDown: bucket.throttled,
    again: (end) => gate.pass(true, end),
  };
};

/** What counts against two quotas goes at the pace of both, and slows both down: AWS does not say which one it was over. */
export const atBothPaces = (shared: Throttle, own: Throttle, stop: AbortSignal): Throttle => ({
  run: (request) => shared.run(() => own.run(request), stop),
  slowDown() {
    shared.slowDown();
    own.slowDown();
  },
  async again() {
    await shared.again(stop);
    await own.again();
  },
});
