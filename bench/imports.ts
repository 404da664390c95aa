import { join } from 'node:path';
import { sql } from 'kysely';
import { runImport } from '../src/modules/imports/public.ts';
import { syncReference } from '../src/modules/territories/public.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openDatabase } from '../src/platform/db/open.ts';
import type { Db } from '../src/platform/db/schema.ts';
import { contactPointFile } from './contact-point-file.ts';
import type { Measured } from './report.ts';
import { median, timed } from './statistics.ts';
import { atEnd, temporaryFolder } from './tidy.ts';

const RUNS = 3;

async function importOnce(db: Db, path: string) {
  const { ms, value } = await timed(() =>
    runImport({ db, kind: 'contact-points', path, dryRun: false, locale: 'fr' }),
  );
  if (!value.ok) throw new Error(value.failure.message);
  return { seconds: ms / 1000, result: value.value };
}

/** The contact points into an alliance that has its territories only, and once more. */
export async function imports(): Promise<Measured[]> {
  const { path, real } = contactPointFile();
  const first: number[] = [];
  const again: number[] = [];
  let engine = 'PGlite';
  let rows = 0;
  let sound = true;
  const details: string[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const handle = await openDatabase({ dataDir: join(temporaryFolder('import'), 'database') });
    const close = atEnd(() => handle.close());
    const { db } = handle;
    await migrate(handle);
    await syncReference(db);
    const version = await sql<{ server_version: string }>`SHOW server_version`.execute(db);
    engine = `PGlite ${version.rows[0]?.server_version}`;
    const made = await importOnce(db, path);
    const repeated = await importOnce(db, path);
    await close();
    const { read, created, rejected } = made.result;
    rows = read;
    sound &&= created === read - rejected && repeated.result.unchanged === created;
    first.push(made.seconds);
    again.push(repeated.seconds);
    details.push(
      `${made.seconds.toFixed(2)} s (${created} created, ${rejected} rejected), again ${repeated.seconds.toFixed(2)} s (${repeated.result.unchanged} unchanged)`,
    );
  }
  const file = `${rows.toLocaleString('en')} contact points${real ? '' : ' (made by the bench)'}`;
  const common = { unit: 's', engine, runs: RUNS, sound } as const;
  return [
    {
      id: 'import-contact-points',
      what: `${file} into an empty alliance, territories there already`,
      value: median(first),
      ...common,
      details,
    },
    {
      id: 'import-contact-points-again',
      what: 'the same file again: nothing changed',
      value: median(again),
      ...common,
    },
  ];
}
