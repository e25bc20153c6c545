import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const parser = `
const content = require('node:fs').readFileSync(process.argv[1]);
const texts = [];
for (let from = 0; from < content.length; ) {
  const to = content.indexOf(10, from);
  texts.push(content.toString('utf8', from, to));
  from = to + 1;
}
const before = process.cpuUsage();
const parsed = texts.map((text) => JSON.parse(text));
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
`;

/**
 * The CPU of `JSON.parse` of the texts, none of which has line breaks, one after the other: together they may be longer
 * than a string can be. In a process of its own, as what it is compared with: beside a large heap it takes twice as long.
 */
export const parseCost = (texts: readonly string[]): number => {
  const folder = mkdtempSync(join(tmpdir(), 'vpce-audit-parse-'));
  const file = join(folder, 'texts.jsonl');
  const output = openSync(file, 'w');
  for (const text of texts) writeSync(output, `${text}\n`);
  closeSync(output);
  const { stdout } = spawnSync(process.execPath, ['-e', parser, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });

  return Number(stdout);
};
