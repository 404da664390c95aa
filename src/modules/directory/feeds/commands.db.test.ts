import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import { newId } from '../../../platform/db/ids.ts';
import { type ImportKindName, runImport } from '../../imports/public.ts';
import { buildFeeds } from './commands.ts';
import { FEEDS, type FeedName } from './domain.ts';
import { checkFeedFile, getFeedContent, getLastBuild } from './queries.ts';

const unpack = promisify(gunzip);
const OPTIONS = { now: NOW, publicUrl: 'https://maillage.example', by: null };

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  folder = await mkdtemp(join(tmpdir(), 'maillage-feeds-'));
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test.close();
});
beforeEach(() => test.reset());

async function mediated(facts: Record<string, unknown> = {}, sheet: Record<string, unknown> = {}) {
  const id = await makePlace(test.db, '23096', '23');
  await test.db
    .updateTable('place')
    .set({
      name: 'Espace numérique de Guéret',
      address: '1 place Varillas',
      postal_code: '23000',
      latitude: 46.1706,
      longitude: 1.8712,
      phone: '05 55 00 00 00',
      hours: JSON.stringify({ monday: [['09:00', '12:00']], tuesday: [['09:00', '12:00']] }),
      ...facts,
    } as never)
    .where('id', '=', id)
    .execute();
  await test.db
    .insertInto('place_mediation')
    .values({
      place_id: id,
      services: ['access', 'procedures'],
      fees: ['free-on-condition'],
      publics: ['seniors', 'young'],
      special_care: ['deaf'],
      programmes: ['conseillers-numeriques'],
      labels: ['etapes-numeriques'],
      access_ways: ['phone', 'visit'],
      accompaniments: ['individual', 'remote'],
      typology: ['LA_POSTE'],
      other_labels: ['Label d’ici'],
      summary: 'Une phrase, avec « guillemets » ; et point-virgule.',
      detail: 'Une présentation.',
      emails: ['contact@exemple.fr'],
      booking_url: 'https://exemple.fr/rdv',
      accessibility_url: null,
      pivot: '43493312300029',
      parent_structure: '',
      source: 'Test',
      source_url: null,
      updated_on: '2026-03-31',
      edited_at: null,
      edited_by: null,
      ...sheet,
    } as never)
    .execute();
  return id;
}

async function session(placeId: string) {
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partnership = await makePartnership(
    test.db,
    lead,
    await makePartner(test.db, lead, '23096'),
    '23',
  );
  const workshop = newId();
  await test.db
    .insertInto('workshop')
    .values({
      id: workshop,
      partnership_id: partnership,
      title: 'Premiers pas',
      themes: ['email'],
      level: 'debutant',
      access: [],
      open: true,
      created_by: null,
    })
    .execute();
  const id = newId();
  await test.db
    .insertInto('workshop_session')
    .values({
      id,
      workshop_id: workshop,
      place_id: placeId,
      starts_at: '2026-06-20T12:00:00Z',
      ends_at: '2026-06-20T14:00:00Z',
      capacity: 8,
      moved_from: null,
      led_by: null,
      reminded_at: null,
    })
    .execute();
  return id;
}

async function write(feed: FeedName, text: string | undefined): Promise<string> {
  const path = join(folder, `${newId()}-${feed.replace('/', '-')}`);
  await writeFile(path, text ?? '');
  return path;
}

async function bringIn(kind: ImportKindName, path: string) {
  const done = await runImport({ db: test.db, kind, path, dryRun: false, locale: 'fr' });
  if (!done.ok) throw new Error(done.failure.message);
  expect(done.value).toMatchObject({ rejected: 0, warnings: 0 });
  return done.value;
}

/** Forgets every place, as another house that has none of them. */
const elsewhere = () => test.reset();

