import { eachInOrder } from '../../each-in-order.ts';
import { accountOfRole } from './caller.ts';
import { type CallerOptions, placesOf } from './collect-caller.ts';
import { type CollectOptions, callersOptions } from './collect-options.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import { awsLimits } from './limits.ts';

/** A piece of work that nobody else has to know of: one account in one Region. */
export interface Shard {
  readonly account: string;
  readonly region: string;
  /** What has to be assumed; null: the credentials are of the account itself. */
  readonly roleArn: string | null;
}

/** An account that is closed to us is a piece all the same: its gap is part of the result. */
const closedShard = ({ caller, home }: CallerOptions): Shard | undefined => {
  const account = caller.role && accountOfRole(caller.role);

  return caller.role && account ? { account, region: home, roleArn: caller.role.arn } : undefined;
};

const shardsOf = async (options: CallerOptions, warn: (text: string) => void): Promise<readonly Shard[]> => {
  const { caller, home } = options;
  const roleArn = caller.role?.arn ?? null;
  try {
    const { account, regions } = await placesOf(options);

    return regions.map((region) => ({ account, region, roleArn }));
  } catch (error) {
    const closed = closedShard(options);
    const failure = failureOf(error, { action: 'sts:GetCallerIdentity', region: home });
    if (closed === undefined || !(failure || gapCauseOf(error))) throw failure ?? error;
    warn(`${failure?.message ?? `${closed.account} gives no answer (${gapCauseOf(error)?.reason}).`}`);

    return [closed];
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
