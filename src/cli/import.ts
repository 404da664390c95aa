import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  exitCodeOf,
  IMPORT_KINDS,
  importsEn,
  importsFr,
  mapSaidOf,
  runImport,
  startImport,
} from '../modules/imports/public.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { openingProblem } from '../server/installation/say.ts';
import { filesOf, openAlliance } from '../server/open-alliance.ts';
import { configOf, say } from './common.ts';

const USAGE = `maillage import ${IMPORT_KINDS.join('|')} FILE [--dry-run] [--json] [--data DIR] [--map FILE] [--lang fr|en]`;

/** Lines of each list that the terminal shows; the JSON and the file of rejected rows have more. */
const SHOWN = 20;

/**
 * `maillage import KIND FILE`.
 * @returns 0 when nothing was rejected, 2 when some rows were, 1 when the file was unusable
 */
export async function importCommand(argv: string[]): Promise<number> {
  let parsed: ReturnType<typeof readArguments>;
  try {
    parsed = readArguments(argv);
  } catch (error) {
    // An option that does not exist: the sentence of Node's own parser names it.
    say(error instanceof Error ? error.message : String(error));
    say(USAGE);
    return 1;
  }
  const locale: Locale = parsed.values.lang === 'en' ? 'en' : 'fr';
  const t = locale === 'en' ? importsEn : importsFr;
  const [wanted, file] = parsed.positionals;
  const kind = IMPORT_KINDS.find((candidate) => candidate === wanted);
  if (!kind || !file) {
    if (wanted && !kind) say(t.usage.kindUnknown(wanted));
    say(USAGE);
    return 1;
  }
  const config = configOf(parsed.values.data);
  if (!config) return 1;
  const opened = await openAlliance(config, () => undefined, { patient: true });
  if (!opened.ok) {
    say(openingProblem(opened.failure, locale));
    return 1;
  }
  const { handle, close } = opened.value;
  const rejectedPath = join(process.cwd(), `${basename(file).replace(/\.\w+$/, '')}-rejected.csv`);
  let kept = false;
  const temporaryFolder = await mkdtemp(join(tmpdir(), 'maillage-import-'));
  try {
    const dryRun = parsed.values['dry-run'] === true;
    const asked = {
      db: handle.db,
      kind,
      path: file,
      mapPath: parsed.values.map,
      map: parsed.values.map ? undefined : await mapSaidOf(handle.db, kind, file),
      dryRun,
      locale,
      keepRejected: async (path: string) => {
        await copyFile(path, rejectedPath);
        kept = true;
      },
    };
    // What is written is listed on the screen « Importations », and undone there.
    const work = dryRun
      ? () => runImport(asked)
      : (
          await startImport({
            ...asked,
            files: filesOf(config),
            temporaryFolder,
            fileName: basename(file),
            startedBy: null,
          })
        ).work;
    const done = await work();
    if (!done.ok) {
      if (parsed.values.json)
        process.stdout.write(`${JSON.stringify(unusable(kind, done.failure))}\n`);
      say(done.failure.message);
      return 1;
    }
    const result = done.value;
    if (parsed.values.json) {
      const { warnings, errors, ...counts } = result;
      process.stdout.write(
        `${JSON.stringify({ ...counts, warnings, errors, rejectedFile: kept ? rejectedPath : null })}\n`,
      );
    } else {
      process.stdout.write(`${t.usage.summary(result)}\n`);
      for (const { line, field, message } of result.errors.slice(0, SHOWN))
        say(t.usage.line(line, field, message));
      for (const { line, field, message } of result.warningDetails.slice(0, SHOWN))
        say(t.usage.line(line, field, message));
      if (kept) say(t.usage.rejectedAt(rejectedPath));
    }
    return exitCodeOf(result);
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
    await close();
  }
}

/** A file that could not be used, in the shape of a result: nothing was read or written. */
function unusable(kind: string, failure: { readonly code: string; readonly message: string }) {
  const none = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, warnings: 0 };
  return { kind, ...none, errors: [{ line: 0, field: '', ...failure }] };
}

function readArguments(argv: string[]) {
  return parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      data: { type: 'string' },
      map: { type: 'string' },
      lang: { type: 'string' },
    },
  });
}
