import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: resolve(import.meta.dirname),
  test: {
    // `npm run pictures` draws what README.md shows, `npm run states` every page in every state, to be looked at.
    include: [process.env.PICTURES ?? '**/*.e2e.ts'],
    globalSetup: 'stage/shared.ts',
    pool: 'forks',
    // A journey mostly waits for its story; two at a time keep a small machine busy, more would starve each other.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
  },
});
