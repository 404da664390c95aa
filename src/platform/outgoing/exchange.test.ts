import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Hanging, type HangingServer, startHanging } from '../../../tests/support/hanging.ts';
import { exchange } from './exchange.ts';
import { outgoingSeconds } from './metrics.ts';

const OPTIONS = {
  kind: 'webhook',
  allowPrivate: true,
  deadlineMs: 500,
  answerBytes: 1_000,
} as const;
let hanging: HangingServer | null = null;
let server: Server | null = null;
afterEach(async () => {
  await hanging?.close();
  server?.closeAllConnections();
  server?.close();
  hanging = null;
});

async function ask(how: Hanging, options: Partial<Parameters<typeof exchange>[1]> = {}) {
  hanging = await startHanging(how);
  return exchange(`http://127.0.0.1:${hanging.port}/`, { ...OPTIONS, ...options });
}

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a server that hangs', () => {
  it.each([
    ['silent', 'timeout'],
    ['drip', 'timeout'],
    ['drip-body', 'timeout'],
    ['endless', 'too-large'],
  ] as const)('%s: ends by %s, and nothing stays open', async (how, code) => {
    expect(await ask(how)).toMatchObject({ ok: false, failure: { code } });
    await expect.poll(() => hanging?.open(), { timeout: 5_000 }).toBe(0);
  });

  it.each(['drip-body', 'endless'] as const)(
    '%s: its status is enough where nothing is read',
    async (how) => {
      expect(await ask(how, { answerBytes: 0, deadlineMs: 60_000 })).toMatchObject({
        ok: true,
        value: { status: 200, text: '' },
      });
      await expect.poll(() => hanging?.open(), { timeout: 5_000 }).toBe(0);
    },
  );

  it('is left at once when the process stops', async () => {
    const stop = new AbortController();
    const asked = ask('silent', { deadlineMs: 60_000, signal: stop.signal });
    await expect.poll(() => hanging?.seen()).toBe(1);
    stop.abort();
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'stopped' } });
    const after = await exchange('http://127.0.0.1:1/', { ...OPTIONS, signal: stop.signal });
    expect(after).toMatchObject({ ok: false, failure: { code: 'stopped' } });
  });
});

describe('an answer', () => {
  it('comes back whole, with status and headers, redirects as they are', async () => {
    const url = await listen((request, answer) => {
      answer.writeHead(request.url === '/away' ? 302 : 200, { location: '/x', 'retry-after': '7' });
      answer.end('été');
    });
    expect(await exchange(url, OPTIONS)).toMatchObject({
      ok: true,
      value: { status: 200, text: 'été', headers: { 'retry-after': '7' } },
    });
    expect(await exchange(`${url}away`, OPTIONS)).toMatchObject({ value: { status: 302 } });
  });

  it('that breaks off is none', async () => {
    const url = await listen((_, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('half');
      setTimeout(() => answer.destroy(), 20);
    });
    expect(await exchange(url, OPTIONS)).toMatchObject({
      ok: false,
      failure: { code: 'unreachable' },
    });
  });

  it('that nobody gives is said by a code, without a host', async () => {
    const failed = await exchange('http://127.0.0.1:1/', OPTIONS);
    expect(failed).toEqual({ ok: false, failure: { code: 'unreachable', detail: 'ECONNREFUSED' } });
    const nowhere = await exchange('http://nowhere.invalid/', { ...OPTIONS, deadlineMs: 20_000 });
    expect(nowhere.ok).toBe(false);
    expect(JSON.stringify(nowhere)).not.toContain('nowhere');
  });
});

it('is measured by kind and outcome', async () => {
  outgoingSeconds.reset();
  await ask('silent', { deadlineMs: 50 });
  const { values } = await outgoingSeconds.get();
  const counted = values.filter(
    ({ metricName }) => metricName === 'maillage_outgoing_seconds_count',
  );
  expect(counted).toMatchObject([{ labels: { kind: 'webhook', outcome: 'timeout' }, value: 1 }]);
});
