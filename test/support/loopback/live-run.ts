import type { Snapshot } from '../../../src/snapshot/schema.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import type { CollectOptions } from '../../../src/sources/aws/collect-options.ts';
import { awsLimits, type Limits } from '../../../src/sources/aws/limits.ts';
import type { Loopback } from './loopback.ts';

const unpaced = { atOnce: 12, burst: 10_000, perSecond: 10_000 };

/** The real limits, but for those that only make a test wait. */
export const impatient: Limits = {
  ...awsLimits,
  ec2: unpaced,
  route53: unpaced,
  resolver: unpaced,
  profiles: unpaced,
  shares: unpaced,
  sts: unpaced,
  organizations: unpaced,
  privateLink: unpaced,
  firstDelayMs: 1,
  longestDelayMs: 5,
  connectTimeoutMs: 1_000,
  requestTimeoutMs: 5_000,
  stallTimeoutMs: 5_000,
  callTimeoutMs: 20_000,
};

/** Sets the variables for as long as the task runs, and everything else of AWS's, and proxies, aside. */
export const withEnvironment = async <T>(
  wanted: Readonly<Record<string, string>>,
  task: () => Promise<T>,
): Promise<T> => {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) delete process.env[name];
  Object.assign(process.env, wanted);

  try {
    return await task();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
};

/** Collects from the loopback server as if it were AWS, as `collect` does: with what others may need of it. */
export const collectFrom = (loopback: Loopback, options: Partial<CollectOptions> = {}): Promise<Snapshot> =>
  withEnvironment(loopback.environment, () =>
    collectAws({
      regions: [],
      now: () => new Date('2026-11-01T00:00:00.000Z'),
      toolVersion: '0.0.0',
      limits: impatient,
      forOthers: true,
      ...options,
    }),
  );
