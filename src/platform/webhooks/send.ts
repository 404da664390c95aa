import { createHmac, randomBytes } from 'node:crypto';
import { lookup } from 'node:dns';
import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
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
}

/** Why a try failed: an answer that is no success, or none. */
export interface SendFailure {
  readonly status: number | null;
  readonly error: string;
}

const TIMEOUT_MS = 10_000;
const PREFIX = 'whsec_';

/** Networks that only this machine or its neighbours reach (RFC 6890 and the like). */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

/** Whether an address belongs to this machine or a private network. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return PRIVATE.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

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
 * Sends a message once. Redirects are not followed, and the address that the name resolves to is
 * checked where the connection is made, so that a name cannot point inside after the check.
 */
export function sendWebhook(
  url: string,
  secret: string,
  message: WebhookMessage,
  now: Date,
  options: SendOptions,
): Promise<Result<{ status: number }, SendFailure>> {
  const target = new URL(url);
  const seconds = Math.floor(now.getTime() / 1000);
  const make = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  if (!options.allowPrivate && isIP(literal) !== 0 && isPrivate(literal))
    return Promise.resolve(fail({ status: null, error: 'private address' }));
  const settings: RequestOptions = {
    method: 'POST',
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    agent: false,
    ...(options.allowPrivate ? {} : { lookup: publicLookup }),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message.body),
      'user-agent': 'Maillage',
      'webhook-id': message.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secret, message, seconds),
    },
  };
  return new Promise((resolve) => {
    const failed = (error: string, status: number | null = null): void =>
      resolve(fail({ status, error: error.slice(0, 200) }));
    const sent: ClientRequest = make(target, settings, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.resume();
      if (status >= 200 && status < 300) resolve(ok({ status }));
      else failed(`HTTP ${status}`, status);
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout')));
    sent.on('error', (error) => failed(error.message));
    sent.end(message.body);
  });
}

/** Resolves a name, and refuses it when any of its addresses is private. */
const publicLookup: LookupFunction = (name, options, callback) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
      return callback(new Error('private address'), '', 0);
    const [first] = found;
    if (options.all) return callback(null, found);
    return callback(null, first?.address ?? '', first?.family ?? 4);
  });
};
