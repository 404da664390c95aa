import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { searchText } from '../../platform/db/search.ts';
import {
  countPlacesByDepartment,
  countPlacesByKind,
  getPlace,
  listPlaces,
  placePositions,
  placesOf,
  searchPlaces,
} from './queries.ts';

let test: TestDatabase;
let db: Db;
const ids = new Map<string, string>();

const PLACES = [
  ['a', 'GUERET', 'post-office', '23096', '23', 'open'],
  ['b', 'GUERET LE SCOOP', 'relay', '23096', '23', 'open'],
  ['c', 'AUBUSSON', 'post-office', '23008', '23', 'open'],
  ['d', 'PARIS LOUVRE', 'post-office', '75056', '75', 'open'],
  ['e', 'PARIS FERME', 'post-office', '75056', '75', 'closed'],
  // The same name twice: pages of a list must not lose one of them.
  ['f', 'AUBUSSON', 'relay', '23008', '23', 'open'],
] as const;

beforeAll(async () => {
  test = await testDatabase({ reference: true });

  afterAll(() => test.close());
  db = test.db;
  await db
    .insertInto('place')
    .values(
      PLACES.map(([external_id, name, kind, commune_code, department_code, status], i) => {
        const id = newId();
        ids.set(external_id, id);
        return {
          ...{ id, external_id, name, kind, commune_code, department_code, status },
          source: 'test',
          parent_external_id: external_id === 'b' ? 'a' : null,
          hours: external_id === 'a' ? JSON.stringify({ monday: [['09:00', '12:00']] }) : null,
          services: ['banking'],
          latitude: external_id === 'c' ? null : 46,
          longitude: external_id === 'c' ? null : 2,
          search_text: searchText([name, 'rue de la Paix'], [commune_code]),
          search_weight: 100 - i,
        };
      }),
    )
    .execute();
});

const names = (rows: readonly { name: string }[]): string[] => rows.map((row) => row.name);

describe('listPlaces', () => {
  it('leaves closed places out unless asked', async () => {
    expect(names((await listPlaces(db, { department: '75' })).items)).toEqual(['PARIS LOUVRE']);
    expect(names((await listPlaces(db, { department: '75', closed: true })).items)).toEqual([
      'PARIS FERME',
      'PARIS LOUVRE',
    ]);
  });

  it('reads on where a page ended, namesakes included', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listPlaces>> = await listPlaces(db, {}, cursor, 1);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it.each([
    [placesOf('commune', '23096'), 2],
    [placesOf('epci', '200034825'), 2],
    [placesOf('department', '23'), 4],
    [placesOf('region', '75'), 4],
    [placesOf('country', 'FR'), 5],
    [{ kind: 'relay' }, 2],
    [{ q: 'scoop' }, 1],
    [{ q: 'paix', department: '23', kind: 'relay' }, 2],
    [{ anyQpv: true }, 0],
    [{ qpv: 'QN0' }, 0],
  ])('%j holds %d', async (filters, expected) => {
    expect((await listPlaces(db, filters)).items).toHaveLength(expected);
    const counts = await countPlacesByKind(db, filters);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(expected);
  });

  it('starts anew from a cursor that is none', async () => {
    expect((await listPlaces(db, {}, 'nonsense')).items).toHaveLength(5);
  });
});

describe('getPlace', () => {
  it('tells all that is known', async () => {
    expect(await getPlace(db, ids.get('a') ?? '')).toMatchObject({
      name: 'GUERET',
      communeName: 'Guéret',
      departmentName: 'Creuse',
      hours: { monday: [['09:00', '12:00']] },
      services: ['banking'],
      parent: null,
    });
    expect((await getPlace(db, ids.get('b') ?? ''))?.parent).toEqual({
      id: ids.get('a'),
      name: 'GUERET',
    });
  });

  it('is null for an id that is none', async () => {
    expect(await getPlace(db, newId())).toBeNull();
    expect(await getPlace(db, 'x')).toBeNull();
  });
});

describe('searchPlaces', () => {
  it('puts the very name first, then names that start so, then words', async () => {
    expect(names(await searchPlaces(db, 'guéret'))).toEqual(['GUERET', 'GUERET LE SCOOP']);
    expect(names(await searchPlaces(db, 'scoop'))).toEqual(['GUERET LE SCOOP']);
    expect(names(await searchPlaces(db, '23008'))).toEqual(['AUBUSSON', 'AUBUSSON']);
    expect(await searchPlaces(db, '')).toEqual([]);
  });
});

describe('figures for maps', () => {
  it('counts open places by department', async () => {
    expect(await countPlacesByDepartment(db)).toEqual(
      new Map([
        ['23', 4],
        ['75', 1],
      ]),
    );
  });

  it('gives positions of those that have one', async () => {
    expect(names(await placePositions(db, { department: '23' })).toSorted()).toEqual([
      'AUBUSSON',
      'GUERET',
      'GUERET LE SCOOP',
    ]);
  });
});
