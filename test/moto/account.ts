import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

export const region = 'ap-northeast-2';

/** Nothing of the machine's own AWS set-up, so that no test ever talks to anything but moto. */
export const environment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: inject('motoUrl'),
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
});

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const runProgram = async (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = environment(),
): Promise<Ran> => {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
};

/** The bundle, as users run it. */
export const runCli = (...args: readonly string[]): Promise<Ran> =>
  runProgram(process.execPath, ['bin/vpce-audit.js', ...args]);

/** Forgets everything but the default VPCs. */
export const resetAccount = async (): Promise<void> => {
  await fetch(`${inject('motoUrl')}/moto-api/reset`, { method: 'POST' });
};
