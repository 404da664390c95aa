import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { withinReach } from '../private/queries.ts';
import '../tables.ts';

export interface ContactDetails {
  readonly id: string;
  readonly name: string;
  readonly function: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly consentOn: string | null;
  readonly consentPurpose: string;
  readonly consentEndedOn: string | null;
  readonly version: number;
  readonly roles: readonly { readonly partnershipId: string; readonly role: string }[];
}

/** One contact with its consent and what it is in each partnership. */
export async function getContact(
  db: Db,
  scope: Scope<'partner-contacts.read'> | null,
  partnerId: string,
  contactId: string,
): Promise<ContactDetails | null> {
  if (!isUuid(contactId) || !isUuid(partnerId)) return null;
  const row = await db
    .selectFrom('partner_contact')
    .selectAll()
    .where('id', '=', contactId)
    .where('partner_id', '=', partnerId)
    .where(withinReach(scope, 'partner_contact.partner_id'))
    .executeTakeFirst();
  if (!row) return null;
  const roles = await sql<{ partnershipId: string; role: string }>`
    SELECT partnership_id AS "partnershipId", role FROM partnership_contact
    WHERE contact_id = ${contactId} ORDER BY 1, 2`.execute(db);
  return {
    id: row.id,
    name: row.name,
    function: row.function,
    email: row.email,
    phone: row.phone,
    consentOn: row.consent_on,
    consentPurpose: row.consent_purpose,
    consentEndedOn: row.consent_ended_on,
    version: row.version,
    roles: roles.rows,
  };
}

export interface PartnershipContact {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Who is who in one partnership: its partner's contacts, and the partnership's own reach. */
export async function contactsOfPartnership(
  db: Db,
  scope: Scope<'partner-contacts.read'> | null,
  partnershipId: string,
): Promise<PartnershipContact[]> {
  const { rows } = await sql<PartnershipContact>`
    SELECT c.id, c.name, r.role, c.email, c.phone FROM partnership_contact r
    JOIN partner_contact c ON c.id = r.contact_id
    WHERE r.partnership_id = ${partnershipId} AND ${withinReach(scope, 'c.partner_id')} ORDER BY r.role, c.name`.execute(
    db,
  );
  return rows;
}
