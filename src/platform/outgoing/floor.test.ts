import { afterEach, describe, expect, it } from 'vitest';
import { type HangingServer, startHanging } from '../../../tests/support/hanging.ts';
import { boundFetchTo } from './floor.ts';

let server: HangingServer | null = null;
let undo: (() => void) | null = null;
afterEach(async () => {
  undo?.();
  await server?.close();
});

describe('a library’s own fetch', () => {
  it.each(['silent', 'drip', 'drip-body', 'endless'] as const)('%s: ends', async (how) => {
    server = await startHanging(how);
    const url = `http://127.0.0.1:${server.port}`;
    undo = boundFetchTo([url], { deadlineMs: 500, answerBytes: 100_000 });
    await expect(fetch(`${url}/.well-known/openid-configuration`)).rejects.toThrow();
    await expect.poll(() => server?.open(), { timeout: 5_000 }).toBe(0);
  });

  it('gives what an ordinary server answers, and is put back afterwards', async () => {
    const before = globalThis.fetch;
    undo = boundFetchTo(['http://127.0.0.1:1']);
    expect(globalThis.fetch).not.toBe(before);
    const answer = await fetch('data:text/plain,ok');
    expect(await answer.text()).toBe('ok');
    undo();
    expect(globalThis.fetch).toBe(before);
  });
});
