import { defineConfig } from 'vitest/config';

const DATABASE_TESTS = '**/*.db.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,tools,bench,tests}/**/*.test.{ts,tsx}'],
          exclude: [DATABASE_TESTS, 'tests/e2e/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: [`{src,tools,bench,tests}/${DATABASE_TESTS}`],
          globalSetup: './tests/support/database-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // As it is served to people: React's checks of a developer's mistakes cost a third.
          env: { NODE_ENV: 'production' },
          // Files of one worker share the code that they load, never a database: twice as fast.
          isolate: false,
        },
      },
    ],
  },
});
