import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../tests/support/factories.ts';
import type { Actor } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import {
  addPartnershipNote,
  createPartnership,
  movePartnership,
  updatePartnership,
} from './commands.ts';
import { partnershipInput } from './contract.ts';
import { agreeToPublish, withdrawPublication } from './publication/commands.ts';
import { getPublicPartnership } from './publication/queries.ts';
import { getPartnership, listMoves, listPartnershipNotes, listPartnerships } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;
let partnerId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  partnerId = await makePartner(test.db, lead, '23096');
});

const input = (more: Record<string, unknown> = {}) =>
  partnershipInput.parse({
    title: 'Ateliers',
    type: 'social-innovation',
    commitment: 'digital-inclusion',
    partnerId,
    departmentCode: '23',
    ...more,
  });

describe('creating', () => {
  it('creates once when the same id is sent twice', async () => {
    const id = newId();
    const ctx = ctxOf(test.db, creuse);
    const first = await createPartnership(ctx, need(creuse, 'partnerships.write'), input(), id);
    const second = await createPartnership(
      ctx,
      need(creuse, 'partnerships.write'),
      input({ title: 'Other' }),
      id,
    );
    expect(first).toMatchObject({ ok: true, value: { created: true } });
    expect(second).toMatchObject({ ok: true, value: { created: false } });
    const found = await getPartnership(test.db, need(lead, 'partnerships.read'), id);
    expect(found?.title).toBe('Ateliers');
    expect(await listMoves(test.db, id)).toHaveLength(1);
  });

  it('is refused outside the department, and with things that do not exist', async () => {
    const ctx = ctxOf(test.db, correze);
    const write = need(correze, 'partnerships.write');
    expect(await createPartnership(ctx, write, input())).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
    const mine = need(creuse, 'partnerships.write');
    const own = ctxOf(test.db, creuse);
    expect(await createPartnership(own, mine, input({ partnerId: newId() }))).toMatchObject({
      failure: { code: 'partner-unknown', field: 'partnerId' },
    });
    expect(await createPartnership(own, mine, input({ placeIds: [newId()] }))).toMatchObject({
      failure: { code: 'place-unknown' },
    });
    expect(
      await createPartnership(
        own,
        mine,
        input({ territories: [{ kind: 'commune', code: '99999' }] }),
      ),
    ).toMatchObject({ failure: { code: 'territory-unknown' } });
    const { n } = await test.db
      .selectFrom('partnership')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(0);
  });
});

describe('moving', () => {
  it('records who, from where, to where and why', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'active');
    const moved = await movePartnership(
      ctxOf(test.db, creuse),
      need(creuse, 'partnerships.move'),
      id,
      {
        to: 'ended',
        reason: 'La salle ferme.',
      },
    );
    expect(moved).toMatchObject({ ok: true, value: { from: 'active', to: 'ended' } });
    const last = (await listMoves(test.db, id)).at(-1);
    expect(last).toMatchObject({
      from: 'active',
      to: 'ended',
      reason: 'La salle ferme.',
      by: 'territory-delegate 23',
    });
    const events = await test.db.selectFrom('domain_event').select('type').execute();
    expect(events.filter((event) => event.type === 'partnerships.moved')).toHaveLength(4);
  });

  it('refuses what the lifecycle has not, what needs a reason, and another department', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'active');
    const ctx = ctxOf(test.db, creuse);
    const move = need(creuse, 'partnerships.move');
    expect(await movePartnership(ctx, move, id, { to: 'idea', reason: 'x' })).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
    expect(await movePartnership(ctx, move, id, { to: 'ended', reason: '' })).toMatchObject({
      failure: { code: 'reason-needed', field: 'reason' },
    });
    const other = await movePartnership(
      ctxOf(test.db, correze),
      need(correze, 'partnerships.move'),
      id,
      {
        to: 'under-review',
        reason: '',
      },
    );
    expect(other).toMatchObject({ failure: { code: 'out-of-scope' } });
    expect((await getPartnership(test.db, need(lead, 'partnerships.read'), id))?.stage).toBe(
      'active',
    );
  });

  it('lets one of two concurrent moves win', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'active');
    const ctx = ctxOf(test.db, creuse);
    const move = need(creuse, 'partnerships.move');
    const outcomes = await Promise.all([
      movePartnership(ctx, move, id, { to: 'under-review', reason: '' }),
      movePartnership(ctx, move, id, { to: 'under-review', reason: '' }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect((await listMoves(test.db, id)).filter((m) => m.to === 'under-review')).toHaveLength(1);
  });
});

describe('editing', () => {
  it('does not overwrite a change made meanwhile', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'idea');
    const ctx = ctxOf(test.db, creuse);
    const write = need(creuse, 'partnerships.write');
    expect(await updatePartnership(ctx, write, id, 1, input({ title: 'Premier' }))).toMatchObject({
      ok: true,
    });
    expect(await updatePartnership(ctx, write, id, 1, input({ title: 'Second' }))).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    expect((await getPartnership(test.db, need(lead, 'partnerships.read'), id))?.title).toBe(
      'Premier',
    );
  });
});

