import { newId } from '../db/ids.ts';
import type { Db } from '../db/schema.ts';
import '../db/platform-tables.ts';
import { exchange } from '../outgoing/exchange.ts';
import { RefusedForGood } from '../outgoing/refused.ts';

export interface Sms {
  /** The same for every try, so that a gateway that answered too late does not send twice. */
  readonly id: string;
  /** E.164: `+33612345678`. */
  readonly to: string;
  readonly text: string;
}

/** Hands a text message over; rejects when it could not be, and the queue tries again later. */
export type SendSms = (sms: Sms, signal?: AbortSignal) => Promise<void>;

/** The gateway will never take this message: the number or the text is wrong. Do not try again. */
export class SmsRefused extends RefusedForGood {
  constructor(status: number) {
    super(`the SMS gateway refused the message for good (${status})`);
  }
}

/** How long the whole exchange with a gateway may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The letters of the short message's own alphabet that are not plain ASCII: 3GPP TS 23.038, 6.2.1. */
const OWN = new Set('£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€');
const INSTEAD: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'Oe',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

/**
 * A text in the alphabet of 160 characters a message: one letter out of it, an ê or a curly
 * apostrophe, would cut each message to 70 and more than double what it costs. Letters lose their
 * accent where the alphabet lacks it; signs of other writings stay, and the message is longer.
 */
export function smsText(text: string): string {
  const quoted = text.replace(/«\s*/g, '"').replace(/\s*»/g, '"');
  return [...quoted]
    .map((sign) => {
      const plain = INSTEAD[sign] ?? sign;
      if (/^[\n\r -~]*$/.test(plain) || OWN.has(plain)) return plain;
      const bare = plain.normalize('NFD').replace(/\p{M}/gu, '');
      return /^[ -~]+$/.test(bare) ? bare : plain;
    })
    .join('');
}

export interface SmsGateway {
  readonly url: string;
  readonly token: string;
  /** The sender that people see: 3 to 11 letters or digits. */
  readonly from: string;
  readonly patienceMs?: number;
}

/**
 * Sends through an HTTP gateway: `POST {url}` with a bearer token, `{id, to, from, text}` and the
 * id once more as `Idempotency-Key`. 2xx: taken. 400, 404, 413, 422: refused for good. Everything
 * else, and silence, is worth another try.
 * @throws SmsRefused when there is no point in trying again; other errors otherwise. No error
 * carries the number or the text: what is thrown is logged.
 */
export function httpSms({ url, token, from, patienceMs = PATIENCE_MS }: SmsGateway): SendSms {
  return async ({ id, to, text }, signal) => {
    const sent = await exchange(url, {
      kind: 'sms',
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({ id, to, from, text: smsText(text) }),
      deadlineMs: patienceMs,
      answerBytes: 0,
      // The operator named it: it may well live in the own network.
      allowPrivate: true,
      signal,
    });
    if (!sent.ok) throw new Error(`the SMS gateway gave no answer (${sent.failure.detail})`);
    const { status } = sent.value;
    if (status >= 200 && status < 300) return;
    if ([400, 404, 413, 422].includes(status)) throw new SmsRefused(status);
    throw new Error(`the SMS gateway answered ${status}`);
  };
}

/** Keeps text messages in the development mailbox, beside the mails. */
export function mailboxSms(db: Db): SendSms {
  return async ({ to, text }) => {
    await db
      .insertInto('mailbox_message')
      .values({ id: newId(), recipient: to, subject: 'SMS', body: text })
      .execute();
  };
}
