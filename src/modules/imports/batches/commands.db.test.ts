import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount } from '../../../../tests/support/factories.ts';
import { testFolder } from '../../../../tests/support/folder.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { diskStore } from '../../../platform/files/files.ts';
import { startImport } from '../commands.ts';
import type { MappedKind } from '../domain.ts';
import {
  forgetAbandoned,
  nameColumns,
  nameWords,
  startMapped,
  takeFileIn,
} from '../mapping/commands.ts';
import { getMappedRun, mapSaidOf } from '../mapping/queries.ts';
import { getImport, listImports } from '../queries.ts';
import { undoImport } from './commands.ts';

const PARTNERS = `Structure;No SIRET;Famille;INSEE
Le Fil;73282932000074;Chantier;23096
L’Établi;55208131766522;Asso loi 1901;23096
`;
const AGREEMENTS = `N°;Quoi;Forme;Axe;Avec;Nom;Depuis;Département
A-1;Permanence numérique;Mécénat;Numérique;73282932000074;;01/02/2026;Creuse
A-2;Atelier de réparation;Troc;Écologie;;L’Établi;;23
`;

const folder = testFolder();
const files = diskStore(join(folder.path, 'files'));
const places = { files, temporaryFolder: folder.path };
let test: TestDatabase;
let lead: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
});

const ctx = () => ctxOf(test.db, lead);
const scope = () => need(lead, 'imports.run');

async function takeIn(kind: MappedKind, content: string): Promise<string> {
  const path = folder.write('table.csv', content);
  const taken = await takeFileIn(ctx(), scope(), places, { kind, fileName: 'table.csv', path });
  if (!taken.ok) throw new Error(taken.failure);
  return taken.value.id;
}

async function run(id: string, dryRun: boolean) {
  const work = await startMapped(ctx(), scope(), places, id, dryRun);
  await work?.();
  return getImport(test.db, scope(), id);
}

const COLUMNS = { name: 'Structure', siret: 'No SIRET', kind: 'Famille', communeCode: 'INSEE' };
const WORDS = { kind: { Chantier: 'ACI', 'Asso loi 1901': 'association' } };

async function importPartners(content = PARTNERS): Promise<string> {
  const id = await takeIn('partners', content);
  expect(await nameColumns(ctx(), scope(), id, COLUMNS)).toMatchObject({ ok: true });
  expect(await nameWords(ctx(), scope(), id, WORDS)).toMatchObject({ ok: true });
  await run(id, false);
  return id;
}

const partners = () =>
  test.db.selectFrom('partner').select(['name', 'kind', 'version']).orderBy('siret').execute();

describe('a table of partners', () => {
  it('is tried without a trace, written as it was said, and its file forgotten', async () => {
    const id = await takeIn('partners', PARTNERS);
    expect((await getMappedRun(test.db, scope(), id))?.map.columns).toEqual({
      name: 'Structure',
      kind: 'Famille',
      communeCode: 'INSEE',
    });
    expect(
      await nameColumns(ctx(), scope(), id, { name: 'Structure', siret: 'Structure' }),
    ).toEqual({
      ok: false,
      failure: [{ field: 'siret', code: 'column-taken' }],
    });
    await nameColumns(ctx(), scope(), id, COLUMNS);
    await nameWords(ctx(), scope(), id, WORDS);
    const tried = await run(id, true);
    expect(tried).toMatchObject({ status: 'done', dryRun: true, waiting: true });
    expect(tried?.result).toMatchObject({ read: 2, created: 2, rejected: 0, warnings: 0 });
    expect(await partners()).toEqual([]);
    const done = await run(id, false);
    expect(done).toMatchObject({ status: 'done', dryRun: false, waiting: false });
    expect(await partners()).toMatchObject([
      { name: 'L’Établi', kind: 'association' },
      { name: 'Le Fil', kind: 'ACI' },
    ]);
    expect(await files.get(`imports/${id}-source`)).toBeNull();
    // Written once: a second click starts nothing.
    expect(await startMapped(ctx(), scope(), places, id, false)).toBeNull();
  });

  it('is understood at once the next time, and updates by number', async () => {
    await importPartners();
    const next = await takeIn('partners', PARTNERS.replace('Le Fil', 'Le Fil bleu'));
    expect((await getMappedRun(test.db, scope(), next))?.map).toEqual({
      columns: COLUMNS,
      values: WORDS,
    });
    const done = await run(next, false);
    expect(done?.result).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  });

  it('that is no table is refused with a sentence', async () => {
    const path = folder.write('empty.csv', '');
    const taken = await takeFileIn(ctx(), scope(), places, {
      kind: 'partners',
      fileName: 'empty.csv',
      path,
    });
    expect(taken).toEqual({ ok: false, failure: 'Le fichier est vide.' });
  });
});

