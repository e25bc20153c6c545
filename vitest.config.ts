import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/moto/**'],
    testTimeout: 20_000,
    // Nothing keeps state from one test to the next: files may share a process, and load what they test once.
    isolate: false,
    coverage: {
      include: ['src/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
