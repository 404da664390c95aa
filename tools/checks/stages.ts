import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBoundaries } from './boundaries.ts';
import { ensureChromium } from './chromium.ts';
import { startPostgres } from './postgres.ts';
import { program, type Ran } from './program.ts';
import { type Outcome, readPlaywright, readVitest } from './reports.ts';
import { checkVocabulary } from './vocabulary.ts';
import { checkWords } from './words.ts';

/** One part of `npm test`. */
export interface Stage {
  readonly id: string;
  readonly what: string;
  run(): Promise<Outcome>;
}

/** Fewer files than this and a check looked at nothing: its configuration broke, not the code. */
const FILES_FLOOR = 50;
const PEOPLE_WRITE = ['src', 'tests', 'bench', 'tools'];
const CANARY = 'tools/checks/fixtures/floating-promise.ts';

export const stages: readonly Stage[] = [
  { id: 'types', what: 'TypeScript', run: types },
  { id: 'lint', what: 'style and mistakes (Biome)', run: lint },
  { id: 'promises', what: 'lost promises (oxlint with types)', run: promises },
  { id: 'boundaries', what: 'who may import whom (dependency-cruiser)', run: checkBoundaries },
  { id: 'vocabulary', what: 'names of files in modules', run: async () => checkVocabulary() },
  { id: 'words', what: 'nothing of the workplace in the files', run: async () => checkWords() },
  { id: 'unused', what: 'unused files, exports and packages (knip)', run: unused },
  // The API and the sign-in tests start the server, which serves the built pages.
  { id: 'build', what: 'pages', run: build },
  { id: 'unit', what: 'unit tests', run: () => vitest('unit', {}) },
  { id: 'pglite', what: 'database tests on PGlite', run: () => vitest('database', {}) },
  { id: 'postgres', what: 'database tests on PostgreSQL', run: postgres },
  { id: 'journeys', what: 'journeys in Chromium', run: journeys },
];

async function types(): Promise<Outcome> {
  const typegen = await program('react-router', ['typegen']);
  if (typegen.code !== 0) return said(typegen, 'react-router typegen');
  const checked = await program('tsc', ['--noEmit', '--listFiles'], { quiet: true });
  const own = checked.output.split('\n').filter((line) => /\/src\/[^:]*\.tsx?$/.test(line)).length;
  const problems = checked.output
    .split('\n')
    .filter((line) => !/^\/\S+\.([cm]?tsx?|json)$/.test(line));
  console.log(problems.join('\n').trim());
  return verdict(checked.code, own);
}

async function lint(): Promise<Outcome> {
  const checked = await program('biome', ['ci', '--max-diagnostics=200']);
  return verdict(checked.code, Number(/Checked (\d+) files/.exec(checked.output)?.[1] ?? 0));
}

async function promises(): Promise<Outcome> {
  const ignored = ['--ignore-pattern', CANARY];
  const checked = await program('oxlint', ['--type-aware', ...ignored, ...PEOPLE_WRITE]);
  const files = Number(/ on (\d+) files/.exec(checked.output)?.[1] ?? 0);
  // Without types these rules find nothing and say nothing: a planted mistake must be seen.
  const canary = await program('oxlint', ['--type-aware', CANARY], { quiet: true });
  const seen = ['no-floating-promises', 'no-misused-promises'].every((rule) =>
    canary.output.includes(rule),
  );
  if (!seen) {
    console.log(`oxlint does not see the mistakes of ${CANARY}:\n${canary.output}`);
    return { passed: 0, failed: 1, note: 'blind' };
  }
  return verdict(checked.code, files);
}

async function unused(): Promise<Outcome> {
  const checked = await program('knip', []);
  return { passed: checked.code === 0 ? 1 : 0, failed: checked.code === 0 ? 0 : 1, note: '' };
}

async function vitest(project: string, env: Record<string, string>): Promise<Outcome> {
  return inFolder(async (folder) => {
    const report = join(folder, 'vitest.json');
    const ran = await program(
      'vitest',
      [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { env: { TEST_DATABASE_URL: undefined, ...env } },
    );
    return readVitest(report, ran.code);
  });
}

async function postgres(): Promise<Outcome> {
  const given = process.env.DATABASE_URL;
  if (given) return vitest('database', { TEST_DATABASE_URL: given });
  const server = await startPostgres();
  try {
    return await vitest('database', { TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

async function build(): Promise<Outcome> {
  const { ensureBuilt } = await import('../build.mjs');
  return verdict(ensureBuilt((text) => console.log(text)) ? 0 : 1, FILES_FLOOR, '');
}

async function journeys(): Promise<Outcome> {
  const chromium = await ensureChromium((text) => console.log(text));
  return inFolder(async (folder) => {
    const report = join(folder, 'playwright.json');
    const ran = await program('playwright', ['test', '--reporter=list,json'], {
      env: {
        MAILLAGE_CHROMIUM: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        DATABASE_URL: undefined,
      },
    });
    return readPlaywright(report, ran.code);
  });
}

function verdict(code: number, files: number, note = `${files} files`): Outcome {
  if (code === 0 && files >= FILES_FLOOR) return { passed: 1, failed: 0, note };
  return { passed: 0, failed: 1, note: files < FILES_FLOOR ? `only ${files} files seen` : note };
}

function said(ran: Ran, note: string): Outcome {
  return { passed: 0, failed: ran.code === 0 ? 0 : 1, note };
}

async function inFolder(work: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-report-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