describe('undoing', () => {
  it('removes what came and puts back what changed', async () => {
    await importPartners();
    const id = await importPartners(
      `${PARTNERS.replace('Le Fil', 'Le Fil bleu')}La Ruche;38012986646850;Chantier;23096\n`,
    );
    expect(await partners()).toHaveLength(3);
    expect(await undoImport(ctx(), scope(), id)).toEqual({
      ok: true,
      value: { removed: 1, restored: 1, kept: 0 },
    });
    expect((await partners()).map(({ name }) => name)).toEqual(['L’Établi', 'Le Fil']);
    expect(await getImport(test.db, scope(), id)).toMatchObject({ status: 'undone' });
    expect(await undoImport(ctx(), scope(), id)).toMatchObject({ ok: false });
  });

  it('keeps what somebody changed or used since', async () => {
    const id = await importPartners();
    await test.db
      .updateTable('partner')
      .set({ acronym: 'LF', version: 2 })
      .where('name', '=', 'Le Fil')
      .execute();
    await importAgreements();
    expect(await undoImport(ctx(), scope(), id)).toEqual({
      ok: true,
      value: { removed: 0, restored: 0, kept: 2 },
    });
    expect(await partners()).toHaveLength(2);
  });

  it('leaves nothing of partnerships that were not here before', async () => {
    await importPartners();
    const id = await importAgreements();
    expect(await undoImport(ctx(), scope(), id)).toEqual({
      ok: true,
      value: { removed: 2, restored: 0, kept: 0 },
    });
    for (const table of ['partnership', 'partnership_territory', 'partnership_move'] as const) {
      expect(await test.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  it('takes back the territories that it added to one that was here', async () => {
    await importPartners();
    await importAgreements();
    const again = await importAgreements(
      AGREEMENTS.replace('Creuse', '19').replace('Permanence', 'Grande permanence'),
    );
    expect(await territories()).toEqual(['19', '23', '23']);
    expect(await undoImport(ctx(), scope(), again)).toEqual({
      ok: true,
      value: { removed: 0, restored: 1, kept: 0 },
    });
    expect(await territories()).toEqual(['23', '23']);
    const titles = await test.db
      .selectFrom('partnership')
      .select('title')
      .orderBy('title')
      .execute();
    expect(titles.map(({ title }) => title)).toContain('Permanence numérique');
  });
});

const territories = async () =>
  (
    await test.db
      .selectFrom('partnership_territory')
      .select('territory_code')
      .orderBy('territory_code')
      .execute()
  ).map((row) => row.territory_code);

async function importAgreements(content = AGREEMENTS): Promise<string> {
  const id = await takeIn('partnerships', content);
  await nameColumns(ctx(), scope(), id, {
    reference: 'N°',
    title: 'Quoi',
    type: 'Forme',
    commitment: 'Axe',
    partnerSiret: 'Avec',
    partnerName: 'Nom',
    startsOn: 'Depuis',
    department: 'Département',
  });
  await nameWords(ctx(), scope(), id, { type: { Troc: 'social-innovation' } });
  await run(id, false);
  return id;
}

it('reads a file at the terminal as the screen was told to', async () => {
  const path = folder.write('like.csv', PARTNERS);
  expect(await mapSaidOf(test.db, 'partners', path)).toBeUndefined();
  await importPartners();
  expect(await mapSaidOf(test.db, 'partners', path)).toEqual({ columns: COLUMNS, values: WORDS });
  expect(await mapSaidOf(test.db, 'partnerships', path)).toBeUndefined();
  expect(await mapSaidOf(test.db, 'communes', path)).toBeUndefined();
  expect(await mapSaidOf(test.db, 'partners', join(folder.path, 'nothing.csv'))).toBeUndefined();
});

it('lists what was imported at the terminal, and undoes it like the rest', async () => {
  const path = folder.write('terminal.csv', `${PARTNERS}Sans numéro;12;Chantier;23096\n`);
  const copied: string[] = [];
  const { id, work } = await startImport({
    db: test.db,
    ...places,
    kind: 'partners',
    fileName: 'terminal.csv',
    path,
    map: { columns: COLUMNS, values: WORDS },
    dryRun: false,
    locale: 'fr',
    startedBy: null,
    keepRejected: async (rejected) => void copied.push(rejected),
  });
  expect(await work()).toMatchObject({ ok: true, value: { created: 2, rejected: 1 } });
  const [listed] = await listImports(test.db, scope());
  expect(listed).toMatchObject({ id, fileName: 'terminal.csv', status: 'done', dryRun: false });
  expect(listed?.rejectedFile).not.toBeNull();
  expect(copied).toHaveLength(1);
  expect(await undoImport(ctx(), scope(), id)).toMatchObject({ ok: true, value: { removed: 2 } });
  expect(await partners()).toEqual([]);
});

describe('a table of partnerships', () => {
  it('finds its partners, begins their history and says what it could not read', async () => {
    await importPartners();
    const id = await importAgreements(
      `${AGREEMENTS}A-3;Sans personne;Mécénat;Numérique;12345678900000;;;23\n`,
    );
    const done = await getImport(test.db, scope(), id);
    expect(done?.result).toMatchObject({ read: 3, created: 2, rejected: 1 });
    expect(done?.result?.errors).toMatchObject([{ line: 4, code: 'partner-unknown' }]);
    const rows = await test.db
      .selectFrom('partnership as p')
      .innerJoin('partnership_move as m', 'm.partnership_id', 'p.id')
      .select(['p.external_key', 'p.type', 'p.commitment', 'p.stage', 'm.to_stage', 'p.starts_on'])
      .orderBy('p.external_key')
      .execute();
    expect(rows).toEqual([
      {
        external_key: 'A-1',
        type: 'skills-sponsorship',
        commitment: 'digital-inclusion',
        stage: 'active',
        to_stage: 'active',
        starts_on: '2026-02-01',
      },
      {
        external_key: 'A-2',
        type: 'social-innovation',
        commitment: 'ecology',
        stage: 'idea',
        to_stage: 'idea',
        starts_on: null,
      },
    ]);
    const again = await importAgreements();
    expect((await getImport(test.db, scope(), again))?.result).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });
});

it('forgets files that nobody wrote for a week', async () => {
  const id = await takeIn('partners', PARTNERS);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  expect(await forgetAbandoned(test.db, files, inDays(6))).toBe(0);
  expect(await forgetAbandoned(test.db, files, inDays(8))).toBe(1);
  expect(await files.get(`imports/${id}-source`)).toBeNull();
  expect(await getMappedRun(test.db, scope(), id)).toBeNull();
});
