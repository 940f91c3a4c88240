import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that start processes which may stay behind, or end in the middle: each file has a process of its own. */
const APART = [
  'test/{cli,examples,powershell,stories}/**/*.test.ts',
  'test/site/powershell/**/*.test.ts',
  'test/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    maxWorkers: Math.max(1, availableParallelism()),
    // Only what hangs comes to it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The machine's own git configuration must not reach a test.
    env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', NO_COLOR: '1' },
    projects: [
      {
        extends: true,
        test: { name: 'modules', include: ['test/**/*.test.ts'], exclude: APART },
      },
      {
        extends: true,
        // On a busy machine a start of a process takes seconds: an engine of PowerShell, three.
        test: {
          name: 'processes',
          include: APART,
          globalSetup: 'test/make/process/built.ts',
          testTimeout: 180_000,
        },
      },
    ],
  },
});
