import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { apply } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import { variableOf } from '../../src/changes/script-line.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { type Ran, runProgram } from './account.ts';
import { undoScript } from './printed-script.ts';
import { withIds } from './told.ts';

type Environment = Readonly<Record<string, string>>;

const all = ['s3', 'dynamodb', 'ec2', 'sts'];

export const bundle = (env: Environment, ...args: readonly string[]): Promise<Ran> =>
  runProgram(process.execPath, ['bin/vpce-audit.js', ...args], env);

/** What the bundle reads of a live account. */
export const collectLive = async (env: Environment): Promise<Snapshot> =>
  JSON.parse((await bundle(env, 'collect')).stdout);

/** Runs what was printed with the AWS CLI that is installed here. */
export const runScript = async (script: string, env: Environment, ...args: readonly string[]): Promise<Ran> => {
  const file = join(await mkdtemp(join(tmpdir(), 'fix-')), 'fix.sh');
  await writeFile(file, script);
  const path = [resolve('.venv/bin'), process.env.PATH].join(delimiter);

  return runProgram('sh', [file, ...args], { ...env, PATH: path, AWS_DEFAULT_REGION: env.AWS_REGION ?? '' });
};

interface Plan {
  readonly changes: readonly Change[];
  /** Fingerprints of the findings that are gone afterwards. */
  readonly mended: readonly string[];
}

/** What `fix` proposes for a live account. */
export const planLive = async (env: Environment, services: readonly string[] = all): Promise<Plan> => {
  const { stdout } = await bundle(env, 'fix', '--format', 'json', '--service', ...services);
  const { changes, mended } = JSON.parse(stdout);

  return { changes: changes.map(({ change }: { readonly change: Change }) => change), mended };
};

export interface LiveFix extends Plan {
  try(): Promise<Ran>;
  run(): Promise<Ran>;
  /** As somebody does it who saw what the script printed. */
  undo(ran: Ran): Promise<Ran>;
}

/** The plan, and the script for it. */
export const fixLive = async (env: Environment, services: readonly string[] = all): Promise<LiveFix> => {
  const plan = await planLive(env, services);
  const { stdout: script } = await bundle(env, 'fix', '--format', 'cli', '--service', ...services);

  return {
    ...plan,
    try: () => runScript(script, env, '--dry-run'),
    run: () => runScript(script, env),
    undo: (ran) => runScript(undoScript(script, ran), env),
  };
};

const idsIn = (changes: readonly Change[], { stdout }: Ran): ReadonlyMap<string, string> => {
  const printed = new Map(
    stdout.split('\n').map((line): [string, string] => [line.split('=')[0] ?? '', line.split('=')[1] ?? '']),
  );

  return new Map(
    changes.flatMap((change) => {
      const id = 'id' in change ? printed.get(variableOf(change.id)) : undefined;

      return 'id' in change && id !== undefined ? [[change.id, id] as const] : [];
    }),
  );
};

/** What the engine expects to be there after the script, with the ids that the script printed. */
export const predicted = (before: Snapshot, { changes }: LiveFix, ran: Ran): Snapshot =>
  withIds(apply(before, changes), idsIn(changes, ran));
