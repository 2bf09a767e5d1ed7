import { defineConfig } from 'vitest/config';

/** Folders whose tests start servers, hosts or the whole product; a new test file elsewhere is a unit test by default. */
const INTEGRATION = ['test/local/**/*.test.ts', 'test/commands/**/*.test.ts', 'test/bench/**/*.test.ts'];
const BROWSER = ['test/browser/**/*.test.ts'];
/** What a user does, in the shell and in the page, over one `npm start` for all of them. */
const END_TO_END = ['test/end-to-end/**/*.test.ts'];

/** A second try where processes, a browser or a whole product share two cores; `test/run.mjs` names every test that needed it. */
const SECOND_TRY = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    // One more than the two cores of CI: hosts, servers and browsers are waited for, half of the time of their tests.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...INTEGRATION, ...BROWSER, ...END_TO_END],
          // A worker keeps what it has imported: to import it anew for each file took a third of the time. No test mocks a module.
          isolate: false,
          // For tests that hang: worlds and properties take up to ten seconds on a quiet machine, and ten times that on a busy one.
          testTimeout: 180_000,
          // One synthesis of the stack, or one start of a store, before the tests of a file.
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: INTEGRATION,
          retry: SECOND_TRY,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'browser', include: BROWSER, retry: SECOND_TRY, testTimeout: 60_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: END_TO_END,
          retry: SECOND_TRY,
          globalSetup: 'test/end-to-end/start.ts',
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
