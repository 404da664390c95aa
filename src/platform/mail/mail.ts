import { createTransport } from 'nodemailer';
import { newId } from '../db/ids.ts';
import type { Db } from '../db/schema.ts';
import '../db/platform-tables.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text: readable everywhere, by everyone's tools. */
  readonly text: string;
}

/** Hands a mail over; rejects when it could not be, and the queue tries again later. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Sends through an SMTP server (`smtp://user:password@host:port` or `smtps://…`). */
export function smtpMail(url: string, from: string): SendMail {
  const transport = createTransport(url, { from });
  return async (mail) => {
    await transport.sendMail({ to: mail.to, subject: mail.subject, text: mail.text });
  };
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