describe('who reads', () => {
  it('shows a partner only its own partnerships', async () => {
    const own = await makePartnership(test.db, lead, partnerId, '23');
    const otherPartner = await makePartner(test.db, lead, '19272');
    const foreign = await makePartnership(test.db, lead, otherPartner, '19');
    const member = await makeAccount(test.db, 'partner-member', 'organisation', partnerId);
    const read = need(member, 'partnerships.read');
    const page = await listPartnerships(test.db, read, {}, null);
    expect(page.items.map((row) => row.id)).toEqual([own]);
    expect(await getPartnership(test.db, read, foreign)).toBeNull();
    expect(await getPartnership(test.db, read, 'not-an-id')).toBeNull();
  });

  it('keeps private notes within the department', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23');
    const owned = { id, departmentCode: '23', partnerId };
    const noted = await addPartnershipNote(
      ctxOf(test.db, creuse),
      need(creuse, 'notes.write'),
      id,
      'Confidentiel',
    );
    expect(noted.ok).toBe(true);
    expect(await listPartnershipNotes(test.db, need(creuse, 'notes.read'), owned)).toHaveLength(1);
    expect(await listPartnershipNotes(test.db, need(correze, 'notes.read'), owned)).toBeNull();
    expect(
      await addPartnershipNote(ctxOf(test.db, correze), need(correze, 'notes.write'), id, 'x'),
    ).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
  });
});

describe('publishing', () => {
  it('needs both sides on the same words, and ends when either takes back', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'active');
    const admin = await makeAccount(test.db, 'partner-admin', 'organisation', partnerId);
    const operator = { kind: 'operator', scope: need(creuse, 'partnerships.publish') } as const;
    const partner = { kind: 'partner', scope: need(admin, 'partnerships.agree') } as const;
    const asOperator = ctxOf(test.db, creuse);
    const asPartner = ctxOf(test.db, admin);

    expect(await agreeToPublish(asPartner, partner, id, 'Nos mots')).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    expect(await agreeToPublish(asOperator, operator, id, 'Nos mots')).toMatchObject({
      value: { published: false },
    });
    expect(await agreeToPublish(asPartner, partner, id, 'Nos mots')).toMatchObject({
      value: { published: true },
    });
    const { slug } = await test.db
      .selectFrom('partnership')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect((await getPublicPartnership(test.db, slug ?? ''))?.text).toBe('Nos mots');

    // New words take the partner's agreement back.
    expect(await agreeToPublish(asOperator, operator, id, 'D’autres mots')).toMatchObject({
      value: { published: false },
    });
    expect(await getPublicPartnership(test.db, slug ?? '')).toBeNull();
    expect(await agreeToPublish(asPartner, partner, id, 'D’autres mots')).toMatchObject({
      value: { published: true },
    });
    expect(await withdrawPublication(asPartner, partner, id)).toMatchObject({ ok: true });
    expect(await getPublicPartnership(test.db, slug ?? '')).toBeNull();
  });

  it('is refused before the agreement and to somebody else’s partner', async () => {
    const id = await makePartnership(test.db, lead, partnerId, '23', 'idea');
    const operator = { kind: 'operator', scope: need(creuse, 'partnerships.publish') } as const;
    expect(await agreeToPublish(ctxOf(test.db, creuse), operator, id, 'x')).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
    const other = await makePartner(test.db, lead, '19272');
    const stranger = await makeAccount(test.db, 'partner-admin', 'organisation', other);
    const side = { kind: 'partner', scope: need(stranger, 'partnerships.agree') } as const;
    expect(await agreeToPublish(ctxOf(test.db, stranger), side, id, 'x')).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
  });
});

describe('narrowing to a territory', () => {
  it('finds by commune, group of communes and region what was placed there, and nothing else', async () => {
    const epci = await test.db
      .selectFrom('commune')
      .select('epci_code')
      .where('code', '=', '23096')
      .executeTakeFirstOrThrow();
    const here = await makePartnership(test.db, lead, partnerId, '23', 'idea', {
      territories: [{ kind: 'commune', code: '23096' }],
    });
    await makePartnership(test.db, lead, partnerId, '19', 'idea', {
      territories: [{ kind: 'commune', code: '19031' }],
    });
    const scope = need(lead, 'partnerships.read');
    const ids = async (filters: Parameters<typeof listPartnerships>[2]) =>
      (await listPartnerships(test.db, scope, filters, null)).items.map((row) => row.id);
    expect(await ids({ commune: '23096' })).toEqual([here]);
    expect(await ids({ epci: epci.epci_code ?? '' })).toEqual([here]);
    expect(await ids({ region: '75' })).toHaveLength(2);
    expect(await ids({ region: '11' })).toEqual([]);
  });
});