describe('the feeds', () => {
  it('follow their schemas, row by row', async () => {
    const place = await mediated();
    const held = await session(place);
    const { report, texts } = await buildFeeds(test.db, OPTIONS);
    expect(report.issues).toEqual([]);
    expect(report.feeds.map(({ rows }) => rows)).toEqual([1, 1, 1, 3]);
    for (const feed of FEEDS)
      expect(await checkFeedFile(feed, await write(feed, texts.get(feed)))).toEqual([]);
    const services = JSON.parse(texts.get('data-inclusion/services.json') ?? '');
    expect(services.map((row: { type: string }) => row.type).sort()).toEqual([
      'accompagnement',
      'aide-materielle',
      'atelier',
    ]);
    const workshop = services.find((row: { type: string }) => row.type === 'atelier');
    expect(workshop).toMatchObject({
      thematiques: ['numerique--maitriser-les-fondamentaux-du-numerique'],
      id: `maillage--${place}-${held}`,
      structure_id: `maillage--${place}`,
      description: 'samedi 20 juin 2026, 14 h – 16 h. Premiers pas'.replace(/(\d) h/g, '$1\u00a0h'),
      lien_mobilisation: `https://maillage.example/ateliers-ouverts/${held}`,
    });
    const [help] = services.filter((row: { nom: string }) => row.nom.startsWith('Aide aux'));
    expect(help).toMatchObject({
      frais: null,
      frais_precisions: 'Gratuit sous condition',
      publics: ['jeunes', 'seniors', 'personnes-en-situation-de-handicap'],
      modes_accueil: ['a-distance', 'en-presentiel'],
    });
  });

  it('are found to be wrong when they are', async () => {
    await mediated();
    const { texts } = await buildFeeds(test.db, OPTIONS);
    const csv = texts.get('lieux-mediation-numerique.csv') ?? '';
    const bad = csv.replace(',23000,', ',2300,');
    const found = await checkFeedFile(
      'lieux-mediation-numerique.csv',
      await write('lieux-mediation-numerique.csv', bad),
    );
    expect(found).toEqual([{ line: 1, field: 'code_postal', code: 'postal-code-invalid' }]);
    const headless = await write('lieux-mediation-numerique.csv', csv.replace('pivot', 'siret'));
    expect(await checkFeedFile('lieux-mediation-numerique.csv', headless)).toEqual([
      { line: 0, field: '', code: 'unreadable' },
    ]);
    const structures = texts.get('data-inclusion/structures.json') ?? '';
    const twice = structures.replace(/\n(\{.*\})\n/, '\n$1,\n$1\n');
    expect(
      await checkFeedFile(
        'data-inclusion/structures.json',
        await write('data-inclusion/structures.json', twice),
      ),
    ).toEqual([{ line: 2, field: 'id', code: 'id-twice' }]);
  });

  it('leave out what does not follow them, and say which place and why', async () => {
    await mediated();
    const lost = await mediated(
      { address: '', phone: '3639' },
      { emails: ['marie.dupont@exemple.fr'] },
    );
    const { report, texts } = await buildFeeds(test.db, OPTIONS);
    expect(report.feeds.map(({ rows, leftOut }) => [rows, leftOut])).toEqual([
      [1, 1],
      [1, 1],
      [2, 0],
      [4, 0],
    ]);
    const said = report.issues.map(({ placeId, field, code, leftOut }) => [
      placeId === lost,
      field,
      code,
      leftOut,
    ]);
    expect(said).toEqual([
      [true, 'adresse', 'required', true],
      [true, 'courriels', 'email-personal', false],
      [true, 'telephone', 'phone-short', false],
    ]);
    for (const text of texts.values()) expect(text).not.toContain('dupont');
    expect((await getLastBuild(test.db))?.report).toEqual(report);
  });

  it('hold open places with a sheet only, and one of two records of a place', async () => {
    const kept = await mediated();
    const other = await mediated();
    await mediated({ status: 'closed' });
    await makePlace(test.db, '23096', '23');
    await test.db.updateTable('place').set({ same_as: kept }).where('id', '=', other).execute();
    const bare = await makePlace(test.db, '23096', '23');
    const lender = await mediated({ same_as: bare });
    await test.db
      .updateTable('place')
      .set({ address: '2 rue Haute', postal_code: '23000', name: 'Sans fiche' })
      .where('id', '=', bare)
      .execute();
    const { texts } = await buildFeeds(test.db, OPTIONS);
    const rows = JSON.parse(texts.get('lieux-mediation-numerique.json') ?? '');
    expect(rows.map((row: { id: string }) => row.id)).toEqual([kept, bare].sort());
    expect(rows.map((row: { id: string }) => row.id)).not.toContain(lender);
  });

  it('keep their date and tag while nothing changes, and are replaced together', async () => {
    const place = await mediated();
    await buildFeeds(test.db, OPTIONS);
    const first = await getFeedContent(test.db, 'lieux-mediation-numerique.json');
    const later = { ...OPTIONS, now: new Date(NOW.getTime() + 86_400_000) };
    await buildFeeds(test.db, later);
    const second = await getFeedContent(test.db, 'lieux-mediation-numerique.json');
    expect([second?.etag, second?.builtAt]).toEqual([first?.etag, first?.builtAt]);
    await test.db.updateTable('place').set({ name: 'Autre' }).where('id', '=', place).execute();
    const { texts } = await buildFeeds(test.db, later);
    const third = await getFeedContent(test.db, 'lieux-mediation-numerique.json');
    expect(third?.etag).not.toBe(first?.etag);
    expect(third?.builtAt).toEqual(later.now);
    const content = (await unpack(third?.content ?? new Uint8Array())).toString('utf8');
    expect(content).toBe(texts.get('lieux-mediation-numerique.json'));
  });
});

