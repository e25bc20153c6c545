import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: 'test/support/seed.ts',
    include: ['test/moto/**/*.test.ts'],
    globalSetup: 'test/moto/server.ts',
    // One moto for all files, and each of them makes it forget what was there.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
