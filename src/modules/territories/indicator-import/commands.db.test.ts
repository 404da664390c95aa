import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { testFolder } from '../../../../tests/support/folder.ts';
import { importKind } from '../../../platform/imports/run.ts';
import { indicatorImporter } from './commands.ts';

const folder = testFolder();
const kind = importKind(indicatorImporter);
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
beforeEach(() => test.reset());
afterAll(() => test.close());

const HEAD = 'code_insee;revenu_median_uc_2021;zrr_2022;petites_villes_de_demain;equip_poste_2024';

async function run(rows: readonly string[], map?: unknown, head = HEAD) {
  const path = folder.write('indicators.csv', `${[head, ...rows].join('\r\n')}\r\n`);
  const mapPath = map === undefined ? undefined : folder.write('map.json', JSON.stringify(map));
  return kind.run({ db: test.db, path, mapPath, locale: 'fr' });
}

async function outcome(rows: readonly string[]) {
  const done = await run(rows);
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

async function values(territory: string) {
  const rows = await test.db
    .selectFrom('indicator_value')
    .select(['indicator_code', 'value', 'category'])
    .where('territory_code', '=', territory)
    .where('territory_kind', '=', 'commune')
    .execute();
  return Object.fromEntries(
    rows.map((row) => [row.indicator_code, row.category ? [row.value, row.category] : row.value]),
  );
}

describe('indicators', () => {
  it('tell « not published » from « none »: an empty income is no value, an empty count is zero', async () => {
    expect(await outcome(['23096;20500;C;1;', '23193;;NC;;2'])).toMatchObject({ created: 2 });
    expect(await values('23096')).toEqual({
      'median-income': 20_500,
      zrr: [1, 'C'],
      'petites-villes-de-demain': 1,
      'equipment-post-office': 0,
    });
    expect(await values('23193')).toEqual({
      zrr: [0, 'NC'],
      'petites-villes-de-demain': 0,
      'equipment-post-office': 2,
    });
  });

  it('change nothing the second time, and take back what is no longer published', async () => {
    await outcome(['23096;20500;C;1;', '23193;21000;C;0;1']);
    expect(await outcome(['23096;20500;C;1;', '23193;21000;C;0;1'])).toMatchObject({
      unchanged: 2,
    });
    expect(await outcome(['23096;;C;1;', '23193;21500;C;0;1'])).toMatchObject({ updated: 2 });
    expect(await values('23096')).not.toHaveProperty('median-income');
    expect(await values('23193')).toMatchObject({ 'median-income': 21_500 });
  });

  it('of districts and former communes fill gaps, once, and never count twice', async () => {
    // Paris has counts but no income; its districts the reverse. 01039 is today 01138.
    const file = [
      '75101;30000;;0;9',
      '01039;15000;NC;0;5',
      '75056;;NC;0;131',
      '75102;20000;;0;',
      '01138;21560;NC;0;1',
    ];
    const first = await outcome(file);
    expect(first).toMatchObject({ read: 5, created: 2 + 2, unchanged: 1, rejected: 0 });
    expect(first.warningCounts).toEqual({ 'commune-former': 3 });
    expect(await values('75056')).toMatchObject({
      'median-income': [25_000, 'from-parts'],
      'equipment-post-office': 131,
    });
    expect(await values('01138')).toMatchObject({
      'median-income': 21_560,
      'equipment-post-office': 1,
    });
    expect(await values('75101')).toEqual({});
    expect(await outcome(file)).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
    // A value of its own takes the place of one put together.
    await outcome(['75056;28000;NC;0;131']);
    expect(await values('75056')).toMatchObject({ 'median-income': 28_000 });
  });

  it('are rejected for the commune only; absurd values are left out', async () => {
    const done = await outcome([
      '99999;1;C;0;',
      ';1;C;0;',
      '23096;-5;X;2;1e9',
      '23096;1;C;0;',
      '2A004;20000;C;0;1',
    ]);
    expect(done.errors.map(({ line, field, code }) => [line, field, code])).toEqual([
      [2, 'code_insee', 'commune-unknown'],
      [3, 'code_insee', 'required'],
      [5, '', 'duplicate-key'],
    ]);
    expect(done.warningCounts).toEqual({
      'number-negative': 1,
      'category-unknown': 1,
      'number-absurd': 2,
    });
    expect(await values('23096')).toEqual({});
  });

  it('are added up to departments in the same transaction', async () => {
    await outcome(['23096;20000;C;1;3', '23193;22000;NC;0;2']);
    const department = await test.db
      .selectFrom('indicator_value')
      .select(['indicator_code', 'value'])
      .where('territory_kind', '=', 'department')
      .where('territory_code', '=', '23')
      .execute();
    expect(department).toContainEqual({ indicator_code: 'equipment-post-office', value: 5 });
  });
});

describe('a mapping file', () => {
  const column = {
    indicator: 'libraries',
    labelFr: 'Bibliothèques',
    labelEn: 'Libraries',
    unit: 'count',
    vintage: '2025',
    source: 'Ministère de la culture',
    aggregation: 'sum',
    empty: 'zero',
  };
  it('brings an indicator of one’s own', async () => {
    const map = { key: 'Insee', columns: { Biblio: column } };
    const done = await run(['23096,2', '23193,'], map, 'insee,biblio');
    expect(done).toMatchObject({ ok: true, value: { created: 2 } });
    expect(await values('23193')).toEqual({ libraries: 0 });
    const indicator = await test.db.selectFrom('indicator').selectAll().executeTakeFirst();
    expect(indicator).toMatchObject({ label_fr: 'Bibliothèques', vintage: '2025', unit: 'count' });
  });

  it.each([
    [{ key: 'insee', columns: {} }, 'map-invalid'],
    [{ key: 'insee', columns: { a: { ...column, aggregation: 'median' } } }, 'map-invalid'],
    [{ key: 'insee', columns: { a: { ...column, typo: 1 } } }, 'map-invalid'],
    [[], 'map-invalid'],
    [{ key: 'absent', columns: { biblio: column } }, 'missing-columns'],
    [{ key: 'insee', columns: { absent: column } }, 'missing-columns'],
  ])('that is wrong is refused: %j', async (map, code) => {
    const done = await run(['23096,2'], map, 'insee,biblio');
    expect(done).toMatchObject({ ok: false, failure: { code } });
    expect(await test.db.selectFrom('indicator').selectAll().execute()).toEqual([]);
  });
});
