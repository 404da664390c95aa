import { createHmac, randomBytes } from 'node:crypto';
import { exchange } from '../outgoing/exchange.ts';
import { fail, ok, type Result } from '../result.ts';

/** What is sent: its id is the same at every try, so that a receiver can drop the second. */
export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

export interface SendOptions {
  /** Lets addresses of the own network through, for an alliance whose receivers live there. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Why a try failed: an answer that is no success, or none. */
export interface SendFailure {
  readonly status: number | null;
  readonly error: string;
}

/** For the whole exchange. A receiver that takes longer has to answer first and work later. */
export const WEBHOOK_DEADLINE_MS = 10_000;
const PREFIX = 'whsec_';

/** A new secret for one receiver, in the form of the Standard Webhooks specification. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(24).toString('base64')}`;
}

/**
 * The signature of a message (Standard Webhooks 1.0.0: HMAC-SHA256 over id, time and body).
 * @param seconds Unix time of the try
 */
export function signatureOf(secret: string, message: WebhookMessage, seconds: number): string {
  const key = Buffer.from(secret.replace(PREFIX, ''), 'base64');
  const signed = `${message.id}.${seconds}.${message.body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/**
 * Sends a message once. Only the status of the answer is read: what follows it, however much and
 * however slowly, costs nothing. Redirects are failures, and so are addresses that are not of the
 * public internet unless they are allowed.
 */
export async function sendWebhook(
  url: string,
  secret: string,
  message: WebhookMessage,
  now: Date,
  options: SendOptions,
): Promise<Result<{ status: number }, SendFailure>> {
  const seconds = Math.floor(now.getTime() / 1000);
  const sent = await exchange(url, {
    kind: 'webhook',
    method: 'POST',
    deadlineMs: options.timeoutMs ?? WEBHOOK_DEADLINE_MS,
    answerBytes: 0,
    allowPrivate: options.allowPrivate,
    signal: options.signal,
    headers: {
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secret, message, seconds),
    },
    body: message.body,
  });
  if (!sent.ok) return fail({ status: null, error: sent.failure.detail });
  const { status } = sent.value;
  if (status >= 200 && status < 300) return ok({ status });
  return fail({ status, error: `HTTP ${status}` });
}
