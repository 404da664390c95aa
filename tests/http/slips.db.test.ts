import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealEnvelope } from '../../src/platform/access/envelope.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePlace } from '../support/factories.ts';
import { freePort, serveTest, type TestServer } from '../support/http.ts';
import { type SmsGatewayServer, signReceipt, startSmsGateway } from '../support/sms-gateway.ts';

const TOKEN = 'a-token-of-the-test-only';
let test: TestDatabase;
let server: TestServer;
let gateway: SmsGatewayServer;
let smtp: SMTPServer;
const mails: { to: string; text: string }[] = [];
/** How many more mails the SMTP server turns away, as a busy one does. */
let busy = 1;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  gateway = await startSmsGateway(TOKEN);
  const port = await freePort();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString('utf8');
      });
      stream.on('end', () => {
        if (busy > 0) {
          busy -= 1;
          return done(Object.assign(new Error('busy, try again'), { responseCode: 451 }));
        }
        const [recipient] = session.envelope.rcptTo;
        mails.push({ to: recipient?.address ?? '', text: raw.replace(/=\r\n/g, '') });
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  server = await serveTest(test, {
    SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    SMS_URL: gateway.url,
    SMS_TOKEN: TOKEN,
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await gateway?.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await test?.close();
});

it('sends a slip by text message and by mail through real servers on a bad day', async () => {
  const counter = await makePlace(test.db, '23096', '23');
  const agent = await makeAccount(test.db, 'counter-agent', 'place', counter);
  const token = await server.tokenOf(agent);
  const page = await fetch(`${server.url}/guichet?lieu=${counter}`, {
    headers: { cookie: await server.cookieOf(agent) },
  });
  // What the page hands to the device to seal with.
  const key = /data-key="([\w-]+)"/.exec(await page.text())?.[1] ?? '';
  const give = async (code: string, contact: { phone: string | null; email: string | null }) => {
    const item = {
      id: newId(),
      code,
      placeId: counter,
      givenAt: Date.now(),
      difficulty: 'device',
      wish: 'near',
      access: [],
      offerKind: 'place',
      hostPlaceId: counter,
      sessionId: null,
      presenceId: null,
      startsAt: null,
      channel: contact.phone ? 'sms' : 'email',
      contact: await sealEnvelope(key, JSON.stringify(contact)),
    };
    const answer = await fetch(`${server.url}/api/v1/orientations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sentAt: Date.now(), items: [item] }),
    });
    expect(await answer.json()).toMatchObject({ items: [{ outcome: 'kept' }] });
    return item.id;
  };
  gateway.next('busy');
  const id = await give('K7MPA-2QXAB', { phone: '06 12 34 56 78', email: null });
  await give('K7MPA-2QXAC', { phone: null, email: 'ada@example.org' });
  const patience = { timeout: 60_000, interval: 200 };
  await expect.poll(() => gateway.delivered().length, patience).toBe(1);
  await expect.poll(() => mails.length, patience).toBe(1);
  const [sms] = gateway.delivered();
  expect(sms).toMatchObject({ to: '+33612345678', from: 'Maillage' });
  expect(sms?.text).toContain('K7MPA-2QXAB');
  expect(sms?.text).toContain('/suite/K7MPA-2QXAB');
  expect(mails[0]?.to).toBe('ada@example.org');
  expect(mails[0]?.text).toContain('K7MPA-2QXAC');

  const body = JSON.stringify({ id: sms?.id, status: 'delivered' });
  const receipt = (signature: string) =>
    fetch(`${server.url}/retours-sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': signature },
      body,
    });
  expect((await receipt('00')).status).toBe(401);
  expect((await receipt(signReceipt(TOKEN, body))).status).toBe(204);
  const row = await test.db
    .selectFrom('sms_message')
    .select(['state', 'orientation_id'])
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ state: 'delivered', orientation_id: id });
}, 120_000);

it('says of a code that nobody has, and of a body that is no form, what they are', async () => {
  const unknown = await fetch(`${server.url}/suite/ZZZZZ-ZZZZZ`);
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).toContain('Nous ne trouvons pas ce code');
  expect((await fetch(`${server.url}/inscriptions/ZZZZ-ZZZZ`)).status).toBe(404);
  const post = (type: string, body: string) =>
    fetch(`${server.url}/suite/K7MPA-2QXAB`, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': type },
      body,
    });
  expect((await post('application/json', '{}')).status).toBe(415);
  expect((await post('multipart/form-data; boundary=x', 'broken')).status).toBe(400);
});
