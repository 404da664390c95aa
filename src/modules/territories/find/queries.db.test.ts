import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { findCommune, territoryNames } from './queries.ts';

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

it('names territories in the order given', async () => {
  const refs = [
    { kind: 'commune', code: '23096' },
    { kind: 'department', code: '23' },
    { kind: 'commune', code: '99999' },
  ] as const;
  const names = await territoryNames(test.db, refs);
  expect(names.map((found) => found.name)).toEqual(['Guéret', 'Creuse']);
});
