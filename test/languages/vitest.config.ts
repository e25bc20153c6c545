import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/languages/**/*.test.ts'], testTimeout: 120_000 } });
