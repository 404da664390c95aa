import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../src/modules/imports/public.ts';
import { renderConvention } from '../src/modules/partnerships/public.ts';
import { openDatabase } from '../src/platform/db/open.ts';
import type { Db } from '../src/platform/db/schema.ts';
import { typstPdf } from '../src/platform/pdf/pdf.ts';
import { root } from '../tools/install.mjs';
import { partnerFile } from './partner-file.ts';
import { signIn, startProduct, timeRequest } from './product.ts';
import type { Measured } from './report.ts';
import { median, p95, timed } from './statistics.ts';
import { atEnd, temporaryFolder } from './tidy.ts';
import type { Worlds } from './worlds.ts';

const RUNS = 3;
const FIRST = 5_000;
const ROWS = 5_000;
const EACH = 30;

/** The list's addresses, each with other work for the database. */
const LISTS = [
  '/partenariats',
  '/partenariats?departement=23',
  '/partenariats?etape=en-cours&engagement=digital-inclusion',
  '/partenariats?q=atelier',
  '/partenariats?region=75&type=social-innovation',
];

/** 1,300 partnerships and 20,000 organisations on the embedded engine. */
export async function partnerships(worlds: Worlds): Promise<Measured[]> {
  const { folder: shared, engine, samples } = await worlds.embedded();
  // A copy: what is imported here must not be in others' measurements.
  const folder = temporaryFolder('partnerships');
  cpSync(shared, folder, { recursive: true });
  const handle = await openDatabase({ dataDir: join(folder, 'database') });
  const close = atEnd(() => handle.close());
  const imported = await importPartners(handle.db);
  const pdf = await conventions(handle.db);
  await close();
  const product = await startProduct(folder);
  try {
    const cookie = await signIn(product.url, samples.account);
    const ask = (path: string): Promise<number> => timeRequest(`${product.url}${path}`, cookie);
    const typed = [
      'rel',
      'relais',
      'atelier de',
      '2000',
      'maison jardin',
      'com',
      'passerelle',
      'ti',
    ];
    const searches = typed.map((q) => `/suggestions/partenaires?q=${encodeURIComponent(q)}`);
    for (const path of [...LISTS, ...searches]) for (let n = 0; n < 6; n += 1) await ask(path);
    const lists: number[] = [];
    const found: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      lists.push(p95(await repeat(LISTS, ask)));
      found.push(p95(await repeat(searches, ask)));
    }
    const common = { engine, runs: RUNS } as const;
    return [
      {
        id: 'import-partners',
        what: `${ROWS.toLocaleString('en')} organisations from a CSV file, territories and others there already`,
        value: median(imported.seconds),
        unit: 's',
        sound: imported.sound,
        ...common,
      },
      {
        id: 'partnership-list',
        what: 'the list of 1,300 partnerships beside 20,000 organisations, five filters, over HTTP, p95',
        value: median(lists),
        unit: 'ms',
        ...common,
      },
      {
        id: 'partner-search',
        what: 'type-ahead over 20,000 organisations, over HTTP, p95',
        value: median(found),
        unit: 'ms',
        ...common,
      },
      {
        id: 'convention-pdf',
        what: 'a convention as accessible PDF, read from the database and laid out, p95',
        value: p95(pdf) / 1000,
        unit: 's',
        engine,
        runs: pdf.length,
      },
    ];
  } finally {
    await product.stop();
  }
}

async function repeat(
  paths: readonly string[],
  ask: (path: string) => Promise<number>,
): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < EACH * 2; turn += 1)
    times.push(await ask(paths[turn % paths.length] ?? '/'));
  return times;
}

async function importPartners(db: Db): Promise<{ seconds: number[]; sound: boolean }> {
  const load = async (from: number, rows: number) => {
    const path = await partnerFile(db, from, rows);
    const { ms, value } = await timed(() =>
      runImport({ db, kind: 'partners', path, dryRun: false, locale: 'fr' }),
    );
    if (!value.ok) throw new Error(value.failure.message);
    return { seconds: ms / 1000, sound: value.value.created === rows };
  };
  await load(0, FIRST);
  const runs: { seconds: number; sound: boolean }[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await load(FIRST + run * ROWS, ROWS));
  return { seconds: runs.map(({ seconds }) => seconds), sound: runs.every(({ sound }) => sound) };
}

async function conventions(db: Db): Promise<number[]> {
  const pdf = typstPdf(join(root, 'src'));
  const some = await db.selectFrom('convention').select('id').orderBy('id').limit(EACH).execute();
  const times: number[] = [];
  for (const { id } of some) {
    const { ms, value } = await timed(() => renderConvention(db, pdf, id, new Date()));
    if (!value) throw new Error('no convention');
    times.push(ms);
  }
  return times;
}
