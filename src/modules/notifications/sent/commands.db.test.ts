import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { addDocument } from '../../partners/documents/commands.ts';
import { documentInput } from '../../partners/documents/contract.ts';
import { DOCUMENT_EXPIRES } from '../../partners/documents/events.ts';
import { mergePartners, undoMerge } from '../../partners/merging/commands.ts';
import { TERM_NEAR } from '../../partnerships/convention/events.ts';
import { JOIN_ANSWERED, JOIN_LATE, MOVED } from '../../partnerships/events.ts';
import { mailHandler } from '../commands.ts';
import type { Letter } from '../leaving/domain.ts';
import { noteLeft } from './commands.ts';
import { listMailsOfPartner } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let partner: string;
let sent: Mail[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  sent = [];
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  await makeAccount(test.db, 'territory-delegate', 'department', '23');
  partner = await makePartner(test.db, lead, '23096', 'Le Relais');
});

async function happens(type: string, payload: Record<string, unknown>): Promise<void> {
  const send = async (letter: Letter): Promise<void> => {
    sent.push(letter);
    if (letter.record) await noteLeft(test.db, letter.record);
  };
  const options = {
    db: test.db,
    publicUrl: 'https://example.org',
    secret: 'x'.repeat(32),
    send,
    sms: async () => {},
  };
  await mailHandler(options)({ id: newId(), type, payload });
}

async function paperOf(of: string): Promise<string> {
  const input = documentInput.parse({ kind: 'insurance', expiresOn: '2026-06-20' });
  const stored = { key: newId(), fileName: 'a.pdf', type: 'application/pdf', size: 1, sha256: '' };
  const write = need(lead, 'partners.write');
  const added = await addDocument(ctxOf(test.db, lead), write, of, input, stored);
  if (!added.ok) throw new Error(added.failure.code);
  return added.value.id;
}

async function seen(reader = lead, of = partner) {
  const mails = await listMailsOfPartner(test.db, need(reader, 'partner-contacts.read'), of);
  return mails.map(({ subject, readers, partnershipId }) => ({ subject, readers, partnershipId }));
}

it('notes a mail about a partnership once, whoever reads it, without text or address', async () => {
  const id = await makePartnership(test.db, lead, partner, '23', 'active', {
    startsOn: '2026-01-01',
    endsOn: '2026-06-01',
  });
  await happens(TERM_NEAR, { partnershipId: id, days: 0 });
  // The one who looks after it is of the national team: written to once.
  expect(sent.map(({ to }) => to).sort()).toEqual([
    'alliance-lead-all@example.org',
    'territory-delegate-23@example.org',
  ]);
  expect(await seen()).toEqual([
    { subject: sent[0]?.subject, readers: ['follower', 'delegates'], partnershipId: id },
  ]);
  const { rows } = await sql<{ row: string }>`SELECT m::text AS row FROM mail_record m`.execute(
    test.db,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toMatch(/@|https?:|Bonjour/);
});

it('shows a partner’s people what left to them only, and others’ partners nothing', async () => {
  await happens(DOCUMENT_EXPIRES, { documentId: await paperOf(partner), days: 5 });
  expect(await seen()).toMatchObject([{ readers: ['delegates'], partnershipId: null }]);
  const own = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  expect(await seen(own)).toEqual([]);
  await test.db
    .insertInto('mail_record')
    .values({
      id: newId(),
      partner_id: partner,
      subject: 'x',
      readers: ['delegates', 'partner'],
    } as never)
    .execute();
  expect(await seen(own)).toEqual([{ subject: 'x', readers: ['partner'], partnershipId: null }]);
  const other = await makePartner(test.db, lead, '23096', 'Les Jardins');
  expect(await seen(own, other)).toEqual([]);
});

it('shows a request’s mails once it has a partner', async () => {
  const id = newId();
  await sql`INSERT INTO join_request (id, organisation, contact_name, contact_email, commune_code,
      department_code, commitment, message, follow_hash, due_on)
    VALUES (${id}, 'Le Relais', 'Claude', 'claude@example.org', '23096', '23', 'ecology', 'Bonjour',
      ${id}, '2026-06-30')`.execute(test.db);
  await happens(JOIN_LATE, { joinRequestId: id });
  expect(await seen()).toEqual([]);
  await sql`UPDATE join_request SET status = 'accepted', answer = 'Oui', partner_id = ${partner}`.execute(
    test.db,
  );
  await happens(JOIN_ANSWERED, { joinRequestId: id });
  expect((await seen()).map(({ readers }) => readers)).toEqual([['applicant'], ['team']]);
});

it('follows a merge, and its undoing', async () => {
  const gone = await makePartner(test.db, lead, '23096', 'Maison Bleue');
  const id = await makePartnership(test.db, lead, gone, '23');
  await happens(MOVED, { partnershipId: id, from: 'idea', to: 'co-design' });
  await sql`INSERT INTO mail_record (id, partner_id, readers, subject)
    VALUES (${newId()}, ${gone}, '{partner}', 'Bienvenue')`.execute(test.db);
  const versions = { kept: 1, merged: 1 };
  const merging = need(lead, 'partners.merge');
  const ctx = ctxOf(test.db, lead);
  const merged = await mergePartners(ctx, merging, partner, gone, versions, new Set());
  if (!merged.ok) throw new Error(merged.failure.code);
  expect((await seen()).map(({ readers }) => readers)).toEqual([['partner'], ['follower']]);
  await undoMerge(ctx, merging, merged.value.id);
  expect(await seen()).toEqual([]);
  expect(await seen(lead, gone)).toHaveLength(2);
});

it('says that the national team was written to where a department has no delegate', async () => {
  const elsewhere = await makePartner(test.db, lead, '19031', 'Le Jardin');
  await happens(DOCUMENT_EXPIRES, { documentId: await paperOf(elsewhere), days: 5 });
  expect(await seen(lead, elsewhere)).toMatchObject([{ readers: ['team'] }]);
});

it('writes to each reader once, when a first try broke off between two of them', async () => {
  await makeAccount(test.db, 'territory-delegate', 'region', '75');
  const payload = { documentId: await paperOf(partner), days: 5 };
  const event = { id: newId(), type: DOCUMENT_EXPIRES, payload };
  let left = 1;
  const send = async (letter: Letter): Promise<void> => {
    if (left-- === 0) throw new Error('the mail server is down');
    sent.push(letter);
    if (letter.record) await noteLeft(test.db, letter.record);
  };
  const options = {
    db: test.db,
    publicUrl: 'https://example.org',
    secret: 'x'.repeat(32),
    send,
    sms: async () => {},
  };
  await expect(mailHandler(options)(event)).rejects.toThrow('down');
  expect(sent).toHaveLength(1);
  await mailHandler(options)(event);
  expect(sent).toHaveLength(2);
  expect(new Set(sent.map(({ to }) => to)).size).toBe(2);
  expect(await seen()).toHaveLength(1);
  const { rows } = await sql<{ part: string }>`SELECT part FROM domain_event_done`.execute(test.db);
  expect(rows.map(({ part }) => part).join()).not.toContain('@');
});
