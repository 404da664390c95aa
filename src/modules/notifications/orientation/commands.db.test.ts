import { afterAll, beforeAll, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePlace } from '../../../../tests/support/factories.ts';
import { type SmsGatewayServer, startSmsGateway } from '../../../../tests/support/sms-gateway.ts';
import { sealEnvelope } from '../../../platform/access/envelope.ts';
import { envelopeKey } from '../../../platform/access/open-envelope.ts';
import { newId } from '../../../platform/db/ids.ts';
import { httpSms } from '../../../platform/sms/sms.ts';
import { newCode, REFERRAL_CODE } from '../../alliance/public.ts';
import { giveOrientations } from '../../orientation/commands.ts';
import { SLIP_ASKED } from '../../orientation/events.ts';
import { mailHandler } from '../commands.ts';
import { trackedSms } from '../sms/commands.ts';

const SECRET = 'a-secret-for-tests-only-0123456789';
const TOKEN = 'a-token-of-the-test-only';
let test: TestDatabase;
let gateway: SmsGatewayServer;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  gateway = await startSmsGateway(TOKEN);
});
afterAll(() => gateway.close());
afterAll(() => test.close());

it('writes once to a number put right while the first message still waited', async () => {
  const counter = await makePlace(test.db, '23096', '23');
  const agent = await makeAccount(test.db, 'counter-agent', 'place', counter);
  const item = {
    id: newId(),
    code: newCode(REFERRAL_CODE),
    placeId: counter,
    givenAt: NOW.getTime(),
    difficulty: 'banking',
    wish: 'group',
    access: [],
    offerKind: 'place',
    hostPlaceId: await makePlace(test.db, '23096', '23'),
    sessionId: null,
    presenceId: null,
    startsAt: null,
    channel: 'sms',
  };
  const give = async (phone: string): Promise<void> => {
    const contact = await sealEnvelope(envelopeKey(SECRET), JSON.stringify({ phone, email: null }));
    const items = [{ ...item, contact }];
    const scope = need(agent, 'orientations.give');
    const [given] = await giveOrientations(
      ctxOf(test.db, agent),
      scope,
      { sentAt: NOW.getTime(), items },
      SECRET,
    );
    expect(given).toMatchObject({ outcome: 'kept' });
  };
  const through = httpSms({ url: gateway.url, token: TOKEN, from: 'Maillage' });
  const handle = mailHandler({
    db: test.db,
    publicUrl: 'https://example.test',
    secret: SECRET,
    send: () => Promise.reject(new Error('no mail is due')),
    sms: (message) => trackedSms({ db: test.db, sms: through }, message),
  });
  const asked = () =>
    test.db
      .selectFrom('domain_event')
      .select(['id', 'type', 'payload'])
      .where('type', '=', SLIP_ASKED)
      .orderBy('id')
      .execute();

  await give('06 12 34 56 78');
  const [first] = await asked();
  if (!first) throw new Error('nothing to tell');
  gateway.next('busy');
  await expect(handle(first)).rejects.toThrow('503');
  await give('06 12 34 56 79');
  // The queue tries the first once more, then hands over the second.
  for (const event of await asked()) await handle(event);
  expect(gateway.delivered()).toMatchObject([{ to: '+33612345679' }]);
  expect(gateway.delivered()[0]?.text).toContain(item.code);
});
