import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

export interface Command {
  readonly label: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run, and not timed. */
  readonly before?: () => void;
}

/** In milliseconds. The CPU time of a process that is not Node is not known: NaN. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

const reporting = `--require ${resolve('bench/report-cpu.cjs')}`;

const runOnce = ({ label, argv, env, before }: Command): Promise<Cost> =>
  new Promise((settle, reject) => {
    const [file = '', ...args] = argv;
    before?.();
    const start = performance.now();
    const child = spawn(file, args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env, NODE_OPTIONS: reporting },
    });
    let cpu = '';
    child.stdio[3]?.on('data', (data) => {
      cpu += data;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) settle({ wall: performance.now() - start, cpu: Number(cpu || Number.NaN) });
      else reject(new Error(`${label} ended with exit code ${code}: its time says nothing`));
    });
  });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** What whole processes cost, one list a command. The commands take turns, so that a machine that slows down slows all of them down alike. */
export const interleaved = async (
  commands: readonly Command[],
  runs: number,
): Promise<readonly (readonly Cost[])[]> => {
  const times: Cost[][] = commands.map(() => []);
  for (const command of commands) await runOnce(command);
  for (let run = 0; run < runs; run += 1)
    for (const [i, command] of commands.entries()) times[i]?.push(await runOnce(command));

  return times;
};
