import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { findCommune, findEpci, territoryNames } from './queries.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());

describe('findCommune', () => {
  it.each([
    ['Guéret', '23096'],
    ['gueret', '23096'],
    ['GUERET 23000', '23096'],
    ['Guéret (23096)', '23096'],
    ['23096', '23096'],
    ['75112', '75056'],
  ])('%s is %s', async (typed, code) => {
    expect(await findCommune(test.db, typed)).toMatchObject({ kind: 'one', commune: { code } });
  });

  it.each([
    ['23000', 'many'],
    ['Saint-Denis', 'many'],
    ['99999', 'none'],
    ['', 'none'],
    ["'; DROP TABLE commune; --", 'none'],
  ])('%s is %s', async (typed, kind) => {
    expect(await findCommune(test.db, typed)).toMatchObject({ kind });
  });
});

describe('findEpci', () => {
  it.each([
    ['200034825', '200034825'],
    ['CA du Grand Guéret (200034825)', '200034825'],
    ['grand gueret', '200034825'],
    ['999999999', null],
    ['communaute', null],
    ['x', null],
    ["'; DROP TABLE epci; --", null],
  ])('%s is %s', async (typed, code) => {
    expect((await findEpci(test.db, typed))?.code ?? null).toBe(code);
  });

  it('takes the very name although it is a part of longer ones', async () => {
    const all = await test.db.selectFrom('epci').select(['code', 'name']).execute();
    const words = new Map<string, number>();
    for (const { name } of all) words.set(name, (words.get(name) ?? 0) + 1);
    const [one] = all.filter(
      ({ name }) => words.get(name) === 1 && all.some((other) => other.name.startsWith(`${name} `)),
    );
    if (one) expect(await findEpci(test.db, one.name)).toMatchObject({ code: one.code });
  });
});

it('names territories in the order given', async () => {
  const refs = [
    { kind: 'commune', code: '23096' },
    { kind: 'department', code: '23' },
    { kind: 'commune', code: '99999' },
  ] as const;
  const names = await territoryNames(test.db, refs);
  expect(names.map((found) => found.name)).toEqual(['Guéret', 'Creuse']);
});
