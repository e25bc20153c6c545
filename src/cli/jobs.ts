import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { eachInOrder } from '../each-in-order.ts';
import { Failure } from '../failure.ts';
import { groupBy } from '../group-by.ts';
import { nameless, placeText } from '../snapshot/merge.ts';
import { readSnapshot } from '../snapshot/read.ts';
import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { scopeKey } from '../snapshot/scope-key.ts';
import type { CollectOptions } from '../sources/aws/collect-options.ts';
import type { Shard } from '../sources/aws/list-shards.ts';
import { askAws, type LiveFlags } from './collect-live.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { readShards } from './shards/read-shards.ts';

/** A piece, and whose credentials it takes. */
interface Piece {
  readonly shard: Shard;
  readonly profile: string | undefined;
}

const optionsOf = (
  { externalId, roleSessionName, sessionTag = [] }: LiveFlags,
  { profile }: Piece,
): readonly string[] => [
  ...(profile === undefined ? [] : ['--profile', profile]),
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
const failedScope = (
  { account, region }: Pick<ScopeSnapshot, 'account' | 'region'>,
  reason: string,
): ScopeSnapshot => ({
  account,
  region,
  takenAt: new Date().toISOString(),
  sections: {},
  gaps: [{ section: 'regions', action: 'ec2:DescribeRegions', reason, kind: 'failed' }],
});

interface End {
  readonly code: number | null;
  readonly words: string;
}

const endOf = (child: ChildProcessWithoutNullStreams): Promise<End> =>
  new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, words: `its process did not start: ${message}` }));
    child.once('close', (code, signal) =>
      resolve({
        code,
        words: signal === null ? `its process ended with code ${code}` : `its process was ended by ${signal}`,
      }),
    );
  });

const scopesOf = async (
  shard: Shard,
  child: ChildProcessWithoutNullStreams,
  jobs: Jobs,
): Promise<readonly ScopeSnapshot[]> => {
  const where = `${shard.account} in ${shard.region}`;
  child.stdin.end();
  const [{ code, words }, snapshot, said] = await Promise.all([
    endOf(child),
    readSnapshot(child.stdout, where).catch((error: unknown) => String(error)),
    gather(child.stderr),
  ]);
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  if (typeof snapshot !== 'string' && (code === exitCodes.clean || code === exitCodes.incomplete)) {
    for (const line of lines) jobs.onNotice(line.replace(/^vpce-audit: /, ''));

    return snapshot.scopes;
  }

  return [failedScope(shard, code === null ? words : (lines[0] ?? words))];
};

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Whoever ends this process ends those that work for it: nobody would take what they bring. */
const endingTogether = (running: ReadonlySet<ChildProcessWithoutNullStreams>): (() => void) => {
  const release = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    for (const child of running) child.kill();
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);

  return release;
};

/** Each piece of the work by a process of its own, some of them side by side; scopes in the order of the pieces. */
async function* scopesByJobs(
  pieces: readonly Piece[],
  flags: LiveFlags,
  jobs: Jobs,
): AsyncGenerator<ScopeSnapshot, void, undefined> {
  const [, program = ''] = process.argv;
  const running = new Set<ChildProcessWithoutNullStreams>();
  const release = endingTogether(running);
  const start = async (piece: Piece): Promise<readonly ScopeSnapshot[]> => {
    const seconds = jobs.timeLeft();
    const timeout = seconds === undefined ? [] : ['--timeout', String(Math.max(1, Math.ceil(seconds)))];
    const { shard } = piece;
    const words = ['collect', '--shard', JSON.stringify(shard), ...optionsOf(flags, piece), ...timeout];
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
    for await (const scopes of eachInOrder(pieces, jobs.atOnce, start)) yield* scopes;
  } finally {
    for (const child of running) child.kill();
    release();
  }
}

interface Work {
  readonly pieces: readonly Piece[];
  /** Of accounts that nothing names, by their Region. */
  readonly closed: ReadonlyMap<string, ScopeSnapshot>;
}

const givenWork = async (given: string, { profile = [] }: LiveFlags): Promise<Work> => {
  const shards = await readShards(given);

  return { pieces: shards.map((shard) => ({ shard, profile: profile[0] })), closed: new Map() };
};

/** Of several profiles, each lists its own account; one that cannot costs the others nothing. */
const listedWork = async (options: CollectOptions): Promise<Work> => {
  const { listShards } = await import('../sources/aws/list-shards.ts');
  const { homeRegion } = await import('../sources/aws/regions.ts');
  const { warn = () => {} } = options;
  const pieces: Piece[] = [];
  const known = new Set<string>();
  const closed = new Map<string, ScopeSnapshot>();
  let first: unknown;
  for (const [profile, callers] of groupBy(options.callers ?? [{}], (caller) => caller.profile))
    try {
      for (const shard of await listShards({ ...options, callers })) {
        if (known.has(scopeKey(shard))) warn(`${placeText(shard)} is reached in two ways, and read once`);
        else pieces.push({ shard, profile });
        known.add(scopeKey(shard));
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      first ??= error;
      warn(`${error.message} ${error.hint}`);
      const region = await homeRegion(options.regions, profile);
      const scope = failedScope({ account: null, region }, error.message);
      const other = closed.get(region);
      closed.set(region, other === undefined ? scope : nameless(other, scope));
    }
  if (pieces.length === 0) throw first;

  return { pieces, closed };
};

/** The same pieces, and the same result, as `shards` and `collect --shard` come to. */
export const withJobs = <T>(
  flags: LiveFlags,
  atOnce: number,
  context: Context,
  consume: (scopes: AsyncIterable<ScopeSnapshot>) => Promise<T>,
): Promise<T> =>
  askAws(flags, context, async (options) => {
    const { pieces, closed } = await (flags.shard === undefined ? listedWork(options) : givenWork(flags.shard, flags));
    const shards = pieces.map(({ shard }) => shard);
    const { startedAt = performance.now(), timeoutSeconds, warn = () => {}, progress = () => {} } = options;
    const waiting = new Set(shards.map(({ account, region }) => `${account} ${region}`));
    const onDone = ({ account, region }: Shard): void => {
      waiting.delete(`${account} ${region}`);
      const done = shards.length - waiting.size;
      progress({ done, total: shards.length, label: `${account} ${region}`, waitingFor: [...waiting] });
    };
    const timeLeft = (): number | undefined =>
      timeoutSeconds === undefined ? undefined : timeoutSeconds - (performance.now() - startedAt) / 1000;

    return consume(
      (async function* () {
        yield* scopesByJobs(pieces, flags, { atOnce, timeLeft, onNotice: warn, onDone });
        yield* closed.values();
      })(),
    );
  });
