import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { plainError } from '../../../platform/outgoing/refused.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type SendSms, SmsRefused } from '../../../platform/sms/sms.ts';
import type { MailOptions } from '../commands.ts';
import type { TextMessage } from '../leaving/domain.ts';
import { type Receipt, receipt } from './contract.ts';
import '../../orientation/events.ts';

/**
 * Sends a text message and keeps how far it got, without the number or the text. Its id stays the
 * same: a try after an answer that came too late sends nothing twice.
 * @throws SmsRefused when the gateway will never take it
 */
export async function trackedSms(
  o: { readonly db: Db; readonly sms: SendSms },
  {
    id,
    to,
    text,
    orientationId,
  }: Omit<TextMessage, 'orientationId'> & {
    readonly orientationId?: string | null | undefined;
  },
  signal?: AbortSignal,
): Promise<void> {
  const before = await noteTry(o.db, id, orientationId ?? null);
  if (before !== 'waiting') return;
  try {
    await o.sms({ id, to, text }, signal);
    await note(o.db, id, 'taken', '');
  } catch (error) {
    const lasting = error instanceof SmsRefused;
    await note(o.db, id, lasting ? 'failed' : 'waiting', plainError(error));
    throw error;
  }
}

/** What was refused is tried once more when somebody asks for it; what was taken never is. */
async function noteTry(db: Db, id: string, orientationId: string | null): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    INSERT INTO sms_message AS m (id, orientation_id, state, tries)
    VALUES (${id}, ${orientationId}, 'waiting', 1)
    ON CONFLICT (id) DO UPDATE SET tries = m.tries + 1, changed_at = now(),
      state = CASE WHEN m.state = 'failed' THEN 'waiting' ELSE m.state END
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
  { send, sms }: Pick<MailOptions, 'send' | 'sms'>,
  { contact, subject, text, short, orientationId }: Told,
): Promise<void> {
  if (contact.phone) await sms({ to: contact.phone, text: short, orientationId });
  else if (contact.email) await send({ to: contact.email, subject, text });
}