describe('there and back', () => {
  const national = ['lieux-mediation-numerique.csv', 'lieux-mediation-numerique.json'] as const;

  it.each(national)('%s comes back the same, also with hours that are no week', async (feed) => {
    await mediated();
    await mediated(
      { name: 'Bus numérique', hours: null, phone: null, website: 'https://bus.example' },
      {
        opening_hours: 'Mo[1] 10:00-12:00; PH off',
        itinerance: ['itinerant'],
        pivot: null,
        typology: [],
      },
    );
    await mediated({ latitude: null, longitude: null }, { services: [], emails: [] });
    const out = await buildFeeds(test.db, OPTIONS);
    expect(out.report.issueTotal).toBe(0);
    const path = await write(feed, out.texts.get(feed));
    await elsewhere();
    const done = await runImport({
      db: test.db,
      kind: 'mediation-places',
      path,
      dryRun: false,
      locale: 'fr',
    });
    expect(done).toMatchObject({ ok: true, value: { created: 3, rejected: 0 } });
    const back = await buildFeeds(test.db, OPTIONS);
    for (const one of national) expect(back.texts.get(one)).toBe(out.texts.get(one));
  });

  it('data·inclusion comes back the same, structures and services', async () => {
    await session(await mediated());
    await mediated({ name: 'Autre lieu' }, { fees: ['paid'], publics: [], special_care: [] });
    const out = await buildFeeds(test.db, OPTIONS);
    const structures = await write(
      'data-inclusion/structures.json',
      out.texts.get('data-inclusion/structures.json'),
    );
    const services = await write(
      'data-inclusion/services.json',
      out.texts.get('data-inclusion/services.json'),
    );
    await elsewhere();
    expect(await bringIn('structures', structures)).toMatchObject({ created: 2 });
    expect(await bringIn('services', services)).toMatchObject({ created: 5 });
    const back = await buildFeeds(test.db, OPTIONS);
    for (const feed of FEEDS.slice(2)) expect(back.texts.get(feed)).toBe(out.texts.get(feed));
    const [sheet] = await test.db
      .selectFrom('place_mediation')
      .select(['services', 'fees', 'publics', 'access_ways', 'programmes', 'typology'])
      .orderBy('place_id')
      .execute();
    expect(sheet).toMatchObject({
      services: expect.arrayContaining(['access', 'procedures']),
      programmes: ['conseillers-numeriques'],
      typology: ['LA_POSTE'],
    });
    expect(await bringIn('structures', structures)).toMatchObject({ created: 0 });
    expect(await bringIn('services', services)).toMatchObject({ created: 0, updated: 0 });
    const again = await buildFeeds(test.db, OPTIONS);
    for (const feed of FEEDS.slice(2)) expect(again.texts.get(feed)).toBe(out.texts.get(feed));
  });

  it('services of structures that are not here, or against the schema, are refused', async () => {
    await mediated();
    const { texts } = await buildFeeds(test.db, OPTIONS);
    const [row] = JSON.parse(texts.get('data-inclusion/services.json') ?? '');
    const rows = [
      { ...row, structure_id: 'dora--unknown', id: 'dora--1', source: 'dora' },
      { ...row, id: 'maillage--2', publics: ['tous-publics', 'seniors'] },
      { ...row, id: 'maillage--3', nom: 'x' },
      { ...row, id: 'dora--4' },
      { ...row, id: 'maillage--5', colour: 'blue' },
      row,
    ];
    const path = await write('data-inclusion/services.json', JSON.stringify(rows));
    const done = await runImport({
      db: test.db,
      kind: 'services',
      path,
      dryRun: false,
      locale: 'fr',
    });
    expect(done).toMatchObject({
      ok: true,
      value: {
        read: 6,
        rejected: 5,
        unchanged: 1,
        errorCounts: { 'structure-unknown': 1, 'service-invalid': 4 },
        warningCounts: { 'own-place': 1 },
      },
    });
  });
});
