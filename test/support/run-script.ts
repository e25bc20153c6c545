import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Has the credentials of the account that the profile is named after, and else of `ACCOUNT`; notes every other call. */
const stub = `#!/bin/sh
case "$*" in
  'sts get-caller-identity '*) echo "\${AWS_PROFILE:-$ACCOUNT}" ;;
  *) printf '%s %s\\n' "\${AWS_PROFILE:-$ACCOUNT}" "$*" >> "$CALLS"; case "$*" in *--dry-run) echo DryRunOperation ;; 'ec2 describe-vpc-endpoints '*) echo available; exit ;; esac; echo id-of-its-own ;;
esac
`;

interface Run {
  readonly code: number | null;
  readonly stderr: string;
  /** Each call that is for more than to learn whose the credentials are, behind the account. */
  readonly calls: readonly string[];
}

/** Runs a script for accounts whose profiles are named like them. */
export const runScript = (
  script: string,
  account: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Run => {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  try {
    const calls = join(folder, 'calls');
    writeFileSync(join(folder, 'aws'), stub, { mode: 0o755 });
    writeFileSync(join(folder, 'fix.sh'), script);
    writeFileSync(calls, '');
    const { status, stderr } = spawnSync('sh', [join(folder, 'fix.sh'), ...args], {
      encoding: 'utf8',
      env: { ...env, PATH: [folder, process.env.PATH].join(delimiter), ACCOUNT: account, CALLS: calls },
    });

    return { code: status, stderr, calls: readFileSync(calls, 'utf8').split('\n').slice(0, -1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
