import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import type { Db } from '../../platform/db/schema.ts';
import { loadQpvIndex, qpvAt } from './geometry/queries.ts';
import { recomputeIndicatorAggregates } from './indicators/commands.ts';
import { departmentValues, territoryIndicators } from './indicators/queries.ts';
import { getTerritory, listCommunes, listDepartments, listEpcis } from './queries.ts';
import { searchCommunes, searchTerritories } from './search/queries.ts';

let test: TestDatabase;
let db: Db;

beforeAll(async () => {
  test = await testDatabase({ reference: true });

  afterAll(() => test.close());
  db = test.db;
});

describe('getTerritory', () => {
  it('tells what holds a commune, largest first', async () => {
    const gueret = await getTerritory(db, 'commune', '23096');
    expect(gueret?.parents.map((parent) => [parent.kind, parent.code])).toEqual([
      ['country', 'FR'],
      ['region', '75'],
      ['department', '23'],
      ['epci', '200034825'],
    ]);
  });

  it.each([
    ['epci', '200034825', 'CA du Grand Guéret', 25],
    ['department', '23', 'Creuse', 255],
    ['region', '94', 'Corse', 360],
    ['country', 'FR', '', 34_969],
  ] as const)('%s %s', async (kind, code, name, communes) => {
    expect(await getTerritory(db, kind, code)).toMatchObject({ name, communes });
  });

  it('is null for codes that are none', async () => {
    for (const kind of ['commune', 'epci', 'department', 'region', 'country'] as const) {
      expect(await getTerritory(db, kind, 'x')).toBeNull();
    }
  });

  it('lists what a territory holds', async () => {
    expect((await listDepartments(db, '94')).map((d) => d.code)).toEqual(['2A', '2B']);
    expect((await listCommunes(db, { epci: '200034825' })).map((c) => c.name)).toContain('Guéret');
    const epcis = await listEpcis(db, '23');
    expect(epcis.map((epci) => epci.code)).toContain('200034825');
  });
});

describe('searchCommunes', () => {
  const names = async (typed: string, limit = 5): Promise<string[]> =>
    (await searchCommunes(db, typed, limit)).map((c) => `${c.name} ${c.departmentCode}`);

  it('puts the very name first, then the most populous that starts so', async () => {
    expect(await names('aix', 3)).toEqual(['Aix 19', 'Aix-en-Provence 13', 'Aix-les-Bains 73']);
  });

  it('finds a small commune of the very name among larger ones that only start so', async () => {
    expect((await names('bois'))[0]).toBe('Bois 17');
  });

  it('is blind to accents, hyphens, case and postal abbreviations', async () => {
    expect((await names('st etienne'))[0]).toBe('Saint-Étienne 42');
    expect((await names('GUERET'))[0]).toBe('Guéret 23');
    expect(await names('évry', 2)).toEqual(['Évry 89', 'Évry-Courcouronnes 91']);
  });

  it('takes starts of words in any order', async () => {
    expect(await names('prov aix')).toContain('Aix-en-Provence 13');
  });

  it('takes postal and INSEE codes', async () => {
    expect((await names('23000'))[0]).toBe('Guéret 23');
    expect(await names('75056')).toEqual(['Paris 75']);
    expect((await names('13055'))[0]).toBe('Marseille 13');
  });

  it('answers from one letter on, and nothing to nothing', async () => {
    expect((await names('p'))[0]).toBe('Paris 75');
    expect((await names('ma'))[0]).toBe('Marseille 13');
    expect(await names('')).toEqual([]);
    expect(await names(' -%_ ')).toEqual([]);
    expect(await names('zzzz')).toEqual([]);
  });
});

describe('searchTerritories', () => {
  it('finds departments and regions by name or number', async () => {
    const found = await searchTerritories(db, 'cre');
    expect(found.map((territory) => territory.code)).toEqual(['23']);
    expect((await searchTerritories(db, '2a'))[0]?.name).toBe('Corse-du-Sud');
    expect((await searchTerritories(db, 'bretagne'))[0]?.kind).toBe('region');
  });
});

