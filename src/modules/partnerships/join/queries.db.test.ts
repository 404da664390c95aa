import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { type Directory, startDirectory } from '../../../../tests/support/directory.ts';
import { checkOrganisation } from './queries.ts';

let test: TestDatabase;
let directory: Directory;
beforeAll(async () => {
  test = await testDatabase({ reference: true });
  directory = await startDirectory();
});
afterAll(async () => {
  await directory?.stop();
  await test?.close();
});

type Asker = Parameters<typeof checkOrganisation>[2];
const GUERET: Asker = {
  organisation: 'RDM',
  siret: null,
  siren: null,
  rna: null,
  commune: '23096',
};
const check = (change: Partial<Asker>) =>
  checkOrganisation(test.db, directory.url, { ...GUERET, ...change });

it('finds an organisation by any of its numbers', async () => {
  for (const number of [{ siret: '73282932000074' }, { siren: '732829320' }, { rna: 'W232000001' }])
    expect(await check({ organisation: 'Autre nom', ...number })).toMatchObject({
      checked: 'listed',
      listedSiren: '732829320',
    });
  expect(await check({ siren: '552081317' })).toMatchObject({
    checked: 'not-listed',
    listedSiren: '',
  });
});

it('recognises a name in its commune, and no more than that', async () => {
  expect(await check({})).toMatchObject({
    checked: 'alike',
    listedSiren: '732829320',
    closed: false,
  });
  // The same name elsewhere is another one, as one with its number would be.
  expect(await check({ commune: '19272' })).toMatchObject({ checked: 'not-checked' });
  expect(await check({ organisation: 'RDM et fils' })).toMatchObject({ checked: 'not-checked' });
  // An association without employees is not in the directory: its name may be.
  expect(await check({ rna: 'W999999999' })).toMatchObject({ checked: 'alike' });
});

it('stops nobody when the directory is off', async () => {
  expect(await checkOrganisation(test.db, null, { ...GUERET, siren: '732829320' })).toEqual({
    checked: 'not-checked',
    listedName: '',
    listedSiren: '',
    closed: false,
  });
});
