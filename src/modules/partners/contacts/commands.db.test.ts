import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { addContact } from '../commands.ts';
import { contactInput } from '../contract.ts';
import { listPartnerEvents } from '../dossier/queries.ts';
import { updateContact } from './commands.ts';
import { contactRecord } from './contract.ts';

let test: TestDatabase;
let lead: Actor;
let partner: string;
let contact: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096');
  const added = await addContact(
    ctxOf(test.db, lead),
    need(lead, 'partners.write'),
    partner,
    contactInput.parse({ name: 'Claude' }),
  );
  if (!added.ok) throw new Error(added.failure.code);
  contact = added.value.id;
});

describe('a contact', () => {
  it('leaves a line in the partner’s history when it comes, without its name', async () => {
    const events = await listPartnerEvents(test.db, need(lead, 'partners.read'), null, partner);
    expect(events.map(({ kind }) => kind)).toContain('contact-added');
    expect(JSON.stringify(events)).not.toContain('Claude');
  });

  it('keeps its part in a partnership of another partner when this one’s are changed', async () => {
    const federation = await makePartner(test.db, lead, '19031');
    const theirs = await makePartnership(test.db, lead, federation, '19');
    const ours = await makePartnership(test.db, lead, partner, '23');
    for (const id of [theirs, ours])
      await sql`INSERT INTO partnership_contact (partnership_id, contact_id, role)
        VALUES (${id}, ${contact}, 'lead')`.execute(test.db);
    const input = contactRecord.parse({ name: 'Claude' });
    const roles = [{ partnershipId: ours, role: 'signatory' }];
    const scope = need(lead, 'partners.write');
    const done = await updateContact(
      ctxOf(test.db, lead),
      scope,
      partner,
      contact,
      1,
      input,
      roles,
    );
    expect(done.ok).toBe(true);
    const { rows } = await sql<{ id: string; role: string }>`
      SELECT partnership_id AS id, role FROM partnership_contact
      WHERE contact_id = ${contact}`.execute(test.db);
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ id: theirs, role: 'lead' });
    expect(rows).toContainEqual({ id: ours, role: 'signatory' });
  });
});
