import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import { type Actor, ANONYMOUS, type Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { createAdvisor } from '../../advisors/commands.ts';
import { advisorInput } from '../../advisors/contract.ts';
import { getAppointmentByCode, listPresences } from '../../advisors/public.ts';
import { cancelPresence, planRound } from '../../advisors/rounds/commands.ts';
import { roundInput } from '../../advisors/rounds/contract.ts';
import { newCode, REFERRAL_CODE } from '../../alliance/public.ts';
import { giveOrientations } from '../commands.ts';
import { answerOrientation, withdrawOrientation } from '../hosting/commands.ts';
import { listToTell } from '../news/queries.ts';
import { counterPlace, proposalsAt } from '../proposals/queries.ts';
import { orientationByCode } from '../queries.ts';
import { slipByCode } from '../slip/queries.ts';
import { followAppointments } from '../upkeep/commands.ts';

const SECRET = 's'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let agent: Actor;
let counter: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  counter = await placed();
  agent = await makeAccount(test.db, 'counter-agent', 'place', counter);
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const write = need(lead, 'advisors.write');
  const made = await createAdvisor(
    ctx(),
    write,
    advisorInput.parse({
      name: 'Conseiller de Guéret',
      kind: 'advisor',
      partnershipId,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
    }),
  );
  if (!made.ok) throw new Error(made.failure.code);
  const round = await planRound(
    ctx(),
    write,
    made.value.id,
    roundInput.parse({
      placeId: await placed(),
      weekday: 'tuesday',
      everyWeeks: 1,
      from: '09:00',
      to: '10:00',
      validFrom: '2026-06-15',
      slotMinutes: 30,
    }),
  );
  if (!round.ok) throw new Error(round.failure.code);
});

const ctx = (now = NOW, actor = lead): Ctx => ({ ...ctxOf(test.db, actor), now });

async function placed(): Promise<string> {
  const id = await makePlace(test.db, '23096', '23');
  await test.db
    .updateTable('place')
    .set({ latitude: 46.17, longitude: 1.87 })
    .where('id', '=', id)
    .execute();
  return id;
}

async function proposal() {
  const place = await counterPlace(test.db, counter);
  if (!place) throw new Error('no counter');
  const asked = { difficulty: 'messages', wish: 'one-to-one', access: [] } as const;
  const [first] = await proposalsAt(test.db, place, asked, NOW);
  if (!first) throw new Error('nothing to propose');
  return first.offer;
}

async function give(more: Record<string, unknown> = {}) {
  const offer = await proposal();
  const item = {
    id: newId(),
    code: newCode(REFERRAL_CODE),
    placeId: counter,
    givenAt: NOW.getTime(),
    difficulty: 'messages',
    wish: 'one-to-one',
    access: [],
    offerKind: offer.kind,
    hostPlaceId: offer.placeId,
    sessionId: offer.sessionId,
    presenceId: offer.presenceId,
    startsAt: offer.startsAt,
    channel: 'print',
    contact: null,
    ...more,
  };
  const scope = need(agent, 'orientations.give');
  const batch = { sentAt: NOW.getTime(), items: [item] };
  const [given] = await giveOrientations(ctx(NOW, agent), scope, batch, SECRET);
  return { item, given };
}

const state = async (code: string) => (await orientationByCode(test.db, code))?.state;
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

it('proposes the first free slot of an advisor, and gives it under the code of the slip', async () => {
  expect(await proposal()).toMatchObject({
    kind: 'appointment',
    startsAt: '2026-06-16T07:00:00.000Z',
    left: 2,
  });
  const { item, given } = await give();
  expect(given).toMatchObject({ outcome: 'kept', state: 'accepted', problem: null });
  expect(await getAppointmentByCode(test.db, item.code)).toMatchObject({
    state: 'booked',
    startsAt: '2026-06-16T07:00:00.000Z',
    theme: 'email',
  });
  // The next person is proposed the next slot; who took the first from an older list is told.
  expect(await proposal()).toMatchObject({ startsAt: '2026-06-16T07:30:00.000Z', left: 1 });
  const second = await give({ startsAt: '2026-06-16T07:00:00.000Z' });
  expect(second.given).toMatchObject({ outcome: 'kept', state: 'refused', problem: 'slot-taken' });
  // Given without a network, the paper promises an hour that is another's: the counter tells.
  expect(await listToTell(test.db, counter, NOW)).toMatchObject([
    { code: second.item.code, refusal: 'full' },
  ]);
  const again = await give({ ...second.item });
  expect(again.given).toMatchObject({ outcome: 'kept', state: 'refused', problem: 'slot-taken' });
});

it('gives the slot back with the orientation', async () => {
  const { item } = await give();
  const done = await withdrawOrientation(ctx(NOW, ANONYMOUS), item.code);
  expect(done).toMatchObject({ value: { state: 'withdrawn' } });
  expect(await getAppointmentByCode(test.db, item.code)).toMatchObject({ state: 'cancelled' });
});

it('follows an advisor who calls the hours off: the slip and the counter say so', async () => {
  const { item } = await give();
  const { items } = await listPresences(test.db, { planned: true });
  const [first] = items;
  await cancelPresence(ctx(later(1)), need(lead, 'advisors.write'), first?.id ?? '', {
    reason: 'Malade',
    version: first?.version ?? 0,
  });
  await followAppointments(test.db, later(2));
  expect(await slipByCode(test.db, item.code, later(2))).toMatchObject({ calledOff: true });
  expect(await listToTell(test.db, counter, later(2))).toMatchObject([
    { code: item.code, refusal: 'cancelled' },
  ]);
});

it('does not take back what the host said because the appointment stands as it was', async () => {
  const { item } = await give();
  const at = later(60 * 24);
  const host = need(lead, 'orientations.receive');
  await answerOrientation(ctx(at), host, item.id, 'came');
  await followAppointments(test.db, later(60 * 24 + 5));
  expect(await state(item.code)).toBe('came');
  expect(await getAppointmentByCode(test.db, item.code)).toMatchObject({ state: 'came' });
});

it('tells who was sent to hours without appointment that they are called off', async () => {
  const offer = await proposal();
  const { item } = await give({ offerKind: 'presence' });
  const { items } = await listPresences(test.db, { planned: true });
  const presence = items.find(({ id }) => id === offer.presenceId);
  await cancelPresence(ctx(later(1)), need(lead, 'advisors.write'), presence?.id ?? '', {
    reason: 'Malade',
    version: presence?.version ?? 0,
  });
  expect(await followAppointments(test.db, later(2))).toBe(1);
  expect(await followAppointments(test.db, later(3))).toBe(0);
  expect(await slipByCode(test.db, item.code, later(2))).toMatchObject({ calledOff: true });
  expect(await listToTell(test.db, counter, later(2))).toMatchObject([{ refusal: 'cancelled' }]);
});
