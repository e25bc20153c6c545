import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The least share of branches, in percent, that tests take. */
const branches = { net: 95, network: 95, analysis: 95, rules: 95 };

export default defineConfig({
  test: {
    setupFiles: 'test/support/seed.ts',
    include: ['test/**/*.test.ts'],
    exclude: ['test/moto/**', 'test/languages/**'],
    // Only what hangs ends by it, however busy the machine is.
    testTimeout: 120_000,
    // The process that hands the files out has next to nothing to do: it needs no core of its own.
    maxWorkers: availableParallelism(),
    // Nothing keeps state from one test to the next: files may share a process, and load what they test once.
    isolate: false,
    coverage: {
      include: ['src/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: Object.fromEntries(
        Object.entries(branches).map(([floor, share]) => [`src/${floor}/**`, { lines: 97, branches: share }]),
      ),
    },
  },
});
