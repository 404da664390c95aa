import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
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
import { createWorkshop } from '../../workshops/commands.ts';
import { sessionsInput, workshopInput } from '../../workshops/contract.ts';
import { SEAT_FREED, SEAT_TAKEN, SESSION_CHANGED, SESSION_NEAR } from '../../workshops/events.ts';
import { markSeat, takeSeat } from '../../workshops/registrations/commands.ts';
import { registrationInput } from '../../workshops/registrations/contract.ts';
import { cancelSession, planSessions } from '../../workshops/sessions/commands.ts';
import { mailHandler } from '../commands.ts';
import { fr } from './messages.fr.ts';
import '../../orientation/events.ts';

const SECRET = 'x'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let session: string;
let sent: Mail[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  sent = [];
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const placeId = await makePlace(test.db, '23096', '23');
  const ctx = ctxOf(test.db, lead);
  const write = need(lead, 'workshops.write');
  const input = workshopInput.parse({
    partnershipId,
    title: 'Premiers pas',
    themes: ['email'],
    level: 'debutant',
  });
  const made = await createWorkshop(ctx, write, input);
  if (!made.ok) throw new Error(made.failure.code);
  const planned = await planSessions(
    ctx,
    write,
    made.value.id,
    sessionsInput.parse({
      placeId,
      on: '2026-06-17',
      from: '14:00',
      to: '16:00',
      capacity: 1,
    }),
  );
  if (!planned.ok) throw new Error(planned.failure.code);
  session = planned.value.ids[0] ?? '';
});

async function seat(email: string, locale: 'fr' | 'en' = 'fr') {
  const input = registrationInput.parse({ id: newId(), firstName: 'Ada', email });
  const ctx = { ...ctxOf(test.db, lead), locale };
  const done = await takeSeat(ctx, 'public', session, input, SECRET);
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

async function happens(type: string, registrationId: string): Promise<void> {
  const send = async (mail: Mail): Promise<void> => void sent.push(mail);
  const options = {
    db: test.db,
    publicUrl: 'https://example.org',
    secret: SECRET,
    send,
    sms: async () => {},
  };
  await mailHandler(options)({ id: newId(), type, payload: { registrationId } });
}

it('writes in the reader’s language when, where, the code and one link to answer', async () => {
  const { id, code } = await seat('ada@example.org');
  await happens(SESSION_NEAR, id);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.to).toBe('ada@example.org');
  for (const said of ['17 juin 2026', '14:00', code, `https://example.org/inscriptions/${code}`])
    expect(sent[0]?.text).toContain(said);
  const english = await seat('bea@example.org', 'en');
  await happens(SEAT_TAKEN, english.id);
  expect(sent[1]?.text).toContain('17 June 2026');
});

it('reads the state of now: who gave the seat back is reminded of nothing', async () => {
  const first = await seat('ada@example.org');
  const second = await seat('bea@example.org');
  expect(second.state).toBe('waiting');
  await happens(SEAT_FREED, second.id);
  expect(sent).toHaveLength(0);
  await markSeat(ctxOf(test.db, lead), need(lead, 'workshops.write'), first.id, 'cancelled');
  await happens(SESSION_NEAR, first.id);
  expect(sent).toHaveLength(0);
  await happens(SEAT_FREED, second.id);
  expect(sent.map(({ to }) => to)).toEqual(['bea@example.org']);
});

it('tells of a cancellation with its reason, and of nothing else afterwards', async () => {
  const { id } = await seat('ada@example.org');
  const why = { reason: 'La salle est inondée', version: 1 };
  await cancelSession(
    { ...ctxOf(test.db, lead), now: NOW },
    need(lead, 'workshops.write'),
    session,
    why,
  );
  await happens(SESSION_CHANGED, id);
  await happens(SESSION_NEAR, id);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('La salle est inondée');
});

it('does not promise a seat to who is on the waiting list', async () => {
  await seat('ada@example.org');
  const second = await seat('bea@example.org');
  await happens(SEAT_TAKEN, second.id);
  expect(sent).toMatchObject([{ subject: fr.waiting.subject }]);
});

it('leaves to the counter’s slip what it has said already', async () => {
  const { id, code } = await seat('ada@example.org');
  const place = await makePlace(test.db, '23096', '23');
  await test.db
    .insertInto('orientation')
    .values({
      id,
      code,
      place_id: place,
      department_code: '23',
      difficulty: 'messages',
      wish: 'group',
      access: [],
      offer_kind: 'workshop',
      host_place_id: place,
      session_id: session,
      channel: 'email',
      state: 'accepted',
      given_at: NOW,
      moved_at: NOW,
    })
    .execute();
  await happens(SEAT_TAKEN, id);
  expect(sent).toEqual([]);
  await happens(SESSION_NEAR, id);
  expect(sent).toHaveLength(1);
});
