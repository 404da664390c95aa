import { createHmac } from 'node:crypto';
import type { Mail } from '../../../platform/mail/mail.ts';
import type { MailReader, Matter } from '../sent/domain.ts';

/** Queues of what leaves. What somebody waits for never stands behind what nobody waits for. */
export const QUEUES = {
  urgent: 'mails-urgent',
  others: 'mails',
  sms: 'sms',
} as const;

/** One mail to one person, on its way. */
export interface Letter extends Mail {
  /** The same for every try. */
  readonly id: string;
  readonly urgent: boolean;
  /** What the history of a partner says once it has left; one row for all letters of its id. */
  readonly record: {
    readonly id: string;
    readonly about: Matter;
    readonly as: MailReader;
    readonly subject: string;
  } | null;
}

/** One text message to one person, on its way. */
export interface TextMessage {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  /** The counter sees how far the message of an orientation got. */
  readonly orientationId?: string | undefined;
}

/** Tells mails apart without keeping an address: 32 hexadecimal digits. */
export function digest(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** A digest in the form of an id (UUID version 8, RFC 9562). */
export function idOf(hex: string): string {
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-8${c}-8${d}-${hex.slice(20, 32)}`;
}
