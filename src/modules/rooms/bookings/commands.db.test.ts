import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePlace } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { createRoom } from '../commands.ts';
import { roomInput } from '../contract.ts';
import { bookRoom } from './commands.ts';
import { bookingInput } from './contract.ts';

let test: TestDatabase;
let lead: Actor;
let roomId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  // Counted by a sequence, which no transaction undoes: the first writes fail as a deadlock does.
  await sql`CREATE SEQUENCE deadlocks`.execute(test.db);
  await sql
    .raw(`CREATE FUNCTION deadlock_at_first() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('deadlocks') <= TG_ARGV[0]::int THEN
        RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01';
      END IF;
      RETURN NEW;
    END $$`)
    .execute(test.db);
});
afterAll(() => test.close());

beforeEach(async () => {
  await sql`DROP TRIGGER IF EXISTS deadlock ON room_booking`.execute(test.db);
  await test.reset();
  await sql`ALTER SEQUENCE deadlocks RESTART`.execute(test.db);
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const made = await createRoom(
    ctxOf(test.db, lead),
    need(lead, 'rooms.write'),
    roomInput.parse({
      placeId: await makePlace(test.db, '23096', '23'),
      name: 'Salle Marguerite',
      seats: 12,
      hours: { tuesday: [['09:00', '18:00']] },
      confirmation: 'instant',
      openTo: 'partners',
    }),
  );
  if (!made.ok) throw new Error(made.failure.code);
  roomId = made.value.id;
});

const failing = (times: number) =>
  sql
    .raw(
      `CREATE TRIGGER deadlock BEFORE INSERT ON room_booking
       FOR EACH ROW EXECUTE FUNCTION deadlock_at_first('${times}')`,
    )
    .execute(test.db);

const book = () =>
  bookRoom(
    ctxOf(test.db, lead),
    need(lead, 'rooms.book'),
    roomId,
    bookingInput.parse({
      partnerId: null,
      purpose: 'Réunion',
      day: '2026-06-16',
      from: '10:00',
      to: '11:00',
    }),
  );

const kept = async (): Promise<number> =>
  (await test.db.selectFrom('room_booking').select('id').execute()).length;

it('is tried again after a deadlock, and books once', async () => {
  await failing(2);
  expect(await book()).toMatchObject({ ok: true, value: { status: 'confirmed' } });
  expect(await kept()).toBe(1);
});

it('gives up after four deadlocks with nothing half-written', async () => {
  await failing(4);
  await expect(book()).rejects.toMatchObject({ code: '40P01' });
  expect(await kept()).toBe(0);
});

it('leaves a caller’s transaction to its owner, who must begin again', async () => {
  await failing(1);
  const inside = test.db.transaction().execute((trx) =>
    bookRoom(
      { ...ctxOf(test.db, lead), db: trx },
      need(lead, 'rooms.book'),
      roomId,
      bookingInput.parse({
        partnerId: null,
        purpose: 'Réunion',
        day: '2026-06-16',
        from: '10:00',
        to: '11:00',
      }),
    ),
  );
  await expect(inside).rejects.toMatchObject({ code: '40P01' });
  expect(await kept()).toBe(0);
});
