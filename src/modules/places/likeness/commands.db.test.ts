import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePlace } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { decideLikeness, findLikenesses, undoLikeness } from './commands.ts';
import { listLikenesses } from './queries.ts';

let test: TestDatabase;
let lead: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
}, 120_000);
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
});

interface Facts {
  readonly name: string;
  readonly address?: string;
  readonly at?: readonly [latitude: number, longitude: number] | null;
  readonly commune?: readonly [code: string, department: string, postal: string];
}

/** A place with a sheet. */
async function mediated({ name, address = '', at = [46.17, 1.87], commune }: Facts) {
  const [code, department, postal] = commune ?? ['23096', '23', '23000'];
  const id = await makePlace(test.db, code, department);
  await test.db
    .updateTable('place')
    .set({
      name,
      address,
      postal_code: postal,
      latitude: at?.[0] ?? null,
      longitude: at?.[1] ?? null,
    })
    .where('id', '=', id)
    .execute();
  await test.db
    .insertInto('place_mediation')
    .values({ place_id: id, updated_on: '2026-01-01' } as never)
    .execute();
  return id;
}

const open = async () => (await listLikenesses(test.db, { decided: false })).items;
const act = (actor = lead) => [ctxOf(test.db, actor), need(actor, 'places.write')] as const;

describe('places that look alike', () => {
  it('are found by position, name and address, and never joined by themselves', async () => {
    const one = await mediated({ name: 'Médiathèque de Guéret', address: '8 avenue de Pommeil' });
    const two = await mediated({ name: 'MEDIATHEQUE DE GUERET', at: [46.1702, 1.8702] });
    await mediated({ name: 'Mission locale', address: 'rue Haute', at: [46.1703, 1.8703] });
    await mediated({ name: 'Médiathèque de Guéret', at: [46.3, 1.87] });
    expect(await findLikenesses(test.db)).toBe(1);
    const [pair] = await open();
    expect([pair?.a.id, pair?.b.id].sort()).toEqual([one, two].sort());
    expect(pair?.distance).toBeLessThan(60);
    const linked = await test.db.selectFrom('place').select('same_as').execute();
    expect(linked.every(({ same_as }) => same_as === null)).toBe(true);
  });

  it('are found by postal code where a position is missing', async () => {
    await mediated({ name: 'Espace numérique', address: '3 rue Haute', at: null });
    await mediated({ name: 'Espace Numerique', address: '3 RUE HAUTE' });
    await mediated({
      name: 'Espace Numérique',
      address: '3 rue Haute',
      at: null,
      commune: ['19272', '19', '19000'],
    });
    expect(await findLikenesses(test.db)).toBe(1);
  });

  it('are not asked about again once decided, whichever way', async () => {
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await findLikenesses(test.db);
    const [pair] = await open();
    const done = await decideLikeness(...act(), pair?.id ?? '', { same: false });
    expect(done.ok).toBe(true);
    expect(await findLikenesses(test.db)).toBe(0);
    expect(await open()).toEqual([]);
    const again = await decideLikeness(...act(), pair?.id ?? '', { same: false });
    expect(again).toMatchObject({ ok: false, failure: { code: 'already-decided' } });
  });

  it('are linked and unlinked without a trace in either record', async () => {
    const kept = await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    const other = await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await findLikenesses(test.db);
    const [pair] = await open();
    const id = pair?.id ?? '';
    const before = await test.db.selectFrom('place').selectAll().orderBy('id').execute();
    expect((await decideLikeness(...act(), id, { same: true, keep: kept })).ok).toBe(true);
    const linked = await test.db
      .selectFrom('place')
      .select(['id', 'same_as'])
      .where('same_as', 'is not', null)
      .execute();
    expect(linked).toEqual([{ id: other, same_as: kept }]);
    expect((await undoLikeness(...act(), id)).ok).toBe(true);
    const after = await test.db.selectFrom('place').selectAll().orderBy('id').execute();
    const plain = (rows: typeof after) =>
      rows.map(({ version: _v, updated_at: _u, ...row }) => row);
    expect(plain(after)).toEqual(plain(before));
    expect(await open()).toHaveLength(1);
  });

  it('make no chain of links', async () => {
    const a = await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await findLikenesses(test.db);
    const pairs = await open();
    expect(pairs).toHaveLength(3);
    const ofA = pairs.filter((pair) => pair.a.id === a || pair.b.id === a);
    const [first, second] = ofA;
    const otherOf = (pair: (typeof pairs)[number] | undefined): string =>
      (pair?.a.id === a ? pair?.b.id : pair?.a.id) ?? '';
    expect((await decideLikeness(...act(), first?.id ?? '', { same: true, keep: a })).ok).toBe(
      true,
    );
    const chain = await decideLikeness(...act(), second?.id ?? '', {
      same: true,
      keep: otherOf(second),
    });
    expect(chain).toMatchObject({ ok: false, failure: { code: 'has-followers' } });
    const fine = await decideLikeness(...act(), second?.id ?? '', { same: true, keep: a });
    expect(fine.ok).toBe(true);
  });

  it('are decided by who looks after both', async () => {
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await mediated({ name: 'Tiers-lieu', address: '1 rue A' });
    await findLikenesses(test.db);
    const [pair] = await open();
    const stranger = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    const refused = await decideLikeness(...act(stranger), pair?.id ?? '', { same: false });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'out-of-scope' } });
    const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
    const keep = 'not-one-of-them';
    const wrong = await decideLikeness(...act(delegate), pair?.id ?? '', { same: true, keep });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'choose-one' } });
    expect((await decideLikeness(...act(delegate), pair?.id ?? '', { same: false })).ok).toBe(true);
  });
});
