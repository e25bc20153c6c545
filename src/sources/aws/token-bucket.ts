import type { Pace } from './limits.ts';

/**
 * A bucket of tokens as AWS keeps one, whose rate follows what AWS says. AWS counts a request some time before it
 * answers: until then its token does not come back here, so that none which is late on its way meets the next ones there.
 */
export interface TokenBucket {
  /** How long until so many requests have gone, in milliseconds. */
  waitMs(requests: number): number;
  /** The same for the next one; 0 takes a token. */
  take(): number;
  /** A request came back, whatever with. */
  settled(): void;
  /** AWS answered one: it takes the pace. */
  answered(): void;
  /** AWS throttled one: the pace is too much. */
  throttled(): void;
}

/** What others leave of a quota is found out by small steps up and large ones down. */
const stepsUp = 200;
const slowest = 40;

const rateOf = (perSecond: number) => {
  let rate = perSecond;

  return {
    perMs: () => rate / 1000,
    rise(): void {
      if (rate < perSecond) rate = Math.min(perSecond, rate + perSecond / stepsUp);
    },
    fall(): void {
      rate = Math.max(perSecond / slowest, rate / 2);
    },
  };
};

export const tokenBucket = ({ burst, perSecond }: Pace): TokenBucket => {
  const rate = rateOf(perSecond);
  let isThrottled = false;
  /** Tokens that are gone, and come back one after the other; and those of requests that are under way. */
  let gone = 0;
  let flying = 0;
  let filledAt = performance.now();
  const fill = (): void => {
    const now = performance.now();
    gone = Math.max(0, gone - (now - filledAt) * rate.perMs());
    filledAt = now;
  };
  const waitMs = (requests: number): number => {
    fill();
    // Where somebody else has the rest, what was saved up here is worth nothing.
    const most = isThrottled ? 1 : burst;

    return Math.max(0, (requests + gone + flying - most) / rate.perMs());
  };

  return {
    waitMs,
    take() {
      const wait = waitMs(1);
      if (wait > 0) return wait;
      if (isThrottled) gone += 1;
      else flying += 1;

      return 0;
    },
    settled() {
      fill();
      if (flying === 0) return;
      flying -= 1;
      gone += 1;
    },
    answered: rate.rise,
    throttled() {
      fill();
      rate.fall();
      // Half the pace leaves room enough: to wait for answers besides would halve it again.
      gone = Math.max(1, gone + flying);
      flying = 0;
      isThrottled = true;
    },
  };
};
