import { Failure } from '../failure.ts';
import type { Caller } from '../sources/aws/caller.ts';
import type { CollectOptions } from '../sources/aws/collect-options.ts';
import type { Tally } from '../sources/aws/tally.ts';
import type { AccountFlags } from './account-flags.ts';
import { callersOf, callersOfShards } from './callers.ts';
import type { Context } from './context.ts';
import type { ScopeFlags, SourceFlags, TerminalFlags } from './flags.ts';
import { progressOn } from './progress.ts';
import { readShards } from './shards/read-shards.ts';
import { tallyTexts } from './tally-texts.ts';
import { version } from './version.ts';

/** How AWS is asked, and in which accounts and Regions. */
export type LiveFlags = Pick<SourceFlags, keyof AccountFlags | 'region' | 'timeout' | 'jobs'> &
  Pick<ScopeFlags, 'vpc' | 'subnet'> &
  TerminalFlags & {
    readonly shard?: string;
    /** What is read is kept for whoever judges other accounts by it. */
    readonly forOthers?: true;
  };

/** Where nobody watches, and could stop it, a run ends by itself. */
const unwatchedSeconds = 900;

type Surroundings = Parameters<typeof callersOf>[1];

const callersIn = async (flags: LiveFlags, surroundings: Surroundings): Promise<readonly Caller[]> => {
  if (flags.shard === undefined) return callersOf(flags, surroundings);
  const other = (['account', 'org', 'roleArn', 'roleName', 'region'] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (other !== undefined)
    throw new Failure('--shard says already which account and Region are meant', 'Leave the other flags out.');

  return callersOfShards(await readShards(flags.shard), flags);
};

/** Has AWS asked, with progress for whoever watches. */
export const askAws = async <T>(
  flags: LiveFlags,
  context: Context,
  ask: (options: CollectOptions) => Promise<T>,
): Promise<T> => {
  const { stderr } = context.streams;
  const timeoutSeconds = flags.timeout ?? (stderr.isTTY ? undefined : unwatchedSeconds);
  const progress = progressOn(stderr, flags);
  const warnings: string[] = [];
  const tallies: [string, Tally][] = [];
  const warn = (text: string): unknown => warnings.push(text);
  const regions = flags.region ?? [];
  const startedAt = performance.now();
  try {
    return await ask({
      callers: await callersIn(flags, { regions, timeoutSeconds, startedAt, warn }),
      startedAt,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      regions,
      meant: { vpcs: flags.vpc ?? [], subnets: flags.subnet ?? [] },
      keepUnread: flags.shard !== undefined,
      ...(flags.forOthers || flags.org || flags.jobs !== undefined ? { forOthers: true } : {}),
      progress: progress.show,
      warn,
      ...(flags.verbose ? { onTally: (account, tally) => tallies.push([account, tally]) } : {}),
      now: () => new Date(),
      toolVersion: version,
    });
  } finally {
    progress.end();
    const said = [...(flags.quiet ? [] : warnings), ...tallyTexts(tallies)];
    if (said.length > 0) await (await import('./write-notices.ts')).writeNotices(said, context);
  }
};
