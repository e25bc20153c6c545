import type { RetryStrategyV2 } from '@smithy/types';
import { withDeadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { retryStrategyOf } from './retry-strategy.ts';
import type { Tally } from './tally.ts';
import type { Throttle } from './throttle.ts';
import type { Rank } from './turn-queue.ts';

/** The calls of one API in one Region: their pace, their retries, and how long each may take. */
export interface ApiCalls {
  readonly retries: RetryStrategyV2;
  run<T>(call: (signal: AbortSignal) => Promise<T>, rank?: Rank): Promise<T>;
  /** How long it takes at least, at the pace of the API, until all that wait now have been sent, in milliseconds. */
  waitMs(): number;
}

const silences = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ProxyError']);

/** Nothing came back at all, whatever was asked. */
const isSilence = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || ('code' in error && silences.has(String(error.code))));

/** A throttle that keeps count of what AWS refused for its number. */
const counting = (throttle: Throttle, tally: Tally): Throttle => ({
  ...throttle,
  slowDown() {
    tally.throttled += 1;
    throttle.slowDown();
  },
});

export const apiCallsOf = (
  limits: Limits,
  pace: Throttle,
  { stop, tally }: { stop: AbortSignal; tally: Tally },
): ApiCalls => {
  const throttle = counting(pace, tally);
  let hasAnswered = false;
  let silence: unknown;

  const call = async <T>(send: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    // What never answers has been given its attempts: the rest would wait as long, a few at a time.
    if (silence !== undefined && !hasAnswered) throw silence;
    try {
      const answer = await withDeadline(limits.callTimeoutMs, stop, send);
      hasAnswered = true;
      return answer;
    } catch (error) {
      if (isSilence(error)) silence = error;
      else hasAnswered = true;
      throw error;
    }
  };

  return {
    retries: retryStrategyOf(limits, throttle, stop),
    run: (send, rank) => throttle.run(() => call(send), { rank }),
    waitMs: throttle.waitMs,
  };
};
