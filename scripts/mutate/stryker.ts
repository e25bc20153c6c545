import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type MutationReport, withoutUnfinished } from './mutants.ts';

export interface MutationRun {
  readonly floor: string;
  /** Files or globs to mutate. */
  readonly mutate: readonly string[];
  /** Folders of tests. */
  readonly tests: readonly string[];
  /** Test files in them that are left out. */
  readonly except: readonly string[];
  /** When to stop, in milliseconds since 1970; no mutant starts later. */
  readonly deadline?: number;
  /** Whether mutants that were tested before, and did not change, are tested again. */
  readonly fresh: boolean;
}

const home = 'scripts/mutate';
const output = '.mutation';

const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Stryker is 160 packages that only this script needs: they are fetched on first use, beside it. */
export const installStryker = (): boolean => {
  if (timeOf(`${home}/node_modules/.package-lock.json`) > timeOf(`${home}/package-lock.json`)) return true;
  const options = ['ci', '--legacy-peer-deps', '--no-audit', '--no-fund'];

  return spawnSync('npm', options, { cwd: home, stdio: 'inherit' }).status === 0;
};

const resultsOf = (floor: string): string => `${output}/${floor}.incremental.json`;

/** A mutant that had no time is tested again, so that one run goes on where the last one stopped. */
const forgetUnfinished = (floor: string): void => {
  const file = resultsOf(floor);
  if (!existsSync(file)) return;
  const found: MutationReport = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(withoutUnfinished(found)));
};

const optionsOf = ({ floor, mutate, tests, except, deadline, fresh }: MutationRun, report: string): unknown => ({
  mutate,
  plugins: [`./${home}/compiled-test-runner.js`],
  testRunner: 'compiled',
  compiled: { folders: tests, except, deadline },
  coverageAnalysis: 'perTest',
  dryRunTimeoutMinutes: 30,
  // Words are what the golden transcripts are for.
  mutator: { excludedMutations: ['StringLiteral'] },
  // Stryker would ask the API of TypeScript, which version 7 does not have.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  concurrency: availableParallelism(),
  // An endless loop is counted out; on a busy machine a slow test must not be taken for one.
  timeoutMS: 120_000,
  incremental: true,
  incrementalFile: resultsOf(floor),
  force: fresh,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: report },
  tempDirName: `${output}/tmp`,
  // Python makes links to folders, which cannot be copied as files; and what was found before is large.
  ignorePatterns: [output, '.venv', '.venv-languages', '.zizmor', 'coverage'],
  logLevel: 'warn',
  warnings: { slow: false },
});

/** Tests the mutants of one floor and returns the path of the report; `undefined` where Stryker gave up. */
export const runStryker = (run: MutationRun): string | undefined => {
  const config = `${output}/${run.floor}.config.json`;
  const report = `${output}/${run.floor}.json`;
  mkdirSync(output, { recursive: true });
  forgetUnfinished(run.floor);
  writeFileSync(config, JSON.stringify(optionsOf(run, report), null, 2));
  const stryker = `${home}/node_modules/@stryker-mutator/core/bin/stryker.js`;

  return spawnSync(process.execPath, [stryker, 'run', config], { stdio: 'inherit' }).status === 0 ? report : undefined;
};
