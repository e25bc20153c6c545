import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Command {
  readonly label: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run, and not timed. */
  readonly before?: () => void;
}

const runOnce = ({ label, argv, env, before }: Command): Promise<number> =>
  new Promise((resolve, reject) => {
    const [file = '', ...args] = argv;
    before?.();
    const start = performance.now();
    const child = spawn(file, args, { stdio: 'ignore', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(performance.now() - start);
      else reject(new Error(`${label} ended with exit code ${code}: its time says nothing`));
    });
  });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * Whole-process wall times in milliseconds, one list a command. The commands take turns, so that a
 * machine that slows down slows all of them down alike.
 */
export const interleaved = async (
  commands: readonly Command[],
  runs: number,
): Promise<readonly (readonly number[])[]> => {
  const times: number[][] = commands.map(() => []);
  for (const command of commands) await runOnce(command);
  for (let run = 0; run < runs; run += 1)
    for (const [i, command] of commands.entries()) times[i]?.push(await runOnce(command));

  return times;
};
