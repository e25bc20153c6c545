import { eachInOrder } from '../../each-in-order.ts';
import { accountNameIn, accountOfRole } from './caller.ts';
import { type CallerOptions, placesOf } from './collect-caller.ts';
import { type CollectOptions, callersOptions } from './collect-options.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import { awsLimits } from './limits.ts';

/** A piece of work that nobody else has to know of: one account in one Region. */
export interface Shard {
  readonly account: string;
  /** `all`: every Region that is enabled, which could not be told yet. */
  readonly region: string;
  /** What has to be assumed; null: the credentials are of the account itself. */
  readonly roleArn: string | null;
  /** What AWS Organizations calls the account. */
  readonly accountName?: string;
}

/** An account that is closed to us is as many pieces all the same: it may be open when they are collected, or be a gap. */
const closedShards = ({ caller, home, regions }: CallerOptions): readonly Shard[] => {
  const { role } = caller;
  const account = role && accountOfRole(role);
  if (!account) return [];
  const meant = regions.includes('all') ? ['all'] : regions.length === 0 ? [home] : new Set(regions);

  return [...meant].map((region) => ({ account, region, roleArn: role.arn, ...accountNameIn(caller) }));
};

const shardsOf = async (options: CallerOptions, warn: (text: string) => void): Promise<readonly Shard[]> => {
  const { caller, home } = options;
  const roleArn = caller.role?.arn ?? null;
  try {
    const { account, regions } = await placesOf(options);

    return regions.map((region) => ({ account, region, roleArn, ...accountNameIn(caller) }));
  } catch (error) {
    const closed = closedShards(options);
    const [first] = closed;
    const failure = failureOf(error, { action: 'sts:GetCallerIdentity', region: home });
    if (first === undefined || !(failure || gapCauseOf(error))) throw failure ?? error;
    warn(failure?.message ?? `${first.account} gives no answer (${gapCauseOf(error)?.reason}).`);

    return closed;
  }
};

/** What there is to collect, in pieces that can be collected apart. Throws a `Failure` where nothing can be told. */
export const listShards = async (options: CollectOptions): Promise<readonly Shard[]> => {
  const { limits = awsLimits, warn = () => {} } = options;
  const shards: Shard[] = [];
  const each = eachInOrder(await callersOptions(options), limits.accountsAtOnce, (one) => shardsOf(one, warn));
  for await (const some of each) shards.push(...some);

  return shards;
};