describe('indicators', () => {
  const value = async (code: string, kind: string, territory: string): Promise<number | null> => {
    const row = await db
      .selectFrom('indicator_value')
      .select('value')
      .where('indicator_code', '=', code)
      .where('territory_kind', '=', kind as 'commune')
      .where('territory_code', '=', territory)
      .executeTakeFirst();
    return row?.value ?? null;
  };

  beforeAll(async () => {
    const base = { label_en: '', unit: '', commitment: null, source: 'test', source_url: null };
    const make = (
      code: string,
      aggregation: 'population-weighted-mean' | 'sum' | 'share-of-communes',
    ) => ({ ...base, code, label_fr: code, aggregation, vintage: '2026' }) as const;
    await db
      .insertInto('indicator')
      .values([
        { ...make('mean', 'population-weighted-mean'), higher_means: 'better', position: 1 },
        { ...make('count', 'sum'), position: 2 },
        { ...make('zone', 'share-of-communes'), position: 3 },
        { ...make('local', 'population-weighted-mean'), comparable_within: 'region', position: 4 },
      ])
      .execute();
    const creuse = await listCommunes(db, { department: '23' });
    await db
      .insertInto('indicator_value')
      .values(
        creuse.flatMap(({ code }, i) => [
          row('mean', code, i),
          row('local', code, i),
          ...(i < 10 ? [row('count', code, 2)] : []),
          row('zone', code, i < 51 ? 1 : 0),
        ]),
      )
      .execute();
    await recomputeIndicatorAggregates(db, ['mean', 'count', 'zone', 'local']);
  });

  const row = (indicator_code: string, territory_code: string, amount: number) =>
    ({
      indicator_code,
      territory_kind: 'commune',
      territory_code,
      value: amount,
      category: null,
    }) as const;

  it('rolls up as each indicator says', async () => {
    const creuse = await listCommunes(db, { department: '23' });
    const people = creuse.reduce((sum, c) => sum + (c.population ?? 0), 0);
    const weighted = creuse.reduce((sum, c, i) => sum + i * (c.population ?? 0), 0);
    expect(await value('mean', 'department', '23')).toBeCloseTo(weighted / people, 6);
    expect(await value('mean', 'country', 'FR')).toBeCloseTo(weighted / people, 6);
    expect(await value('count', 'department', '23')).toBe(20);
    expect(await value('count', 'region', '75')).toBe(20);
    expect(await value('zone', 'department', '23')).toBeCloseTo(51 / 255, 6);
    expect(await value('zone', 'country', 'FR')).toBeCloseTo(51 / 34_969, 6);
    expect(await value('mean', 'department', '75')).toBeNull();
  });

  it('gives the same when it is done again', async () => {
    const before = await db
      .selectFrom('indicator_value')
      .selectAll()
      .orderBy('indicator_code')
      .orderBy('territory_kind')
      .orderBy('territory_code')
      .execute();
    await recomputeIndicatorAggregates(db, ['mean', 'count', 'zone', 'local']);
    const after = await db
      .selectFrom('indicator_value')
      .selectAll()
      .orderBy('indicator_code')
      .orderBy('territory_kind')
      .orderBy('territory_code')
      .execute();
    expect(after).toEqual(before);
  });

  it('tells where a commune stands', async () => {
    const [lowest] = await listCommunes(db, { department: '23' });
    const territory = lowest && (await getTerritory(db, 'commune', lowest.code));
    if (!territory) throw new Error('no commune');
    const [mean, count, zone, local] = await territoryIndicators(db, territory);
    expect(mean).toMatchObject({
      value: 0,
      band: 'lowest-10',
      quartile: 1,
      rank: { peers: 255, below: 0, above: 254 },
    });
    expect(count).toMatchObject({ value: 2, departmentValue: 20, countryValue: 20, band: null });
    expect(zone).toMatchObject({ value: 1, band: null });
    // Relative to its region: only the department compares.
    expect(local).toMatchObject({ band: null, quartile: null, rank: { peers: 255 } });
  });

  it('counts nothing as zero, but does not make up a mean', async () => {
    const paris = await getTerritory(db, 'commune', '75056');
    if (!paris) throw new Error('no commune');
    const [mean, count] = await territoryIndicators(db, paris);
    expect(mean?.value).toBeNull();
    expect(count?.value).toBe(0);
  });

  it('gives values by department', async () => {
    expect(await departmentValues(db, 'count')).toEqual(new Map([['23', 20]]));
  });
});

describe('priority neighbourhoods', () => {
  beforeAll(async () => {
    const square = (west: number) =>
      JSON.stringify({
        type: 'Polygon',
        coordinates: [
          [
            [west, 46],
            [west + 1, 46],
            [west + 1, 47],
            [west, 47],
            [west, 46],
          ],
        ],
      });
    const box = { south: 46, north: 47, vintage: '2024', department_code: '23' };
    await db
      .insertInto('qpv')
      .values([
        { ...box, code: 'QN1', name: 'Un', geometry: square(1), west: 1, east: 2 },
        { ...box, code: 'QN2', name: 'Deux', geometry: square(2.5), west: 2.5, east: 3.5 },
      ])
      .execute();
  });

  it.each([
    [1.5, 46.5, 'QN1'],
    [3, 46.2, 'QN2'],
    [2.2, 46.5, null],
    [1.5, 48, null],
    [-60, 14, null],
  ])('%d %d', async (lon, lat, code) => {
    expect((await qpvAt(db, lon, lat))?.code ?? null).toBe(code);
    expect((await loadQpvIndex(db)).at(lon, lat)?.code ?? null).toBe(code);
  });
});
