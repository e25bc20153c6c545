import type { RetryErrorType } from '@smithy/types';
import { expect, it } from 'vitest';
import { awsLimits } from '../../../src/sources/aws/limits.ts';
import { retryStrategyOf } from '../../../src/sources/aws/retry-strategy.ts';
import type { Throttle } from '../../../src/sources/aws/throttle.ts';

/** How often a request goes out that fails each time, and how often it slowed all others down. */
const attemptsOf = async (errorType: RetryErrorType) => {
  const limits = { ...awsLimits, firstDelayMs: 0, longestDelayMs: 0, throttledAttempts: 5, failedAttempts: 3 };
  let [slowed, turns] = [0, 0];
  const throttle: Pick<Throttle, 'slowDown' | 'again'> = {
    slowDown: () => {
      slowed += 1;
    },
    again: async () => {
      turns += 1;
    },
  };
  const strategy = retryStrategyOf(limits, throttle as Throttle, new AbortController().signal);
  let token = await strategy.acquireInitialRetryToken('');
  for (let attempts = 1; ; attempts += 1)
    try {
      token = await strategy.refreshRetryTokenForRetry(token, { errorType });
    } catch {
      return { attempts, slowed, turns };
    }
};

it.each<[RetryErrorType, Awaited<ReturnType<typeof attemptsOf>>]>([
  ['THROTTLING', { attempts: 5, slowed: 5, turns: 4 }],
  ['TRANSIENT', { attempts: 3, slowed: 0, turns: 2 }],
  ['SERVER_ERROR', { attempts: 1, slowed: 0, turns: 0 }],
  ['CLIENT_ERROR', { attempts: 1, slowed: 0, turns: 0 }],
])(
  'a request that fails by %s is sent as often as its limit says, and takes its turn each time',
  async (type, sent) => {
    expect(await attemptsOf(type)).toEqual(sent);
  },
);
