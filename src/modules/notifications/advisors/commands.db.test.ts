import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { bookSlot, cancelSlot } from '../../advisors/appointments/commands.ts';
import { bookingInput } from '../../advisors/appointments/contract.ts';
import { createAdvisor } from '../../advisors/commands.ts';
import { advisorInput } from '../../advisors/contract.ts';
import {
  APPOINTMENT_BOOKED,
  APPOINTMENT_CHANGED,
  APPOINTMENT_NEAR,
} from '../../advisors/events.ts';
import { listPresences } from '../../advisors/presences/queries.ts';
import { cancelPresence, planRound } from '../../advisors/rounds/commands.ts';
import { roundInput } from '../../advisors/rounds/contract.ts';
import { mailHandler } from '../commands.ts';

const SECRET = 'x'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let presence: string;
let sent: Mail[] = [];
let texts: string[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  sent = [];
  texts = [];
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const placeId = await makePlace(test.db, '23096', '23');
  const ctx = ctxOf(test.db, lead);
  const write = need(lead, 'advisors.write');
  const made = await createAdvisor(
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
  if (!made.ok) throw new Error(made.failure.code);
  const round = roundInput.parse({
    placeId,
    weekday: 'wednesday',
    everyWeeks: 1,
    from: '14:00',
    to: '16:00',
    validFrom: '2026-06-15',
    slotMinutes: 30,
  });
  const planned = await planRound(ctx, write, made.value.id, round);
  if (!planned.ok) throw new Error(planned.failure.code);
  presence = (await listPresences(test.db, {})).items[0]?.id ?? '';
});

async function book(
  email: string | null,
  startsAt: string,
  locale: 'fr' | 'en' = 'fr',
  phone: string | null = null,
) {
  const input = bookingInput.parse({ id: newId(), presenceId: presence, startsAt, email, phone });
  const ctx = { ...ctxOf(test.db, lead), locale };
  const done = await bookSlot(ctx, 'public', input, { secret: SECRET });
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

async function happens(type: string, appointmentId: string): Promise<void> {
  const send = async (mail: Mail): Promise<void> => void sent.push(mail);
  const options = {
    db: test.db,
    publicUrl: 'https://example.org',
    secret: SECRET,
    send,
    sms: async ({ to, text }: { to: string; text: string }) => void texts.push(`${to} ${text}`),
  };
  await mailHandler(options)({ id: newId(), type, payload: { appointmentId } });
}

it('writes in the reader’s language when, where, the code and one link to answer', async () => {
  const { id, code } = await book('ada@example.org', '2026-06-17T12:00:00Z');
  await happens(APPOINTMENT_BOOKED, id);
  await happens(APPOINTMENT_NEAR, id);
  expect(sent.map(({ to }) => to)).toEqual(['ada@example.org', 'ada@example.org']);
  for (const said of ['17 juin 2026', '14:00', code, `https://example.org/rendez-vous/${code}`])
    expect(sent[0]?.text).toContain(said);
  const english = await book('bea@example.org', '2026-06-17T12:30:00Z', 'en');
  await happens(APPOINTMENT_BOOKED, english.id);
  expect(sent[2]?.text).toContain('17 June 2026');
});

it('says that the presence fell away with its reason, and reminds of nothing afterwards', async () => {
  const { id, code } = await book('ada@example.org', '2026-06-17T12:00:00Z');
  const why = { reason: 'La salle est inondée', version: 1 };
  const scope = need(lead, 'advisors.write');
  expect(await cancelPresence(ctxOf(test.db, lead), scope, presence, why)).toMatchObject({
    value: { displaced: 1 },
  });
  await happens(APPOINTMENT_CHANGED, id);
  await happens(APPOINTMENT_NEAR, id);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('La salle est inondée');
  expect(sent[0]?.text).toContain(`/rendez-vous/${code}`);
});

it('reads the state of now: what the person gave back is not reminded of', async () => {
  const { id, code } = await book('ada@example.org', '2026-06-17T12:00:00Z');
  await cancelSlot(ctxOf(test.db, lead), code);
  await happens(APPOINTMENT_NEAR, id);
  await happens(APPOINTMENT_BOOKED, id);
  expect(sent).toEqual([]);
});

it('writes a text message to who left a mobile, and seals the number', async () => {
  const { id, code } = await book(null, '2026-06-17T12:00:00Z', 'fr', '06 12 34 56 78');
  await happens(APPOINTMENT_BOOKED, id);
  await happens(APPOINTMENT_NEAR, id);
  expect(sent).toEqual([]);
  expect(texts).toHaveLength(2);
  for (const said of ['+33612345678', '17 juin 2026', '14:00', code, `/rendez-vous/${code}`])
    expect(texts[0]).toContain(said);
  const rows = await test.db.selectFrom('advisor_appointment').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('12345678');
});
