/**
 * Runs tests for Stryker in the process that is there already. Its own runner for vitest starts a worker for every
 * mutant, which costs half a second; here the tests are compiled once and evaluated anew, which costs milliseconds.
 */
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { Script } from 'node:vm';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import * as vitest from 'vitest';
import { startTests } from 'vitest/internal/browser';
import { bundleTests } from './test-bundle.js';

const vitestConfig = {
  setupFiles: [],
  allowOnly: false,
  sequence: { hooks: 'stack' },
  maxConcurrency: 1,
  testTimeout: 0,
  hookTimeout: 0,
  tags: [],
};

const testsOf = (suite) => suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));

const nameOf = (task) => (task.suite ? `${nameOf(task.suite)} > ${task.name}` : task.name);

const idOf = (test) => `${test.file.name}#${nameOf(test)}`;

const resultOf = (test) => {
  const known = {
    id: idOf(test),
    name: nameOf(test),
    fileName: resolve(test.file.filepath),
    timeSpentMs: test.result?.duration ?? 0,
  };
  if (test.mode === 'skip') return { ...known, status: TestStatus.Skipped };
  if (test.result?.state === 'pass') return { ...known, status: TestStatus.Success };

  return { ...known, status: TestStatus.Failed, failureMessage: test.result?.errors?.[0]?.message ?? 'no result' };
};

/**
 * Stryker runs every test for a mutant that is reached while files load. Where tests reach it as well, they are enough:
 * what a test file computes outside its tests would make most mutants wait for all of them.
 */
const inTestsFirst = ({ static: onLoad, perTest }) => {
  const reached = Object.assign({}, ...Object.values(perTest));

  return { perTest, static: Object.fromEntries(Object.entries(onLoad).filter(([mutant]) => !(mutant in reached))) };
};

const compiledTestRunner = ({ folders, except, deadline }) => {
  const stryker = { mutantCoverage: { static: {}, perTest: {} } };
  globalThis.__stryker__ = stryker;
  let files;
  let evaluate;

  const init = async () => {
    const require = createRequire(resolve('package.json'));
    // The same inputs for every mutant; and any failure will do: nobody reads the smallest one.
    require('fast-check').configureGlobal({ seed: 1, endOnFailure: true });
    const bundle = await bundleTests(folders, except);
    const script = new Script(`(require, exports) => {${bundle.code}\n}`, { filename: resolve('every-test.cjs') });
    files = bundle.files;
    evaluate = () => {
      const exports = {};
      script.runInThisContext()((id) => (id === 'vitest' ? vitest : require(id)), exports);

      return exports.load;
    };
  };

  const putFirst = (isFirst) => {
    files = [...files.filter(isFirst), ...files.filter((file) => !isFirst(file))];
  };

  /** Runs a test file: `onLoad` and `inTests` are the mutants that are active then. */
  const runFile = async (file, load, { ids, onLoad, inTests, isFirstFailureEnough }) => {
    let failed = false;
    stryker.activeMutant = onLoad;
    const [done] = await startTests([file], {
      config: { ...vitestConfig, root: process.cwd() },
      importFile: () => load[file](),
      onCollected: () => {
        stryker.activeMutant = inTests;
      },
      onBeforeRunTask: (test) => {
        if (failed || ids?.has(idOf(test)) === false) test.mode = 'skip';
      },
      onBeforeTryTask: (test) => {
        stryker.currentTestId = idOf(test);
      },
      onAfterRunTask: (test) => {
        stryker.currentTestId = undefined;
        failed ||= isFirstFailureEnough && test.result?.state === 'fail';
      },
    });

    return done;
  };

  /** Runs all tests, or those that are `wanted`. */
  const run = async ({ wanted, ...choice }) => {
    const load = evaluate();
    const ids = wanted && new Set(wanted);
    const tests = [];
    for (const file of files.filter((file) => wanted?.some((id) => id.startsWith(`${file}#`)) ?? true)) {
      const done = await runFile(file, load, { ids, ...choice });
      const error = done.result?.errors?.[0]?.message;
      if (error !== undefined) return { status: DryRunStatus.Error, errorMessage: `${file}: ${error}` };
      tests.push(...testsOf(done).map(resultOf));
      if (choice.isFirstFailureEnough && tests.some(({ status }) => status === TestStatus.Failed)) {
        // What notices one slip will notice its neighbour.
        putFirst((other) => other === file);
        break;
      }
    }

    return { status: DryRunStatus.Complete, tests };
  };

  const dryRun = async () => ({ ...(await run({})), mutantCoverage: inTestsFirst(stryker.mutantCoverage) });

  const mutantRun = async ({
    activeMutant,
    mutantActivation,
    hitLimit: patience,
    testFilter: wanted,
    sandboxFileName,
  }) => {
    if (Date.now() > deadline) return { status: 'error', errorMessage: 'out of time' };
    const namesake = `/${basename(sandboxFileName, '.ts')}.test.ts`;
    putFirst((file) => file.endsWith(namesake));
    // Stryker waits for a hundred times the usual hits, and an endless loop may have eaten all memory by then.
    const hitLimit = Math.min(patience, Math.max(100_000, patience / 10));
    Object.assign(stryker, { hitCount: 0, hitLimit });
    const inTests = activeMutant.id;
    const onLoad = mutantActivation === 'static' ? inTests : undefined;
    const result = await run({ wanted, onLoad, inTests, isFirstFailureEnough: true });
    if (result.status === DryRunStatus.Error) {
      return { status: 'killed', killedBy: [], nrOfTests: 0, failureMessage: result.errorMessage };
    }

    return toMutantRunResult(determineHitLimitReached(stryker.hitCount, hitLimit) ?? result);
  };

  return { capabilities: () => ({ reloadEnvironment: true }), init, dryRun, mutantRun };
};

const createRunner = (options) => compiledTestRunner(options.compiled);
createRunner.inject = ['options'];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'compiled', createRunner)];
export const strykerValidationSchema = { properties: { compiled: { type: 'object' } } };
