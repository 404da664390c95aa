import { createTransport } from 'nodemailer';
import { newId } from '../db/ids.ts';
import type { Db } from '../db/schema.ts';
import '../db/platform-tables.ts';
import { measureOutgoing } from '../outgoing/metrics.ts';
import { RefusedForGood } from '../outgoing/refused.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text: readable everywhere, by everyone's tools. */
  readonly text: string;
}

/** One try to hand a mail over. */
export interface MailTry {
  /** The same for every try: it becomes the Message-ID, by which a second copy is known as one. */
  readonly id?: string;
  /** Ends the exchange before its time, as a stop of the process does. */
  readonly signal?: AbortSignal;
}

/** Hands a mail over; rejects when it could not be, and the queue tries again later. */
export type SendMail = (mail: Mail, attempt?: MailTry) => Promise<void>;

/** The server will never take this mail: nobody has the address, or the text is refused. */
export class MailRefused extends RefusedForGood {}

/** Milliseconds that a server has for all of one mail, and for the parts of it. */
export interface MailPatience {
  readonly exchangeMs: number;
  readonly connectMs: number;
  readonly silenceMs: number;
}

export const MAIL_PATIENCE: MailPatience = {
  exchangeMs: 30_000,
  connectMs: 10_000,
  silenceMs: 20_000,
};

/**
 * Sends through an SMTP server (`smtp://user:password@host:port` or `smtps://…`), each mail on a
 * connection of its own: one that hangs holds up no other, and ends with its deadline.
 * @throws MailRefused when there is no point in trying again; other errors otherwise. No error
 * carries an address or what the server wrote, which often holds one: what is thrown is kept.
 */
export function smtpMail(
  url: string,
  from: string,
  patience: MailPatience = MAIL_PATIENCE,
): SendMail {
  const transport = createTransport(
    {
      url,
      connectionTimeout: patience.connectMs,
      greetingTimeout: patience.connectMs,
      dnsTimeout: patience.connectMs,
      socketTimeout: patience.silenceMs,
      // Whoever hangs while it is spoken to hangs at the farewell as well.
      socketCloseTimeout: 0,
    },
    { from },
  );
  const host = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return async ({ to, subject, text }, { id, signal: stop } = {}) => {
    const measured = measureOutgoing('mail');
    const deadline = AbortSignal.timeout(patience.exchangeMs);
    const signal = stop ? AbortSignal.any([deadline, stop]) : deadline;
    const messageId = id ? { messageId: `<${id}@${host}>` } : {};
    try {
      await transport.sendMail({ to, subject, text, signal, ...messageId });
      measured('ok');
    } catch (error) {
      const { outcome, failure } = told(error as SmtpError, deadline.aborted, stop?.aborted);
      measured(outcome);
      throw failure;
    }
  };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** Parts of the exchange at which a refusal is about this mail, not about us. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];
/** Classes of RFC 3463 that are about systems and rules rather than the address or the text. */
const ABOUT_SYSTEMS = ['3', '4', '7'];

function told(error: SmtpError, late: boolean, stopped = false) {
  if (stopped) return { outcome: 'stopped', failure: new Error('SMTP: stopped') };
  if (late || error.code === 'ETIMEDOUT')
    return { outcome: 'timeout', failure: new Error('SMTP: timeout') };
  const { responseCode, command = '' } = error;
  if (!responseCode) {
    const failure = new Error(`SMTP: ${error.code ?? 'no answer'}`);
    return { outcome: 'unreachable', failure };
  }
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1] ?? '';
  const text = ['SMTP:', responseCode, enhanced, command && `(${command.split(' ')[0]})`]
    .filter(Boolean)
    .join(' ');
  const lasting =
    responseCode >= 500 &&
    ABOUT_THE_MAIL.includes(command) &&
    !ABOUT_SYSTEMS.includes(enhanced.split('.')[1] ?? '');
  return lasting
    ? { outcome: 'refused', failure: new MailRefused(text) }
    : { outcome: `smtp-${Math.floor(responseCode / 100)}xx`, failure: new Error(text) };
}

/** Keeps mail in the database for the development mailbox page; newest 200 only. */
export function mailboxMail(db: Db): SendMail {
  return async (mail) => {
    await db
      .insertInto('mailbox_message')
      .values({ id: newId(), recipient: mail.to, subject: mail.subject, body: mail.text })
      .execute();
    await db
      .deleteFrom('mailbox_message')
      .where('id', 'not in', (q) =>
        q.selectFrom('mailbox_message').select('id').orderBy('id', 'desc').limit(200),
      )
      .execute();
  };
}
