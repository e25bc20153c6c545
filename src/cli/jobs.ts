import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { eachInOrder } from '../each-in-order.ts';
import { readSnapshot } from '../snapshot/read.ts';
import type { ScopeSnapshot } from '../snapshot/schema.ts';
import type { Shard } from '../sources/aws/list-shards.ts';
import { askAws, type LiveFlags } from './collect-live.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { readShards } from './shards/read-shards.ts';

const optionsOf = ({ profile = [], externalId, roleSessionName, sessionTag = [] }: LiveFlags): readonly string[] => [
  ...profile.slice(0, 1).flatMap((name) => ['--profile', name]),
  ...(externalId === undefined ? [] : ['--external-id', externalId]),
  ...(roleSessionName === undefined ? [] : ['--role-session-name', roleSessionName]),
  ...sessionTag.flatMap(([key, value]) => ['--session-tag', `${key}=${value}`]),
];

interface Jobs {
  readonly atOnce: number;
  /** Seconds that are left of the run. */
  readonly timeLeft: () => number | undefined;
  readonly onNotice: (text: string) => void;
  readonly onDone: (shard: Shard) => void;
}

const gather = async (stream: AsyncIterable<Uint8Array | string>): Promise<string> => {
  let text = '';
  for await (const chunk of stream) text += chunk;

  return text;
};

/** A piece whose process came to nothing is a gap, as it is where one process does them all. */
const failedScope = ({ account, region }: Shard, reason: string): ScopeSnapshot => ({
  account,
  region,
  takenAt: new Date().toISOString(),
  sections: {},
  gaps: [{ section: 'regions', action: 'ec2:DescribeRegions', reason, kind: 'failed' }],
});

const endOf = (child: ChildProcessWithoutNullStreams): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });

const scopesOf = async (
  shard: Shard,
  child: ChildProcessWithoutNullStreams,
  jobs: Jobs,
): Promise<readonly ScopeSnapshot[]> => {
  const where = `${shard.account} in ${shard.region}`;
  child.stdin.end();
  const [code, snapshot, said] = await Promise.all([
    endOf(child),
    readSnapshot(child.stdout, where).catch((error: unknown) => String(error)),
    gather(child.stderr),
  ]);
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  if (typeof snapshot !== 'string' && (code === exitCodes.clean || code === exitCodes.incomplete)) {
    for (const line of lines) jobs.onNotice(line.replace(/^vpce-audit: /, ''));

    return snapshot.scopes;
  }

  return [failedScope(shard, lines[0] ?? `its process ended with code ${code}`)];
};

/** Each piece of the work by a process of its own, some of them side by side; scopes in the order of the pieces. */
async function* scopesByJobs(
  shards: readonly Shard[],
  flags: LiveFlags,
  jobs: Jobs,
): AsyncGenerator<ScopeSnapshot, void, undefined> {
  const [, program = ''] = process.argv;
  const running = new Set<ChildProcessWithoutNullStreams>();
  const start = async (shard: Shard): Promise<readonly ScopeSnapshot[]> => {
    const seconds = jobs.timeLeft();
    const timeout = seconds === undefined ? [] : ['--timeout', String(Math.max(1, Math.ceil(seconds)))];
    const words = ['collect', '--shard', JSON.stringify(shard), ...optionsOf(flags), ...timeout];
    const child = spawn(process.execPath, [
      ...process.execArgv,
      program,
      ...words,
      ...(flags.verbose ? ['--verbose'] : []),
    ]);
    running.add(child);
    try {
      return await scopesOf(shard, child, jobs);
    } finally {
      running.delete(child);
      jobs.onDone(shard);
    }
  };
  try {
    for await (const scopes of eachInOrder(shards, jobs.atOnce, start)) yield* scopes;
  } finally {
    for (const child of running) child.kill();
  }
}

/** The same pieces, and the same result, as `shards` and `collect --shard` come to. */
export const withJobs = <T>(
  flags: LiveFlags,
  atOnce: number,
  context: Context,
  consume: (scopes: AsyncIterable<ScopeSnapshot>) => Promise<T>,
): Promise<T> =>
  askAws(flags, context, async (options) => {
    const { listShards } = await import('../sources/aws/list-shards.ts');
    const shards = flags.shard === undefined ? await listShards(options) : await readShards(flags.shard);
    const { startedAt = performance.now(), timeoutSeconds, warn = () => {}, progress = () => {} } = options;
    const waiting = new Set(shards.map(({ account, region }) => `${account} ${region}`));
    const onDone = ({ account, region }: Shard): void => {
      waiting.delete(`${account} ${region}`);
      const done = shards.length - waiting.size;
      progress({ done, total: shards.length, label: `${account} ${region}`, waitingFor: [...waiting] });
    };
    const timeLeft = (): number | undefined =>
      timeoutSeconds === undefined ? undefined : timeoutSeconds - (performance.now() - startedAt) / 1000;

    return consume(scopesByJobs(shards, flags, { atOnce, timeLeft, onNotice: warn, onDone }));
  });
