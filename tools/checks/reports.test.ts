import { describe, expect, it } from 'vitest';
import { testFolder } from '../../tests/support/folder.ts';
import { readPlaywright, readVitest } from './reports.ts';

const folder = testFolder();
const vitest = (over: object): string =>
  folder.write(
    'vitest.json',
    JSON.stringify({
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      success: true,
      testResults: [{ status: 'passed' }],
      ...over,
    }),
  );
const playwright = (stats: object): string =>
  folder.write(
    'playwright.json',
    JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats } }),
  );

describe('reading a report', () => {
  it('counts what passed', () => {
    expect(readVitest(vitest({}), 0)).toEqual({ passed: 3, failed: 0, note: '1 files' });
    expect(readPlaywright(playwright({}), 0)).toEqual({ passed: 2, failed: 0, note: '' });
  });
  it('fails when no test ran', () => {
    expect(readVitest(vitest({ numPassedTests: 0, testResults: [] }), 0).failed).toBe(1);
    expect(readPlaywright(playwright({ expected: 0, skipped: 4 }), 0).failed).toBe(1);
  });
  it('fails when the report is missing or the program failed without saying why', () => {
    expect(readVitest('/nowhere/report.json', 0).failed).toBe(1);
    expect(readVitest(vitest({}), 1).failed).toBe(1);
    expect(readPlaywright(playwright({}), 1).failed).toBe(1);
  });
  it('counts a file that could not be loaded, and a test that passed only at the second try', () => {
    expect(readVitest(vitest({ testResults: [{ status: 'failed' }] }), 1).failed).toBe(1);
    expect(readPlaywright(playwright({ flaky: 1 }), 0).failed).toBe(1);
  });
});
