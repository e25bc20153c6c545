import { spawnSync } from 'node:child_process';

export interface ProcessCost {
  /** Of all threads, the garbage collector's too, in milliseconds. */
  readonly cpu: number;
  /** At its peak, in bytes. */
  readonly memory: number;
  readonly output: number;
}

const wrapper = `
let output = 0;
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, done) => { output += Buffer.byteLength(text); return write('', done); };
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(2, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS * 1024, output }));
});
require('./dist/main.cjs').run(process.argv.slice(1), process, process.env);
`;

/** What one run of the command line costs, start-up included. */
export const processCost = (...args: readonly string[]): ProcessCost => {
  const { stderr } = spawnSync(process.execPath, ['-e', wrapper, '--', ...args], { encoding: 'utf8' });

  // Before it stands what a run that refuses its input says.
  return JSON.parse(stderr.split('\n').at(-1) ?? '');
};

/** The CPU of `JSON.parse` of the texts, one after the other: together they may be longer than a string can be. */
export const parseCost = (texts: readonly string[]): number => {
  const before = process.cpuUsage();
  for (const text of texts) JSON.parse(text);
  const { user, system } = process.cpuUsage(before);

  return (user + system) / 1000;
};
