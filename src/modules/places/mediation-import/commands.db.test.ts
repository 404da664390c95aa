import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount } from '../../../../tests/support/factories.ts';
import { type ImportKindName, runImport } from '../../imports/public.ts';
import { saveSheet } from '../mediation/commands.ts';
import { sheetInput } from '../mediation/contract.ts';
import { getSheet } from '../mediation/queries.ts';

const SAMPLES =
  process.env.MAILLAGE_SAMPLES ?? join(import.meta.dirname, '../../../../../shared/data');
const OLDER = 'conseillers-numeriques-lieux-2022.json';
const STAGES = 'etapes-numeriques-la-poste.json';
const CONTACTS = 'laposte-points-de-contact-2020.csv';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  folder = await mkdtemp(join(tmpdir(), 'maillage-mediation-'));
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test.close();
});
beforeEach(() => test.reset());

async function run(kind: ImportKindName, path: string, dryRun = false) {
  let rejected = '';
  const done = await runImport({
    db: test.db,
    kind,
    path,
    dryRun,
    locale: 'fr',
    keepRejected: async (kept) => {
      rejected = await readFile(kept, 'utf8');
    },
  });
  if (!done.ok) throw new Error(done.failure.message);
  const { read, created, updated, unchanged, rejected: refused } = done.value;
  expect(created + updated + unchanged + refused).toBe(read);
  return { ...done.value, refusedRows: rejected };
}

async function runText(kind: ImportKindName, content: string, dryRun = false) {
  const path = join(folder, `${Math.random().toString(36).slice(2)}`);
  await writeFile(path, content);
  return run(kind, path, dryRun);
}

const sheetOf = async (externalId: string) => {
  const place = await test.db
    .selectFrom('place')
    .selectAll()
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow();
  return { place, sheet: await getSheet(test.db, place.id) };
};

const ROW = {
  id: 'lieu-1',
  pivot: '43493312300029',
  nom: 'Espace numérique',
  commune: 'Guéret',
  code_postal: '23000',
  code_insee: '23096',
  adresse: '12 avenue de la Gare',
  latitude: 46.1706,
  longitude: 1.8712,
  horaires: 'Mo-Fr 09:00-12:00; PH off',
  services: 'Aide aux démarches administratives|Compréhension du monde numérique',
  modalites_acces: 'Ce lieu n’accueille pas de public;Téléphoner',
  formations_labels: 'Étapes numériques(La Poste)|Formé à « DUPLEX » (illettrisme)',
  frais_a_charge: 'Gratuit sous condition',
  typologie: 'asso|tiers_lieux',
  courriels: 'contact@exemple.fr|marie.dupont@exemple.fr|faux',
  telephone: '+33555000000',
  date_maj: '2024-03-31',
  source: 'Hubik',
};

