import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor, Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { compareRollups, correctActivity } from '../../activity/public.ts';
import { touchFile } from '../../follow-up/contact/commands.ts';
import { endFile } from '../../follow-up/ending/commands.ts';
import { bookSlot } from '../appointments/commands.ts';
import { bookingInput } from '../appointments/contract.ts';
import { getAppointmentByCode } from '../appointments/queries.ts';
import { createAdvisor } from '../commands.ts';
import { advisorInput } from '../contract.ts';
import { listPresences } from '../presences/queries.ts';
import { planRound } from '../rounds/commands.ts';
import { roundInput } from '../rounds/contract.ts';
import { correctAccompaniment, recordAccompaniment } from './commands.ts';
import { type AccompanimentInput, accompanimentInput } from './contract.ts';
import {
  getAccompaniment,
  habitsOf,
  listAccompaniments,
  listHelpOfFile,
  sumAccompaniments,
} from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let place: string;
let advisor: string;
let service: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  const sheet = async (kind: string): Promise<string> => {
    const input = advisorInput.parse({
      name: kind,
      kind,
      partnershipId,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
    });
    const made = await createAdvisor(ctx(), need(lead, 'advisors.write'), input);
    if (!made.ok) throw new Error(made.failure.code);
    return made.value.id;
  };
  advisor = await sheet('advisor');
  service = await sheet('france-services');
});

const ctx = (actor = lead) => ctxOf(test.db, actor);
const input = (more: Record<string, unknown> = {}) =>
  accompanimentInput.parse({
    id: newId(),
    advisorId: advisor,
    happenedOn: '2026-06-15',
    minutes: 30,
    placeId: place,
    themes: ['email'],
    ...more,
  });
const record = (given: ReturnType<typeof input>, actor = lead) =>
  recordAccompaniment(
    ctx(actor),
    need(actor, 'accompaniments.record'),
    need(actor, 'activity.record'),
    given,
  );
const read = (actor = lead) => need(actor, 'accompaniments.read');

