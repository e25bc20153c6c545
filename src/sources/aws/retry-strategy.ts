import { setTimeout } from 'node:timers/promises';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import type { Limits } from './limits.ts';
import type { Throttle } from './throttle.ts';

const tokenOf = (retries: number): RetryToken => ({ getRetryCount: () => retries, getRetryDelay: () => 0 });

/**
 * Throttling is waited out with patience, passing faults with little, all else not at all. The SDK's own
 * strategy has one number for both: a Region that hangs would then be asked ten times. What is throttled slows down
 * all requests to that API, and takes its turn among them again. Nothing sleeps on once the run is over.
 */
export const retryStrategyOf = (limits: Limits, throttle: Throttle, signal: AbortSignal): RetryStrategyV2 => {
  const attemptsFor = ({ errorType }: RetryErrorInfo): number => {
    if (errorType === 'THROTTLING') return limits.throttledAttempts;

    return errorType === 'TRANSIENT' ? limits.failedAttempts : 1;
  };

  const delayAfter = (retries: number): number =>
    Math.random() * Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** retries);

  return {
    acquireInitialRetryToken: async () => tokenOf(0),
    refreshRetryTokenForRetry: async (token, info) => {
      const attempts = token.getRetryCount() + 1;
      if (info.errorType === 'THROTTLING') throttle.slowDown();
      if (attempts >= attemptsFor(info)) throw new Error('no further attempt');

      await setTimeout(delayAfter(attempts), undefined, { signal });
      await throttle.again();

      return tokenOf(attempts);
    },
    recordSuccess: () => {},
  };
};