describe('places in the national standard', () => {
  it('come from JSON with every list read, whatever its apostrophes and separators', async () => {
    const done = await runText('mediation-places', JSON.stringify([ROW]));
    expect(done).toMatchObject({ read: 1, created: 1, rejected: 0 });
    expect(done.warningCounts).toEqual({ 'email-personal': 1, 'email-invalid': 1 });
    const { place, sheet } = await sheetOf('lieu-1');
    expect(place).toMatchObject({
      source: 'lieux-mediation',
      kind: 'digital-place',
      commune_code: '23096',
      hours: { monday: [['09:00', '12:00']], friday: [['09:00', '12:00']] },
    });
    expect(sheet).toMatchObject({
      services: ['procedures', 'understanding'],
      accessWays: ['no-public', 'phone'],
      labels: ['duplex', 'etapes-numeriques'],
      fees: ['free-on-condition'],
      typology: ['ASSO', 'TIERS_LIEUX'],
      openingHours: 'Mo-Fr 09:00-12:00; PH off',
      pivot: '43493312300029',
      source: 'Hubik',
      updatedOn: '2024-03-31',
    });
  });

  it('come from CSV alike, and a second time change nothing', async () => {
    const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
    const csv = `${Object.keys(ROW).join(',')}\n${Object.values(ROW).map(cell).join(',')}\n`;
    expect(await runText('mediation-places', csv)).toMatchObject({ created: 1 });
    const { sheet } = await sheetOf('lieu-1');
    expect(await runText('mediation-places', csv)).toMatchObject({ created: 0, unchanged: 1 });
    expect(await runText('mediation-places', JSON.stringify([ROW]))).toMatchObject({
      unchanged: 1,
    });
    expect((await sheetOf('lieu-1')).sheet).toEqual(sheet);
    const other = { ...ROW, services: 'Loisirs et créations numériques' };
    expect(await runText('mediation-places', JSON.stringify([other]))).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 0,
    });
  });

  it('get lost zeros back, and lose positions of other towns', async () => {
    const messy = {
      ...ROW,
      pivot: 5050061700019,
      commune: 'Bourg-en-Bresse',
      code_postal: 1000,
      code_insee: 1053,
    };
    const done = await runText('mediation-places', JSON.stringify([messy]));
    expect(done.warningCounts).toMatchObject({
      'postal-zero-lost': 1,
      'insee-zero-lost': 1,
      'position-far': 1,
    });
    const { place } = await sheetOf('lieu-1');
    expect(place).toMatchObject({ postal_code: '01000', commune_code: '01053', latitude: null });
  });

  it('account for rows that cannot be placed, and for what is no row', async () => {
    const nowhere = {
      ...ROW,
      id: 'x',
      commune: 'Nulle Part',
      code_postal: '99999',
      code_insee: '',
    };
    const done = await runText(
      'mediation-places',
      JSON.stringify([ROW, nowhere, 12, { ...ROW, nom: '' }, ROW]),
    );
    expect(done).toMatchObject({ read: 5, created: 1, rejected: 4 });
    expect(done.errorCounts).toEqual({
      'commune-unknown': 1,
      'not-an-object': 1,
      required: 1,
      'duplicate-key': 1,
    });
    expect(done.refusedRows).toContain('Nulle Part');
  });

  it('write nothing in a trial', async () => {
    const done = await runText('mediation-places', JSON.stringify([ROW]), true);
    expect(done).toMatchObject({ created: 1, dryRun: true });
    expect(await test.db.selectFrom('place_mediation').selectAll().execute()).toEqual([]);
  });

  it('leave a sheet alone that was corrected here, and say so', async () => {
    await runText('mediation-places', JSON.stringify([ROW]));
    const { place } = await sheetOf('lieu-1');
    const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
    const input = sheetInput.parse({ services: ['work'], summary: 'À nous.', hours: null });
    const saved = await saveSheet(
      ctxOf(test.db, lead),
      need(lead, 'places.write'),
      place.id,
      1,
      input,
    );
    expect(saved.ok).toBe(true);
    const done = await runText('mediation-places', JSON.stringify([{ ...ROW, nom: 'Autre nom' }]));
    expect(done).toMatchObject({ updated: 1, warningCounts: { 'sheet-kept': 1 } });
    const after = await sheetOf('lieu-1');
    expect(after.place).toMatchObject({ name: 'Autre nom', hours: null });
    expect(after.sheet).toMatchObject({ services: ['work'], summary: 'À nous.' });
  });

  it('that were published from here come back as they are', async () => {
    await runText('mediation-places', JSON.stringify([ROW]));
    const { place } = await sheetOf('lieu-1');
    await test.db.updateTable('place').set({ source: 'laposte' }).execute();
    const done = await runText('mediation-places', JSON.stringify([{ ...ROW, id: place.id }]));
    expect(done).toMatchObject({ unchanged: 1, warningCounts: { 'own-place': 1 } });
  });
});

describe('the real older files', () => {
  const missing = [OLDER, STAGES, CONTACTS].filter((name) => !existsSync(join(SAMPLES, name)));

  it.skipIf(missing.length > 0)(
    `come in whole, every row accounted for${missing.length > 0 ? `: no ${missing.join(', ')} here` : ''}`,
    async () => {
      await run('contact-points', join(SAMPLES, CONTACTS));
      const stages = await run('digital-stages', join(SAMPLES, STAGES));
      expect(stages).toMatchObject({ read: 95, created: 95, rejected: 0 });
      expect(stages.warningCounts).toMatchObject({ 'postal-zero-lost': 8, 'insee-zero-lost': 8 });
      const bourg = (await sheetOf('1')).place;
      expect(bourg).toMatchObject({ postal_code: '01000', commune_code: '01053' });

      const older = await run('advisor-places', join(SAMPLES, OLDER));
      expect(older.read).toBe(4930);
      expect(older.created).toBeGreaterThan(4890);
      expect(older.rejected).toBe(4930 - older.created);
      expect(older.warningCounts['pivot-unknown']).toBeGreaterThan(2300);

      const pairs = await test.db
        .selectFrom('place_likeness')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(pairs.n).toBeGreaterThan(500);
      const linked = await test.db
        .selectFrom('place')
        .select('id')
        .where('same_as', 'is not', null)
        .execute();
      expect(linked).toEqual([]);

      for (const [kind, name] of [
        ['digital-stages', STAGES],
        ['advisor-places', OLDER],
      ] as const) {
        const again = await run(kind, join(SAMPLES, name));
        expect(again).toMatchObject({ created: 0, updated: 0 });
      }
      const after = await test.db
        .selectFrom('place_likeness')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(after.n).toBe(pairs.n);
    },
    120_000,
  );
});