describe('help given', () => {
  it('counts once as activity, of its kind, however often it is sent', async () => {
    const one = input();
    expect(await record(one)).toMatchObject({ value: { created: true } });
    expect(await record(one)).toMatchObject({ value: { created: false } });
    const topics = { themes: ['aide_aux_demarches_administratives'], topics: ['logement'] };
    await record(input({ advisorId: service, ...topics }));
    const rows = await test.db
      .selectFrom('activity')
      .select(['kind', 'participations', 'persons_declared', 'minutes'])
      .orderBy('kind')
      .execute();
    expect(rows).toEqual([
      { kind: 'accompaniment', participations: 1, persons_declared: 1, minutes: 30 },
      { kind: 'service', participations: 1, persons_declared: 1, minutes: 30 },
    ]);
    expect(await sumAccompaniments(test.db, read(), {})).toMatchObject({
      records: 2,
      participations: 2,
      minutes: 60,
      topics: [{ topic: 'logement', records: 1 }],
    });
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('is corrected and withdrawn with its activity, and says what it said before', async () => {
    const one = input();
    await record(one);
    const group = { ...one, format: 'group' as const, participants: 5, minutes: 90 };
    const scope = need(lead, 'accompaniments.record');
    const correct = need(lead, 'activity.correct');
    const why = { version: 1, reason: 'C’était un groupe', withdraw: false };
    expect(await correctAccompaniment(ctx(), scope, correct, why, group)).toMatchObject({
      ok: true,
    });
    expect(await correctAccompaniment(ctx(), scope, correct, why, one)).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    // The refused one has left nothing behind.
    expect(await getAccompaniment(test.db, read(), one.id)).toMatchObject({
      format: 'group',
      participants: 5,
      minutes: 90,
    });
    const gone = { version: 2, reason: 'Noté deux fois', withdraw: true };
    await correctAccompaniment(ctx(), scope, correct, gone, group);
    expect((await listAccompaniments(test.db, read(), {})).items).toEqual([]);
    expect(await getAccompaniment(test.db, read(), one.id)).toMatchObject({ status: 'withdrawn' });
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('notes the appointment that it was as kept', async () => {
    const round = roundInput.parse({
      placeId: place,
      weekday: 'tuesday',
      everyWeeks: 1,
      from: '09:00',
      to: '12:00',
      validFrom: '2026-06-15',
      slotMinutes: 30,
    });
    await planRound(ctx(), need(lead, 'advisors.write'), advisor, round);
    const [presence] = (await listPresences(test.db, { advisor })).items;
    const booking = bookingInput.parse({
      id: newId(),
      presenceId: presence?.id,
      startsAt: presence?.startsAt,
    });
    const given = await bookSlot(ctx(), need(lead, 'appointments.book'), booking, { secret: 'x' });
    const later = { ...ctx(), now: new Date(NOW.getTime() + 86_400_000) };
    const scope = need(lead, 'accompaniments.record');
    const help = (at: Ctx, one: AccompanimentInput) =>
      recordAccompaniment(at, scope, need(lead, 'activity.record'), one);
    const code = given.ok ? given.value.code : '';
    const state = async () => (await getAppointmentByCode(test.db, code))?.state;
    // The day before, nobody has come yet: nothing is recorded either.
    const early = input({ appointmentId: booking.id });
    expect(await help(ctx(), early)).toMatchObject({ failure: { code: 'too-early' } });
    expect(await getAccompaniment(test.db, read(), early.id)).toBeNull();
    expect(await state()).toBe('booked');
    const one = input({ happenedOn: '2026-06-16', appointmentId: booking.id });
    const two = input({ happenedOn: '2026-06-16', appointmentId: booking.id });
    expect(await help(later, one)).toMatchObject({ ok: true });
    expect(await help(later, two)).toMatchObject({ ok: true });
    expect(await state()).toBe('came');
    // Withdrawn, it says no longer that somebody came, unless another record does.
    const gone = { version: 1, reason: 'Noté deux fois', withdraw: true };
    const withdraw = (record: AccompanimentInput) =>
      correctAccompaniment(later, scope, need(lead, 'activity.correct'), gone, record);
    expect(await withdraw(two)).toMatchObject({ ok: true });
    expect(await state()).toBe('came');
    expect(await withdraw(one)).toMatchObject({ ok: true });
    expect(await state()).toBe('booked');
  });

  it('is recorded and read within one’s reach only', async () => {
    const far = await makeAccount(test.db, 'advisor', 'department', '19');
    expect(await record(input(), far)).toMatchObject({ failure: { code: 'out-of-scope' } });
    const near = await makeAccount(test.db, 'advisor', 'department', '23');
    const one = input();
    expect(await record(one, near)).toMatchObject({ ok: true });
    expect((await listAccompaniments(test.db, read(near), {})).items).toHaveLength(1);
    expect((await listAccompaniments(test.db, read(far), {})).items).toEqual([]);
    expect(await getAccompaniment(test.db, read(far), one.id)).toBeNull();
    expect(await habitsOf(test.db, near.accountId ?? '')).toMatchObject({
      minutes: [30],
      place: { id: place },
    });
  });
});

describe('help given to somebody who is followed', () => {
  const file = async (keeper: { department?: string; partner?: string }): Promise<string> => {
    const id = newId();
    await test.db
      .insertInto('followed_person')
      .values({
        id,
        partner_id: keeper.partner ?? null,
        keeper_department: keeper.department ?? null,
        keeper_place_id: null,
        department_code: '23',
        place_id: null,
        themes: [],
        sealed_person: 'x',
        search_keys: [],
        key_space: 'x',
        next_on: null,
        referent: null,
        consent_until: '2027-06-01',
        last_contact_on: '2026-03-02',
        announced_for: null,
        created_by: null,
      })
      .execute();
    // Its opening is a contact.
    await test.db.transaction().execute((trx) => touchFile(trx, id, '2026-03-02', id));
    return id;
  };
  const lastContact = async (id: string) =>
    (
      await test.db
        .selectFrom('followed_person')
        .select('last_contact_on')
        .where('id', '=', id)
        .executeTakeFirst()
    )?.last_contact_on;
  const correction = (more = {}) => ({ version: 1, reason: 'Erreur', withdraw: false, ...more });

  it('is a contact with them, shows on their file, and tells of nobody once it is erased', async () => {
    const near = await makeAccount(test.db, 'advisor', 'department', '23');
    const followedPersonId = await file({ department: '23' });
    const one = input({ followedPersonId });
    expect(await record(one, near)).toMatchObject({ ok: true });
    expect(await lastContact(followedPersonId)).toBe('2026-06-15');
    const follow = need(near, 'follow-up.read');
    expect(await listHelpOfFile(test.db, follow, followedPersonId)).toMatchObject([
      { id: one.id, happenedOn: '2026-06-15', minutes: 30, themes: ['email'] },
    ]);
    const write = need(near, 'follow-up.write');
    expect(await endFile(ctx(near), write, followedPersonId, 'erased')).toMatchObject({ ok: true });
    expect(await getAccompaniment(test.db, read(near), one.id)).toMatchObject({
      followed: false,
      followedPersonId: null,
    });
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('is refused for a file of others, as for one that does not exist, and leaves nothing', async () => {
    const near = await makeAccount(test.db, 'advisor', 'department', '23');
    const partner = await makePartner(test.db, lead, '23096', 'Autre');
    const refusal = { failure: { code: 'file-unknown', field: 'followedPersonId' } };
    for (const followedPersonId of [await file({ partner }), newId()])
      expect(await record(input({ followedPersonId }), near)).toMatchObject(refusal);
    // Whoever sees all of the alliance is inside no organisation.
    const followedPersonId = await file({ department: '23' });
    expect(await record(input({ followedPersonId }), lead)).toMatchObject(refusal);
    expect(await lastContact(followedPersonId)).toBe('2026-03-02');
    const { n } = await test.db
      .selectFrom('activity')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(0);
  });

  it('keeps its link when others correct it, and moves to no file of others', async () => {
    const near = await makeAccount(test.db, 'advisor', 'department', '23');
    const followedPersonId = await file({ department: '23' });
    const one = input({ followedPersonId, happenedOn: '2026-06-10' });
    await record(one, near);
    const correct = (more: Record<string, unknown>, how = correction()) =>
      correctAccompaniment(
        ctx(),
        need(lead, 'accompaniments.record'),
        need(lead, 'activity.correct'),
        how,
        { ...one, ...more },
      );
    const partner = await makePartner(test.db, lead, '23096', 'Autre');
    expect(await correct({ followedPersonId: await file({ partner }) })).toMatchObject({
      failure: { code: 'file-unknown' },
    });
    expect(await correct({ happenedOn: '2026-06-12', minutes: 45 })).toMatchObject({ ok: true });
    expect(await lastContact(followedPersonId)).toBe('2026-06-12');
    expect(await getAccompaniment(test.db, read(), one.id)).toMatchObject({
      minutes: 45,
      followedPersonId,
    });
    const withdrawn = correction({ version: 2, withdraw: true });
    expect(await correct({}, withdrawn)).toMatchObject({ ok: true });
    expect(await listHelpOfFile(test.db, need(near, 'follow-up.read'), followedPersonId)).toEqual(
      [],
    );
  });

  it('moves the file’s last contact, its months and its end back when it was none', async () => {
    const near = await makeAccount(test.db, 'advisor', 'department', '23');
    const id = await file({ department: '23' });
    const early = input({ followedPersonId: id, happenedOn: '2026-04-20' });
    const late = input({ followedPersonId: id, happenedOn: '2026-06-10' });
    await record(early, near);
    await record(late, near);
    const state = async () => ({
      ...(await test.db
        .selectFrom('followed_person')
        .select(['last_contact_on', 'expires_on'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()),
      months: (
        await test.db
          .selectFrom('follow_up_month')
          .select('month')
          .where('person_id', '=', id)
          .orderBy('month')
          .execute()
      ).map(({ month }) => month),
    });
    expect(await state()).toEqual({
      last_contact_on: '2026-06-10',
      expires_on: '2027-06-01',
      months: ['2026-03-01', '2026-04-01', '2026-06-01'],
    });
    const correct = (one: typeof late, how = correction(), more = {}) =>
      correctAccompaniment(
        ctx(),
        need(lead, 'accompaniments.record'),
        need(lead, 'activity.correct'),
        how,
        { ...one, ...more },
      );
    // A wrong month typed, then put right.
    expect(await correct(late, correction(), { happenedOn: '2026-05-10' })).toMatchObject({
      ok: true,
    });
    expect(await state()).toEqual({
      last_contact_on: '2026-05-10',
      expires_on: '2027-05-10',
      months: ['2026-03-01', '2026-04-01', '2026-05-01'],
    });
    expect(await correct(late, correction({ version: 2, withdraw: true }))).toMatchObject({
      ok: true,
    });
    expect(await state()).toMatchObject({
      last_contact_on: '2026-04-20',
      expires_on: '2027-04-20',
    });
    // Withdrawn where activity is corrected, which knows nothing of files: the same.
    const activity = await test.db
      .selectFrom('activity')
      .select('partnership_id')
      .where('id', '=', early.id)
      .executeTakeFirstOrThrow();
    const plain = {
      id: early.id,
      happenedOn: early.happenedOn,
      partnershipId: activity.partnership_id,
      placeId: early.placeId,
      communeCode: early.communeCode,
      commitment: 'digital-inclusion' as const,
      kind: 'accompaniment' as const,
      participations: 1,
      personsDeclared: 1,
      minutes: 30,
      comment: '',
    };
    const change = (withdraw: boolean, version: number) =>
      correctActivity(
        ctx(),
        need(lead, 'activity.correct'),
        correction({ withdraw, version }),
        plain,
      );
    expect(await change(true, 1)).toMatchObject({ ok: true });
    expect(await state()).toEqual({
      last_contact_on: '2026-03-02',
      expires_on: '2027-03-02',
      months: ['2026-03-01'],
    });
    expect(await change(false, 2)).toMatchObject({ ok: true });
    expect(await state()).toMatchObject({ last_contact_on: '2026-04-20' });
    // Linked to another file, it is a contact with that person alone.
    const other = await file({ department: '23' });
    const done = await correctAccompaniment(
      { ...ctx(near), db: test.db },
      need(near, 'accompaniments.record'),
      need(near, 'activity.correct'),
      correction({ version: 3 }),
      { ...early, followedPersonId: other },
    );
    expect(done).toMatchObject({ ok: true });
    expect(await state()).toMatchObject({ last_contact_on: '2026-03-02' });
    expect(await lastContact(other)).toBe('2026-04-20');
  });
});

describe('what is refused', () => {
  const codes = (more: Record<string, unknown>): string[] => {
    const parsed = accompanimentInput.safeParse({ ...input(), ...more });
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  };
  it.each([
    [{ minutes: 0 }, 'number-invalid'],
    [{ minutes: 1440 }, 'length-absurd'],
    [{ themes: [] }, 'choose-one'],
    [{ topics: ['logement'] }, 'topics-need-theme'],
    [{ format: 'group' }, 'required'],
    [{ placeId: null }, 'place-or-commune'],
    [{ genders: { feminin: 1, masculin: 1 } }, 'more-than-came'],
    [{ format: 'group', participants: 3, ages: { soixante_dix_plus: 4 } }, 'more-than-came'],
    [{ format: 'group', participants: 3, followedPersonId: newId() }, 'one-person'],
  ])('%j: %s', (more, code) => expect(codes(more)).toContain(code));
  it('is not a list that counts fewer people than came', () => {
    expect(codes({ format: 'group', participants: 6, genders: { feminin: 2 } })).toEqual([]);
  });
});
