/** `npm run mutate -- [FLOOR | FILE…] [--last COMMITS] [--minutes N] [--fresh]`: see docs/mutation-testing.md. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refusedByCompiler } from './mutate/compiler.ts';
import { floors } from './mutate/floors.ts';
import { type Judgement, judge, survivorsAllowed } from './mutate/judge.ts';
import { type MutationReport, mutantsOf } from './mutate/mutants.ts';
import { selectFiles } from './mutate/select.ts';
import { installStryker, runStryker } from './mutate/stryker.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { last: { type: 'string' }, minutes: { type: 'string' }, fresh: { type: 'boolean', default: false } },
});

const print = (floor: string, judgement: Judgement): void => {
  const { survivors, killed, slow, equivalent, refused, uncovered, untested, stale } = judgement;
  for (const { file, line, mutator, change } of survivors) console.log(`${file}:${line} ${mutator}  ${change}`);
  for (const entry of stale) console.log(`equivalent.json: no such mutant: ${entry.file}: ${entry.change}`);
  const total = killed + survivors.length;
  const share = total === 0 ? 100 : (100 * killed) / total;
  const byTime = slow === 0 ? '' : ` (${slow} by time)`;
  const notes = [
    `${equivalent} equivalent`,
    `${refused} that do not compile`,
    `${uncovered} that no test reaches`,
    `${untested} left for lack of time`,
  ];
  console.log(`${floor}: ${share.toFixed(1)} % of ${total} mutants killed${byTime}, besides ${notes.join(', ')}`);
};

/** Whether the tests of a floor notice enough. */
const testFloor = (floor: string, mutate: readonly string[], deadline: number | undefined): boolean => {
  const { tests = [], except = [], threshold = 1 } = floors[floor] ?? {};
  console.log(`\n${floor}: ${mutate.join(' ')}`);
  const path = runStryker({ floor, mutate, tests, except, deadline, fresh: values.fresh });
  if (path === undefined) return false;

  const report: MutationReport = JSON.parse(readFileSync(path, 'utf8'));
  const isWhole = mutate.includes(`src/${floor}/**/*.ts`);
  // The report has what earlier runs found in other files, too.
  const mutants = mutantsOf(report).filter(({ file }) => isWhole || mutate.includes(file));
  const judgement = judge(mutants, refusedByCompiler);
  print(floor, judgement);
  const { survivors, killed, untested, stale } = judgement;
  const isSample = untested > 0 || !isWhole;
  const isEnough = survivors.length <= survivorsAllowed(killed + survivors.length, threshold, isSample);
  if (!isEnough) console.log(`${floor}: at least ${100 * threshold} % are wanted`);

  return isEnough && stale.length === 0;
};

const deadline = values.minutes === undefined ? undefined : Date.now() + Number(values.minutes) * 60_000;
const selected = selectFiles(positionals, values.last);
if (!installStryker()) throw new Error('Stryker could not be installed');

let floorsLeft = selected.size;
for (const [floor, files] of selected) {
  const share = deadline === undefined ? undefined : Date.now() + (deadline - Date.now()) / floorsLeft;
  if (!testFloor(floor, files, share)) process.exitCode = 1;
  floorsLeft -= 1;
}
