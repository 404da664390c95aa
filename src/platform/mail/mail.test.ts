import { afterEach, describe, expect, it } from 'vitest';
import {
  type Hanging,
  type HangingServer,
  type MailServer,
  startHanging,
  startMailServer,
} from '../../../tests/support/hanging.ts';
import { MailRefused, smtpMail } from './mail.ts';

const FROM = 'Maillage <nobody@example.org>';
const HASTY = { exchangeMs: 700, connectMs: 600, silenceMs: 600 };
let closing: (HangingServer | MailServer)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((server) => server.close()));
  closing = [];
});

async function mailServer(): Promise<MailServer> {
  const server = await startMailServer();
  closing.push(server);
  return server;
}
const to = (port: number, patience = HASTY) =>
  smtpMail(`smtp://127.0.0.1:${port}?ignoreTLS=true`, FROM, patience);
const mail = (address: string) => ({ to: address, subject: 'Lien', text: 'Bonjour' });

describe('a server that hangs', () => {
  it.each<Hanging>(['silent', 'drip', 'drip-greeting', 'endless'])(
    '%s: ends with the deadline',
    async (how) => {
      const server = await startHanging(how);
      closing.push(server);
      await expect(to(server.port)(mail('ada@example.org'))).rejects.toThrow(/^SMTP: /);
      // Nothing of it is left, not even the farewell.
      await expect.poll(() => server.open(), { timeout: 5_000 }).toBe(0);
    },
  );

  it('and is never silent for long ends with the deadline of the whole exchange', async () => {
    const server = await startHanging('drip-greeting');
    closing.push(server);
    const patience = { exchangeMs: 400, connectMs: 60_000, silenceMs: 60_000 };
    await expect(to(server.port, patience)(mail('ada@example.org'))).rejects.toThrow(
      'SMTP: timeout',
    );
  });

  it('for some mails holds up no other', async () => {
    const server = await mailServer();
    const send = to(server.port, { exchangeMs: 60_000, connectMs: 60_000, silenceMs: 60_000 });
    const slow = Array.from({ length: 10 }, (_, n) => send(mail(`slow${n}@example.org`)));
    await expect.poll(() => server.hanging()).toBe(10);
    await send(mail('ada@example.org'));
    expect(server.taken()).toMatchObject([{ to: 'ada@example.org' }]);
    expect(server.hanging()).toBe(10);
    server.recover();
    await Promise.all(slow);
    expect(server.taken()).toHaveLength(11);
  });

  it('is left at once when the process stops', async () => {
    const server = await startHanging('silent');
    closing.push(server);
    const stop = new AbortController();
    const patience = { exchangeMs: 60_000, connectMs: 60_000, silenceMs: 60_000 };
    const sent = to(server.port, patience)(mail('ada@example.org'), { signal: stop.signal });
    await expect.poll(() => server.open()).toBe(1);
    stop.abort();
    await expect(sent).rejects.toThrow('SMTP: stopped');
    await expect.poll(() => server.open()).toBe(0);
  });
});

describe('what the server answers', () => {
  it('no for good to an address is told from a no for now, without the address', async () => {
    const server = await mailServer();
    const send = to(server.port);
    const gone: unknown = await send(mail('gone@example.org')).catch((error: unknown) => error);
    expect(gone).toBeInstanceOf(MailRefused);
    expect((gone as Error).message).toBe('SMTP: 550 5.1.1 (RCPT)');
    const busy: unknown = await send(mail('busy@example.org')).catch((error: unknown) => error);
    expect(busy).not.toBeInstanceOf(MailRefused);
    expect((busy as Error).message).toBe('SMTP: 451 4.7.1 (RCPT)');
    for (const error of [gone, busy])
      expect(JSON.stringify([error, Object.entries(error as object)])).not.toContain('@');
  });

  it('no at all is worth another try', async () => {
    const error: unknown = await to(1)(mail('ada@example.org')).catch((one: unknown) => one);
    expect(error).not.toBeInstanceOf(MailRefused);
    expect((error as Error).message).toMatch(/^SMTP: [A-Z]+$/);
  });
});

it('gives every try of a mail the same Message-ID', async () => {
  const server = await mailServer();
  const send = to(server.port);
  await send(mail('ada@example.org'), { id: 'a1' });
  await send(mail('ada@example.org'), { id: 'a1' });
  const ids = server.taken().map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim());
  expect(ids).toEqual(['<a1@example.org>', '<a1@example.org>']);
});
