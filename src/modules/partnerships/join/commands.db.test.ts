import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { JOIN_DUE, JOIN_LATE } from '../events.ts';
import { acceptJoin, askToJoin, refuseJoin } from './commands.ts';
import { joinAcceptance, joinInput, joinRefusal } from './contract.ts';
import { followJoin, getJoinRequest, likelyPartners } from './queries.ts';
import { watchJoins } from './reminders/commands.ts';

const SECRET = 'a secret of the test installation, long enough';
const UNCHECKED = {
  checked: 'not-checked',
  listedName: '',
  listedSiren: '',
  closed: false,
} as const;
let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
});

const ask = (change: Record<string, unknown> = {}, check: object = {}) =>
  askToJoin(
    ctxOf(test.db, lead),
    joinInput.parse({
      organisation: 'Le Relais',
      siret: '73282932000074',
      contactName: 'Une salariée',
      contactEmail: 'Salariee@Relais.example.org',
      commune: '23096',
      commitment: 'ecology',
      message: 'Ouvrir un atelier de réparation.',
      ...change,
    }),
    { ...UNCHECKED, ...check },
    SECRET,
  );

async function asked(change: Record<string, unknown> = {}): Promise<string> {
  const made = await ask(change);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const scopesOf = (actor: Actor) => ({
  answer: need(actor, 'join.answer'),
  partners: need(actor, 'partners.write'),
  partnerships: need(actor, 'partnerships.write'),
});
const yes = (change: Record<string, unknown> = {}) =>
  joinAcceptance.parse({
    answer: 'Oui.',
    partnerId: '',
    kind: 'association',
    title: 'Un atelier',
    type: 'social-innovation',
    ...change,
  });
const accept = (actor: Actor, id: string, change: Record<string, unknown> = {}) =>
  acceptJoin(ctxOf(test.db, actor), scopesOf(actor), id, yes(change));
const count = async (table: 'partner' | 'partnership' | 'partner_contact' | 'join_request') =>
  (await test.db.selectFrom(table).select('id').execute()).length;

describe('asking', () => {
  it('promises an answer within ten working days', async () => {
    expect(await ask()).toMatchObject({
      ok: true,
      value: { departmentCode: '23', dueOn: '2026-06-29', again: false },
    });
  });

  it('twice makes one request whose first link is spent', async () => {
    const first = await ask();
    const second = await ask({ message: 'Encore une fois, en plus long.' });
    if (!first.ok || !second.ok) throw new Error('not asked');
    expect(second.value).toMatchObject({ id: first.value.id, again: true });
    expect(await count('join_request')).toBe(1);
    expect(await followJoin(test.db, first.value.secret)).toBeNull();
    expect(await followJoin(test.db, second.value.secret)).toMatchObject({ status: 'new' });
  });

  it('is recognised by SIREN or RNA number, whatever it calls itself and wherever it asks', async () => {
    const first = await asked({ siret: '', siren: '732829320', rna: 'W232000001' });
    const duplicateOf = async (change: Record<string, unknown>) => {
      const id = await asked({ contactEmail: 'autre@relais.example.org', ...change });
      const found = await getJoinRequest(test.db, need(lead, 'join.read'), id);
      await test.db.deleteFrom('join_request').where('id', '=', id).execute();
      return found?.duplicateOf;
    };
    const elsewhere = { organisation: 'RDM', commune: '19272' };
    expect(await duplicateOf({ ...elsewhere })).toBe(first);
    expect(await duplicateOf({ ...elsewhere, siret: '', rna: 'W232000001' })).toBe(first);
    expect(await duplicateOf({ ...elsewhere, siret: '' })).toBeNull();
    expect(await duplicateOf({ siret: '', siren: '552081317' })).toBeNull();
    const done = await accept(creuse, first);
    if (!done.ok) throw new Error(done.failure.code);
    const partner = test.db.selectFrom('partner').select(['siret', 'siren', 'rna']);
    expect(await partner.executeTakeFirstOrThrow()).toEqual({
      siret: null,
      siren: '732829320',
      rna: 'W232000001',
    });
  });

  it('by another person of the same organisation is seen beside the first', async () => {
    const first = await asked();
    const other = await asked({ contactEmail: 'autre@relais.example.org' });
    expect(other).not.toBe(first);
    const found = await getJoinRequest(test.db, need(lead, 'join.read'), other);
    expect(found?.duplicateOf).toBe(first);
  });

  it('is refused to an organisation that the directory says is closed', async () => {
    expect(await ask({}, { closed: true })).toEqual({
      ok: false,
      failure: { code: 'organisation-closed', field: 'siret' },
    });
    expect(await count('join_request')).toBe(0);
  });
});

describe('accepting', () => {
  it('makes a partner, its contact and an idea, as one', async () => {
    const id = await asked();
    const done = await accept(creuse, id);
    if (!done.ok) throw new Error(done.failure.code);
    const request = await getJoinRequest(test.db, need(lead, 'join.read'), id);
    expect(request).toMatchObject({ status: 'accepted', ...done.value });
    const partnership = await test.db
      .selectFrom('partnership')
      .select(['stage', 'commitment', 'partner_id', 'department_code', 'summary'])
      .executeTakeFirstOrThrow();
    expect(partnership).toEqual({
      stage: 'idea',
      commitment: 'ecology',
      partner_id: done.value.partnerId,
      department_code: '23',
      summary: 'Ouvrir un atelier de réparation.',
    });
    expect(await count('partner_contact')).toBe(1);
    expect(await accept(creuse, id)).toMatchObject({ failure: { code: 'move-not-allowed' } });
    expect(await count('partner')).toBe(1);
  });

  it('takes the partner that is here already', async () => {
    const known = await makePartner(test.db, lead, '23096', 'Le Relais');
    const id = await asked();
    const request = await getJoinRequest(test.db, need(lead, 'join.read'), id);
    if (!request) throw new Error('not found');
    expect((await likelyPartners(test.db, request)).map((near) => near.id)).toEqual([known]);
    expect(await accept(creuse, id, { partnerId: known, kind: '' })).toMatchObject({
      ok: true,
      value: { partnerId: known },
    });
    expect(await count('partner')).toBe(1);
  });

  it('leaves nothing behind when one part of it is not possible', async () => {
    const id = await asked();
    await test.db.updateTable('partner').set({ siret: null }).execute();
    const first = await accept(creuse, id);
    if (!first.ok) throw new Error(first.failure.code);
    const again = await asked({ contactEmail: 'autre@relais.example.org' });
    expect(await accept(creuse, again)).toEqual({
      ok: false,
      failure: { code: 'siret-taken', field: 'partnerId' },
    });
    expect(await count('partner')).toBe(1);
    expect(await count('partnership')).toBe(1);
    expect(await getJoinRequest(test.db, need(lead, 'join.read'), again)).toMatchObject({
      status: 'new',
    });
  });

  it('is not for the delegate of another department', async () => {
    const id = await asked();
    expect(await accept(correze, id)).toMatchObject({ failure: { code: 'not-found' } });
  });
});

it('refuses with a reason and doors, which the follow-up link shows', async () => {
  const made = await ask();
  if (!made.ok) throw new Error(made.failure.code);
  const refusal = joinRefusal.parse({ why: 'Pas encore.', refusal: 'too-early', doors: ['dla'] });
  const ctx = ctxOf(test.db, creuse);
  expect(await refuseJoin(ctx, need(creuse, 'join.answer'), made.value.id, refusal)).toMatchObject({
    ok: true,
  });
  expect(await followJoin(test.db, made.value.secret)).toMatchObject({
    status: 'refused',
    answer: 'Pas encore.',
    refusal: 'too-early',
    doors: ['dla'],
  });
});

it('reminds before the deadline and tells the national team after it, once each', async () => {
  await asked();
  const at = (day: string) => watchJoins(test.db, new Date(`${day}T06:00:00Z`));
  const events = async (type: string) =>
    (await test.db.selectFrom('domain_event').select('id').where('type', '=', type).execute())
      .length;
  expect(await watchJoins(test.db, NOW)).toEqual({ due: 0, late: 0 });
  expect(await at('2026-06-24')).toEqual({ due: 1, late: 0 });
  expect(await at('2026-06-29')).toEqual({ due: 0, late: 0 });
  expect(await at('2026-06-30')).toEqual({ due: 0, late: 1 });
  expect(await at('2026-07-01')).toEqual({ due: 0, late: 0 });
  expect([await events(JOIN_DUE), await events(JOIN_LATE)]).toEqual([1, 1]);
});
