import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Prints how many words it was given, and the words. */
const stub = `#!/bin/sh
printf '%s\\0' "$#" "$@"
`;

const callsIn = ([count, ...words]: readonly string[]): readonly (readonly string[])[] =>
  count === undefined ? [] : [words.slice(0, Number(count)), ...callsIn(words.slice(Number(count)))];

/** Each call of `aws`, as the words it got, when `sh` runs the line. A line that runs anything else prints or fails. */
export const pasted = (line: string): readonly (readonly string[])[] => {
  const folder = mkdtempSync(join(tmpdir(), 'pasted-'));
  try {
    writeFileSync(join(folder, 'aws'), stub, { mode: 0o755 });
    const env = { PATH: [folder, process.env.PATH].join(delimiter) };
    const printed = execFileSync('sh', ['-c', line], { cwd: folder, env, encoding: 'utf8' });

    return callsIn(printed.split('\0').slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
