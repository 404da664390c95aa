import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { newWebhookSecret, sendWebhook, signatureOf } from './send.ts';

const NOW = new Date('2026-06-15T10:00:00Z');
const LOCAL = { allowPrivate: true, timeoutMs: 300 };
const message = { id: 'evt_1', body: '{"type":"x"}' };
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = Parameters<typeof createServer>[1];
async function listen(answer: Answer): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

it('signs as the published example of the specification does', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const example = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
  };
  expect(signatureOf(secret, example, 1_614_265_330)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

describe('sending', () => {
  it('posts a signed body that the receiver can check', async () => {
    const secret = newWebhookSecret();
    let seen: Record<string, unknown> = {};
    const url = await listen((request, answer) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        seen = { ...request.headers, body };
        answer.writeHead(204).end();
      });
    });
    expect(await sendWebhook(url, secret, message, NOW, LOCAL)).toEqual({
      ok: true,
      value: { status: 204 },
    });
    expect(seen).toMatchObject({
      'webhook-id': 'evt_1',
      'webhook-signature': signatureOf(secret, message, NOW.getTime() / 1000),
      body: message.body,
    });
  });

  it.each([[302], [410], [500]])('takes an answer %i for a failure', async (status) => {
    const url = await listen((_, answer) => answer.writeHead(status, { location: '/' }).end());
    expect(await sendWebhook(url, 'whsec_', message, NOW, LOCAL)).toEqual({
      ok: false,
      failure: { status, error: `HTTP ${status}` },
    });
  });

  it('does not wait for ever, and says when nobody listens', async () => {
    const url = await listen(() => undefined);
    expect(await sendWebhook(url, 'whsec_', message, NOW, LOCAL)).toEqual({
      ok: false,
      failure: { status: null, error: 'timeout' },
    });
    const none = await sendWebhook('http://127.0.0.1:1/', 'whsec_', message, NOW, LOCAL);
    expect(none.ok).toBe(false);
  });

  it.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/'])(
    'reaches nothing inside at %s',
    async (url) => {
      const outside = { ...LOCAL, allowPrivate: false };
      expect(await sendWebhook(url, 'whsec_', message, NOW, outside)).toEqual({
        ok: false,
        failure: { status: null, error: 'private address' },
      });
    },
  );
});
