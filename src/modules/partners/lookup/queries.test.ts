import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Directory, startDirectory } from '../../../../tests/support/directory.ts';
import { lookUp } from './queries.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

it('gives what the form needs, and asks once for the same words', async () => {
  const before = directory.asked();
  const found = await lookUp(directory.url, 'des Monts');
  expect(found).toEqual({
    ok: true,
    value: [
      {
        siren: '732829320',
        siret: '73282932000074',
        name: 'RELAIS DES MONTS',
        acronym: 'RDM',
        rna: 'W232000001',
        kind: 'ACI',
        address: '3 RUE DE LA MAIRIE',
        postalCode: '23000',
        communeCode: '23096',
        communeName: 'GUERET',
        closed: false,
      },
    ],
  });
  await lookUp(directory.url, ' des Monts ');
  expect(directory.asked()).toBe(before + 1);
});

it.each([
  ['une panne', 'directory-down'],
  ['du charabia', 'directory-down'],
  ['ab', 'directory-down'],
  ['une lente', 'directory-slow'],
])(
  'says what is wrong with « %s »',
  async (typed, code) => {
    expect(await lookUp(directory.url, typed)).toEqual({ ok: false, failure: { code } });
  },
  10_000,
);

it('says that the directory is busy, off, or not there', async () => {
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, n) => lookUp(directory.url, `numéro ${n}`)),
  );
  expect(many.some((one) => !one.ok && one.failure.code === 'directory-busy')).toBe(true);
  expect(await lookUp(null, 'x')).toMatchObject({ failure: { code: 'directory-off' } });
  expect(await lookUp('http://127.0.0.1:1', 'xyz')).toMatchObject({
    failure: { code: 'directory-down' },
  });
});
