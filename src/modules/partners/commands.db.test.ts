import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { makeAccount } from '../../../tests/support/factories.ts';
import type { Actor } from '../../platform/access/access.ts';
import { createPartner } from './commands.ts';
import { partnerInput } from './contract.ts';

let test: TestDatabase;
let lead: Actor;
let known: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const made = await create({
    siret: '73282932000074',
    rna: 'W232000001',
    address: '12, rue de la Mairie',
    postalCode: '23000',
  });
  if (!made.ok) throw new Error(made.failure.code);
  known = made.value.id;
});

const create = (change: Record<string, unknown>, confirmed = false) =>
  createPartner(
    ctxOf(test.db, lead),
    need(lead, 'partners.write'),
    partnerInput.parse({
      name: 'Le Relais des Trois Ponts',
      kind: 'association',
      communeCode: '23096',
      ...change,
    }),
    { confirmed },
  );
const count = async () => (await test.db.selectFrom('partner').select('id').execute()).length;

describe('before a partner is made', () => {
  it.each([
    ['siren', { name: 'Tout autre nom', siren: '732829320', communeCode: '19272' }],
    ['siren', { name: 'Tout autre nom', siret: '73282932000082', communeCode: '19272' }],
    ['rna', { name: 'Tout autre nom', rna: 'W232000001', communeCode: '19272' }],
    ['name', { name: 'Relais des 3 Ponts et des Trois Ponts' }],
    ['address', { name: 'Relais du Pont', address: '12 RUE MAIRIE', postalCode: '23000' }],
    ['address', { name: 'Relais', address: '12 rue de la mairie', postalCode: '23000' }],
  ] as const)('one that may be the same is shown: %s, %j', async (because, change) => {
    expect(await create(change)).toMatchObject({
      ok: false,
      failure: { code: 'near-duplicates', duplicates: [{ id: known, because }] },
    });
    expect(await count()).toBe(1);
    // Whoever looked may say that it is another one.
    expect(await create(change, true)).toMatchObject({ ok: true });
  });

  it('the same SIRET always stops, and says which record has it', async () => {
    for (const confirmed of [false, true])
      expect(await create({ name: 'Tout autre nom', siret: '73282932000074' }, confirmed)).toEqual({
        ok: false,
        failure: { code: 'siret-taken', field: 'siret', partnerId: known },
      });
    expect(await count()).toBe(1);
  });

  it.each([
    ['a federation’s name in another department', { communeCode: '19272' }],
    [
      'another organisation in the same building',
      { name: 'Cinéma Utopie', address: '12 rue de la Mairie', postalCode: '23000' },
    ],
    [
      'a like name of another town',
      { name: 'Relais du Pont', address: '12 rue de la Mairie', postalCode: '19000' },
    ],
  ])('%s stops nobody', async (_, change) => {
    expect(await create(change)).toMatchObject({ ok: true });
    expect(await count()).toBe(2);
  });
});
