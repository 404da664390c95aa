import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a stage came to. A stage that ran nothing has failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What was counted, for the table: `212 files`, `3 skipped`. */
  readonly note: string;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string() })),
});

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Counts of a Vitest JSON report; a file that could not even be loaded is one failure. */
export function readVitest(file: string, exitCode: number): Outcome {
  const read = parse(file, vitestReport);
  if (!read) return { passed: 0, failed: 1, note: 'no report' };
  const broken = read.testResults.filter((result) => result.status === 'failed').length;
  const failed = Math.max(
    read.numFailedTests,
    broken > 0 && read.numFailedTests === 0 ? broken : 0,
  );
  return settle(
    read.numPassedTests,
    failed,
    read.numPendingTests,
    exitCode,
    read.testResults.length,
  );
}

/** Counts of a Playwright JSON report; a test that passed only when tried again is a failure. */
export function readPlaywright(file: string, exitCode: number): Outcome {
  const read = parse(file, playwrightReport);
  if (!read) return { passed: 0, failed: 1, note: 'no report' };
  const { expected, unexpected, flaky, skipped } = read.stats;
  return settle(expected, unexpected + flaky, skipped, exitCode, null);
}

function settle(
  passed: number,
  failed: number,
  skipped: number,
  exitCode: number,
  files: number | null,
): Outcome {
  const notes = [
    files === null ? '' : `${files} files`,
    skipped > 0 ? `${skipped} skipped` : '',
    passed + failed === 0 ? 'ran no test' : '',
  ].filter(Boolean);
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed, note: notes.join(', ') };
}

function parse<T>(file: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(file)) return null;
  const read = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return read.success ? read.data : null;
}
