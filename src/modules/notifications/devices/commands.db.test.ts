import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { receiveLot } from '../../devices/commands.ts';
import { lotInput } from '../../devices/contract.ts';
import { TRANSFER_OVERDUE, TRANSFER_RECEIVED, TRANSFER_SENT } from '../../devices/events.ts';
import { listDevices } from '../../devices/queries.ts';
import { receiveDevices, sendDevices } from '../../devices/transfers/commands.ts';
import { mailHandler } from '../commands.ts';

let test: TestDatabase;
let transfer: string;
let receiver: Actor;
let devices: string[];
let addresses: { sender: string; receiver: string };
let sent: Mail[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  sent = [];
  const [from, to] = [
    await makePlace(test.db, '23096', '23'),
    await makePlace(test.db, '23008', '23'),
  ];
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const sender = await makeAccount(test.db, 'place-manager', 'place', from);
  receiver = await makeAccount(test.db, 'place-manager', 'place', to);
  addresses = {
    sender: `place-manager-${from}@example.org`,
    receiver: `place-manager-${to}@example.org`,
  };
  const write = need(sender, 'devices.write');
  const lot = lotInput.parse({
    kind: 'phone',
    maker: 'Essai',
    model: 'P1',
    origin: 'given',
    quantity: 2,
    price: 0,
    partnershipId,
    placeId: from,
    receivedOn: '2026-06-01',
  });
  await receiveLot(ctxOf(test.db, sender), write, lot);
  const read = need(sender, 'devices.read');
  devices = (await listDevices(test.db, read, { place: from })).map(({ id }) => id);
  transfer = newId();
  const input = { id: transfer, fromPlaceId: from, toPlaceId: to, deviceIds: devices, note: '' };
  const done = await sendDevices(ctxOf(test.db, sender), write, input);
  if (!done.ok) throw new Error(done.failure.code);
});

async function happens(type: string): Promise<string[]> {
  sent = [];
  const handle = mailHandler({
    db: test.db,
    publicUrl: 'https://maillage.example',
    secret: 'x'.repeat(32),
    sms: async () => {},
    send: async (mail) => {
      sent.push(mail);
    },
  });
  await handle({ id: newId(), type, payload: { transferId: transfer } });
  return sent.map(({ to }) => to);
}

it('tells the place of arrival, reminds both, and tells the sender of what is missing', async () => {
  expect(await happens(TRANSFER_SENT)).toEqual([addresses.receiver]);
  expect(sent[0]?.text).toContain(`https://maillage.example/equipements/transferts/${transfer}`);
  expect(await happens(TRANSFER_OVERDUE)).toEqual([addresses.receiver, addresses.sender]);
  const write = need(receiver, 'devices.write');
  await receiveDevices(ctxOf(test.db, receiver), write, transfer, { received: devices.slice(1) });
  expect(await happens(TRANSFER_RECEIVED)).toEqual([addresses.sender]);
  expect(sent[0]?.text).toContain('1 appareil');
  // What was received meanwhile is not announced as waiting.
  expect(await happens(TRANSFER_OVERDUE)).toEqual([]);
  expect(await happens(TRANSFER_SENT)).toEqual([]);
});
