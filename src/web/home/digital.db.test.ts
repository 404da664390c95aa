import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import { bookSlot } from '../../modules/advisors/appointments/commands.ts';
import { bookingInput } from '../../modules/advisors/appointments/contract.ts';
import { createAdvisor } from '../../modules/advisors/commands.ts';
import { advisorInput } from '../../modules/advisors/contract.ts';
import { departAdvisor } from '../../modules/advisors/departure/commands.ts';
import { departureInput } from '../../modules/advisors/departure/contract.ts';
import { filesOf } from '../../modules/advisors/departure/queries.ts';
import { listPresences } from '../../modules/advisors/presences/queries.ts';
import { planRound } from '../../modules/advisors/rounds/commands.ts';
import { roundInput } from '../../modules/advisors/rounds/contract.ts';
import type { Actor } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { digitalToday } from './digital.ts';

let test: TestDatabase;
let place: string;
let manager: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  place = await makePlace(test.db, '23096', '23');
  manager = await makeAccount(test.db, 'place-manager', 'place', place);
});

async function file(referent: string | null, next_on: string | null, consent_until: string) {
  await test.db
    .insertInto('followed_person')
    .values({
      id: newId(),
      partner_id: null,
      keeper_department: null,
      keeper_place_id: place,
      department_code: '23',
      place_id: null,
      themes: [],
      sealed_person: 'x',
      search_keys: [],
      key_space: 'x',
      next_on,
      referent,
      consent_until,
      last_contact_on: '2026-06-01',
      announced_for: null,
      created_by: null,
    })
    .execute();
}

it('counts what waits for whoever is in charge, and nothing for others', async () => {
  const me = manager.accountId ?? '';
  await file(me, '2026-06-18', '2027-06-01');
  await file(me, '2026-07-20', '2026-07-01');
  await file(null, '2026-06-18', '2026-07-01');
  const from = await makePlace(test.db, '23008', '23');
  const send = async (to: string, received: Date | null): Promise<void> => {
    await test.db
      .insertInto('device_transfer')
      .values({
        id: newId(),
        from_place_id: to === place ? from : place,
        to_place_id: to,
        note: '',
        sent_at: NOW,
        sent_by: null,
        received_at: received,
        received_by: null,
        overdue_told_at: null,
      })
      .execute();
  };
  await send(place, null);
  await send(place, NOW);
  await send(from, null);
  expect((await digitalToday(ctxOf(test.db, manager))).waits).toEqual([
    { what: 'meetings', count: 1, to: '/suivis' },
    { what: 'ending', count: 1, to: '/suivis?vue=terme' },
    { what: 'left', count: 1, to: '/suivis/relais' },
    { what: 'transfers', count: 1, to: '/equipements/transferts' },
  ]);
  const other = await makeAccount(test.db, 'place-manager', 'place', from);
  expect((await digitalToday(ctxOf(test.db, other))).waits).toEqual([
    { what: 'transfers', count: 1, to: '/equipements/transferts' },
  ]);
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  expect(await digitalToday(ctxOf(test.db, lead))).toEqual({ presences: [], waits: [] });
});

it('counts appointments whose presence fell away, and files of who left, for who looks after them', async () => {
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const far = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  const advisor = await makeAccount(test.db, 'advisor', 'department', '23');
  const admin = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  const ctx = ctxOf(test.db, delegate);
  const write = need(delegate, 'advisors.write');
  const sheet = await createAdvisor(
    ctx,
    write,
    advisorInput.parse({
      name: 'Conseiller',
      kind: 'advisor',
      partnershipId,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
    }),
  );
  const advisorId = sheet.ok ? sheet.value.id : '';
  await test.db
    .updateTable('advisor')
    .set({ account_id: advisor.accountId })
    .where('id', '=', advisorId)
    .execute();
  const round = roundInput.parse({
    placeId: place,
    weekday: 'tuesday',
    everyWeeks: 1,
    from: '09:00',
    to: '12:00',
    validFrom: '2026-06-15',
    slotMinutes: 30,
  });
  await planRound(ctx, write, advisorId, round);
  const [first] = (await listPresences(test.db, { advisor: advisorId })).items;
  const given = await bookSlot(
    ctx,
    'public',
    bookingInput.parse({ id: newId(), presenceId: first?.id, startsAt: first?.startsAt }),
    { secret: 's'.repeat(32) },
  );
  expect(given.ok).toBe(true);
  const waits = async (actor: Actor, now = NOW) =>
    Object.fromEntries(
      (await digitalToday({ ...ctxOf(test.db, actor), now })).waits.map((one) => [one.what, one]),
    );
  expect((await waits(delegate)).displaced).toBeUndefined();
  await test.db
    .insertInto('followed_person')
    .values({
      id: newId(),
      partner_id: null,
      keeper_department: '23',
      keeper_place_id: null,
      department_code: '23',
      place_id: null,
      themes: [],
      sealed_person: 'x',
      search_keys: [],
      key_space: 'x',
      next_on: null,
      referent: advisor.accountId,
      consent_until: '2027-06-01',
      last_contact_on: '2026-06-01',
      announced_for: null,
      created_by: null,
    })
    .execute();
  expect(await filesOf(ctx, advisor.accountId)).toBe(1);
  expect(await filesOf(ctxOf(test.db, advisor), advisor.accountId)).toBe(1);
  // Who looks after the advisor's partner may note the departure, and learns of no file.
  expect(await filesOf(ctxOf(test.db, admin), advisor.accountId)).toBe(0);
  expect(await filesOf(ctxOf(test.db, lead), advisor.accountId)).toBe(0);
  const left = departureInput.parse({ lastDay: '2026-06-15', reason: 'Départ', version: 1 });
  expect(await departAdvisor(ctx, write, advisorId, left)).toMatchObject({
    value: { displaced: 1 },
  });
  for (const actor of [delegate, advisor, admin])
    expect((await waits(actor)).displaced).toEqual({
      what: 'displaced',
      count: 1,
      to: '/conseillers/a-revoir',
    });
  expect((await waits(far)).displaced).toBeUndefined();
  expect((await waits(lead)).displaced).toBeUndefined();
  const tomorrow = new Date(NOW.getTime() + 86_400_000);
  expect((await waits(delegate)).left).toBeUndefined();
  expect((await waits(delegate, tomorrow)).left).toMatchObject({ count: 1, to: '/suivis/relais' });
  expect((await waits(far, tomorrow)).left).toBeUndefined();
  // Past the hour there is nothing left to act on.
  const after = new Date(NOW.getTime() + 2 * 86_400_000);
  expect((await waits(delegate, after)).displaced).toBeUndefined();
});
