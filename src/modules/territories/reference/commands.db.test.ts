import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { syncReference } from './commands.ts';
import { loadCommuneResolver, resolveCommune } from './queries.ts';

let test: TestDatabase;
let db: Db;

beforeAll(async () => {
  test = await testDatabase();
  db = test.db;
  await syncReference(db);
});

afterAll(() => test.close());

async function count(table: 'commune' | 'department' | 'region' | 'epci'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

describe('syncReference', () => {
  it('knows every commune, department, region and EPCI', async () => {
    expect(await count('commune')).toBe(34_969);
    expect(await count('epci')).toBe(1_255);
    expect(await count('department')).toBe(109);
    expect(await count('region')).toBe(26);
  });

  it('gives names, codes, people and a position', async () => {
    const gueret = await db
      .selectFrom('commune')
      .selectAll()
      .where('code', '=', '23096')
      .executeTakeFirstOrThrow();
    expect(gueret).toMatchObject({
      name: 'Guéret',
      department_code: '23',
      region_code: '75',
      epci_code: '200034825',
      postal_codes: ['23000'],
      search_text: 'gueret 23000 23096',
      position_source: 'geonames',
    });
    expect(gueret.latitude).toBeCloseTo(46.17, 1);
    expect(gueret.longitude).toBeCloseTo(1.87, 1);
  });

  it('places Paris and Mayotte, which GeoNames files without a commune code', async () => {
    const rows = await db
      .selectFrom('commune')
      .select(['code', 'latitude'])
      .where('code', 'in', ['75056', '97608'])
      .orderBy('code')
      .execute();
    expect(rows.map((row) => row.code)).toEqual(['75056', '97608']);
    for (const row of rows) expect(row.latitude).not.toBeNull();
  });

  it('adds the people of a department up', async () => {
    const creuse = await db
      .selectFrom('department')
      .select('population')
      .where('code', '=', '23')
      .executeTakeFirstOrThrow();
    const communes = await db
      .selectFrom('commune')
      .select((eb) => eb.fn.sum<number>('population').as('n'))
      .where('department_code', '=', '23')
      .executeTakeFirstOrThrow();
    expect(creuse.population).toBe(communes.n);
  });

  it('does nothing when the vintage is the same', async () => {
    expect((await syncReference(db)).communes).toBeNull();
  });

  it('renews everything for another vintage, but not a position that an import brought', async () => {
    await db
      .updateTable('commune')
      .set({ latitude: 1, longitude: 2, position_source: 'geo-api', name: 'Autre' })
      .where('code', '=', '23096')
      .execute();
    await sql`UPDATE setting SET value = '"0"' WHERE key = 'reference.vintage'`.execute(db);
    expect((await syncReference(db)).communes).toBe(34_969);
    const row = await db
      .selectFrom('commune')
      .select(['name', 'latitude', 'longitude', 'position_source'])
      .where('code', '=', '23096')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      name: 'Guéret',
      latitude: 1,
      longitude: 2,
      position_source: 'geo-api',
    });
  });
});

describe('commune codes', () => {
  it.each([
    ['23096', { code: '23096', departmentCode: '23', via: 'current' }],
    ['75101', { code: '75056', departmentCode: '75', via: 'arrondissement' }],
    ['69381', { code: '69123', departmentCode: '69', via: 'arrondissement' }],
    ['13216', { code: '13055', departmentCode: '13', via: 'arrondissement' }],
    ['01340', { code: '01015', departmentCode: '01', via: 'former' }],
    // A delegated commune that keeps the code of the new one is a current code.
    ['01015', { code: '01015', departmentCode: '01', via: 'current' }],
    ['1053', { code: '01053', departmentCode: '01', via: 'current' }],
    ['2a004', { code: '2A004', departmentCode: '2A', via: 'current' }],
    ['99999', null],
    ['', null],
  ])('%s', async (code, expected) => {
    const resolver = await loadCommuneResolver(db);
    expect(resolver.resolve(code)).toEqual(expected);
    expect(await resolveCommune(db, code)).toEqual(expected);
  });

  it('takes no code for none', async () => {
    const resolver = await loadCommuneResolver(db);
    expect(resolver.resolve(null)).toBeNull();
    expect(resolver.resolve(undefined)).toBeNull();
  });
});
