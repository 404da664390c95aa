import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { FILES_END_SOON, FILES_HANDED_OVER } from '../../follow-up/events.ts';
import { mailHandler } from '../commands.ts';

let test: TestDatabase;
let partner: string;
let member: Actor;
let sent: Mail[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  sent = [];
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096');
  await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  await makeAccount(test.db, 'territory-delegate', 'department', '23');
  member = await makeAccount(test.db, 'partner-member', 'organisation', partner);
});

async function happens(type: string, payload: Record<string, unknown>): Promise<void> {
  const handle = mailHandler({
    db: test.db,
    publicUrl: 'https://maillage.example',
    secret: 'x'.repeat(32),
    sms: async () => {},
    send: async (mail) => {
      sent.push(mail);
    },
  });
  await handle({ id: newId(), type, payload });
}

it('says to a colleague how many files were handed over, and of whom nothing', async () => {
  await happens(FILES_HANDED_OVER, { accountId: member.accountId, files: 3 });
  expect(sent).toMatchObject([{ to: `partner-member-${partner}@example.org` }]);
  expect(sent[0]?.text).toContain('3 suivis');
  expect(sent[0]?.text).toContain('https://maillage.example/suivis?vue=prevenir');
  // No partner's history says that somebody is followed.
  expect(await test.db.selectFrom('mail_record').selectAll().execute()).toEqual([]);
});

it('tells who is in charge of files that end, or who manages where nobody is', async () => {
  const ends = { keeperKind: 'partner', keeperCode: partner, files: 1 };
  await happens(FILES_END_SOON, { ...ends, accountId: member.accountId });
  await happens(FILES_END_SOON, { ...ends, accountId: null });
  const gone = { accountId: 'gone', keeperKind: 'department', keeperCode: '23', files: 2 };
  await happens(FILES_END_SOON, gone);
  expect(sent.map(({ to }) => to)).toEqual([
    `partner-member-${partner}@example.org`,
    `partner-admin-${partner}@example.org`,
    'territory-delegate-23@example.org',
  ]);
  // The delegate hands over, and reads no file.
  expect(sent[2]?.text).toContain('/suivis/relais');
});
