import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Ran, runProgram } from './account.ts';

/** Notes what it was called with, and answers as AWS does: with an id, or with leave to do what is tried. */
const stub = `#!/bin/sh
printf '%s\\0' "$#" "$@" >> "$CALLS"
case "$*" in 'sts get-caller-identity '*) echo 111122223333; exit 0 ;; esac
case "$*" in *--dry-run) echo 'DryRunOperation' >&2; exit 254 ;; esac
case "$*" in 'ec2 describe-vpc-endpoints '*) echo available; exit 0 ;; esac
echo id-of-its-own
`;

const callsIn = ([count, ...words]: readonly string[]): readonly (readonly string[])[] =>
  count === undefined ? [] : [words.slice(0, Number(count)), ...callsIn(words.slice(Number(count)))];

/** How `sh` runs a script, and each call of `aws` in it as the words that it got. */
export const callsOfScript = async (script: string, ...args: readonly string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'script-'));
  try {
    const [file, calls] = [join(folder, 'fix.sh'), join(folder, 'calls')];
    await writeFile(join(folder, 'aws'), stub, { mode: 0o755 });
    await writeFile(file, script);
    await writeFile(calls, '');
    const env = { PATH: [folder, process.env.PATH].join(delimiter), CALLS: calls };
    const ran = await runProgram('sh', [file, ...args], env);
    const words = (await readFile(calls, 'utf8')).split('\0').slice(0, -1);

    return { ...ran, calls: callsIn(words) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

const undoHeading = '# To undo it, in this order:\n';

/** The comments at the end as a script: what somebody runs who regrets, with the ids that the script printed. */
export const undoScript = (script: string, { stdout }: Pick<Ran, 'stdout'>): string => {
  const [, undo = ''] = script.split(undoHeading);
  const ids = stdout.split('\n').filter((line) => /^\w+=[\w-]+$/.test(line));

  return ['set -eu', ...ids, undo.replaceAll(/^# (?=aws |\w+=\$\()/gm, '')].join('\n');
};
