import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { makeAccount, makePlace } from '../../../tests/support/factories.ts';
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
    { what: 'transfers', count: 1, to: '/equipements/transferts' },
  ]);
  const other = await makeAccount(test.db, 'place-manager', 'place', from);
  expect((await digitalToday(ctxOf(test.db, other))).waits).toEqual([
    { what: 'transfers', count: 1, to: '/equipements/transferts' },
  ]);
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  expect(await digitalToday(ctxOf(test.db, lead))).toEqual({ presences: [], waits: [] });
});
