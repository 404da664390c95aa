import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { SendMail } from '../../../platform/mail/mail.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type SendSms, SmsRefused } from '../../../platform/sms/sms.ts';
import { type Receipt, receipt } from './contract.ts';
import '../../orientation/events.ts';

/** Sends one text message of an event; the counter sees how far that of its orientation got. */
export type TrackedSms = (message: {
  readonly to: string;
  readonly text: string;
  readonly orientationId?: string | undefined;
}) => Promise<void>;

/**
 * Sends the text message of an event and keeps how far it got, without the number or the text. The
 * event's id is the message's: a try after an answer that came too late sends nothing twice. A
 * number that the gateway refuses is not tried again.
 */
export function trackedSms(
  o: { readonly db: Db; readonly sms: SendSms },
  eventId: string,
): TrackedSms {
  return async ({ to, text, orientationId }) => {
    const before = await noteTry(o.db, eventId, orientationId ?? null);
    if (before !== 'waiting') return;
    try {
      await o.sms({ id: eventId, to, text });
      await note(o.db, eventId, 'taken', '');
    } catch (error) {
      const lasting = error instanceof SmsRefused;
      await note(o.db, eventId, lasting ? 'failed' : 'waiting', (error as Error).message);
      if (!lasting) throw error;
    }
  };
}

async function noteTry(db: Db, id: string, orientationId: string | null): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    INSERT INTO sms_message AS m (id, orientation_id, state, tries)
    VALUES (${id}, ${orientationId}, 'waiting', 1)
    ON CONFLICT (id) DO UPDATE SET tries = m.tries + 1, changed_at = now()
    RETURNING state`.execute(db);
  return rows[0]?.state ?? 'waiting';
}

async function note(
  db: Db,
  id: string,
  state: 'waiting' | 'taken' | 'failed',
  error: string,
): Promise<void> {
  await db
    .updateTable('sms_message')
    .set({ state, last_error: error.slice(0, 200), changed_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

export interface ReceiptFailure {
  readonly code: 'signature-invalid' | 'receipt-invalid' | 'not-found';
}

/**
 * Takes what the gateway says became of a message: `{id, status}` with its HMAC-SHA-256 under the
 * gateway's token, in hexadecimal. Said twice, or in any order, it ends the same: what was
 * delivered is delivered.
 */
export async function takeReceipt(
  db: Db,
  token: string,
  body: string,
  signature: string,
): Promise<Result<Receipt, ReceiptFailure>> {
  const wanted = createHmac('sha256', token).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return fail({ code: 'signature-invalid' });
  const parsed = receipt.safeParse(readJson(body));
  if (!parsed.success) return fail({ code: 'receipt-invalid' });
  const { id, status } = parsed.data;
  const known = await db
    .selectFrom('sms_message')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) return fail({ code: 'not-found' });
  await db
    .updateTable('sms_message')
    .set({ state: status, changed_at: new Date() })
    .where('id', '=', id)
    .where('state', '<>', 'delivered')
    .execute();
  return ok(parsed.data);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is said to somebody helped, and how they are reached: a text message before a mail. */
export interface Told {
  readonly contact: { readonly phone: string | null; readonly email: string | null };
  readonly subject: string;
  readonly text: string;
  /** Short, without the greeting: it costs by 160 characters. */
  readonly short: string;
  readonly orientationId?: string;
}

/** Writes to somebody helped in the way that they left, if any. */
export async function tellPerson(
  { send, sms }: { readonly send: SendMail; readonly sms: TrackedSms },
  { contact, subject, text, short, orientationId }: Told,
): Promise<void> {
  if (contact.phone) await sms({ to: contact.phone, text: short, orientationId });
  else if (contact.email) await send({ to: contact.email, subject, text });
}
