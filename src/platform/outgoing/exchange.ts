import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { fail, ok, type Result } from '../result.ts';
import { isPublicAddress, PRIVATE, publicLookup } from './addresses.ts';
import { measureOutgoing, type OutgoingKind } from './metrics.ts';

export interface ExchangeOptions {
  readonly kind: OutgoingKind;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for all of it: name, connection, TLS, request and the answer's last byte. */
  readonly deadlineMs: number;
  /** The longest answer that is read, in bytes; 0: its status is enough, nothing is read. */
  readonly answerBytes: number;
  /** Lets addresses through that are not of the public internet. */
  readonly allowPrivate: boolean;
  /** Ends the exchange before its time, as a stop of the process does. */
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** UTF-8; empty when nothing was to be read. */
  readonly text: string;
}

/** Why there is no answer. `detail` is a code of the system, and names no host and no person. */
export interface ExchangeFailure {
  readonly code: 'timeout' | 'stopped' | 'private' | 'too-large' | 'unreachable';
  readonly detail: string;
}

type Outcome = Result<Answer, ExchangeFailure>;

/**
 * One exchange with a program elsewhere, bounded in time and size: a server that hangs, drips or
 * never ends costs a deadline and no more. Redirects are not followed: they come back as a status.
 * Never throws.
 */
export async function exchange(url: string | URL, options: ExchangeOptions): Promise<Outcome> {
  const measured = measureOutgoing(options.kind);
  const outcome = await attempt(new URL(url), options);
  measured(outcome.ok ? statusWord(outcome.value.status) : outcome.failure.code);
  return outcome;
}

function statusWord(status: number): string {
  return status >= 200 && status < 300 ? 'ok' : `http-${Math.floor(status / 100)}xx`;
}

function failed(code: ExchangeFailure['code'], detail: string = code): Outcome {
  return fail({ code, detail });
}

function attempt(target: URL, options: ExchangeOptions): Promise<Outcome> {
  const { allowPrivate, signal } = options;
  // The URL parser has made decimal, octal and hexadecimal hosts into plain addresses already;
  // addresses are not looked up, so that they are judged here and names where they are resolved.
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.resolve(failed('private', PRIVATE));
  if (signal?.aborted) return Promise.resolve(failed('stopped'));
  return new Promise((resolve) => {
    const sent = start(target, options);
    let ended = false;
    const end = (outcome: Outcome): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      sent.destroy();
      resolve(outcome);
    };
    const stop = (): void => end(failed('stopped'));
    const timer = setTimeout(() => end(failed('timeout')), options.deadlineMs);
    signal?.addEventListener('abort', stop, { once: true });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'error';
      end(code === PRIVATE ? failed('private', PRIVATE) : failed('unreachable', code));
    });
    sent.on('response', (answer) => read(answer, options.answerBytes, end));
    sent.end(options.body);
  });
}

function start(target: URL, { method = 'GET', headers, body, allowPrivate }: ExchangeOptions) {
  const make = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return make(target, {
    method,
    // A connection of its own: nobody waits for a socket that hangs.
    agent: false,
    headers: {
      'user-agent': 'Maillage',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    ...(allowPrivate ? {} : { lookup: publicLookup }),
  });
}

function read(answer: IncomingMessage, most: number, end: (outcome: Outcome) => void): void {
  const status = answer.statusCode ?? 0;
  const { headers } = answer;
  answer.on('error', () => end(failed('unreachable', 'ECONNRESET')));
  if (most === 0) {
    end(ok({ status, headers, text: '' }));
    return;
  }
  const parts: Buffer[] = [];
  let size = 0;
  answer.on('data', (part: Buffer) => {
    size += part.length;
    if (size > most) end(failed('too-large'));
    else parts.push(part);
  });
  answer.on('end', () => end(ok({ status, headers, text: Buffer.concat(parts).toString('utf8') })));
}
