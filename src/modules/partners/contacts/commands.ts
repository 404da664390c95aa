import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type DossierFailure, noteEvent, onPartner } from '../dossier/commands.ts';
import '../tables.ts';
import type { ContactRecord } from './contract.ts';

export type ContactFailure =
  | DossierFailure
  | { readonly code: 'changed-meanwhile'; readonly field: 'form' };

/** Changes a contact that the writer saw in `version`, and what it is in each partnership. */
export async function updateContact(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  contactId: string,
  version: number,
  input: ContactRecord,
  roles: readonly { readonly partnershipId: string; readonly role: string }[],
): Promise<Result<null, ContactFailure>> {
  let late = false;
  const done = await onPartner(ctx, scope, partnerId, async (trx) => {
    const found = await trx
      .selectFrom('partner_contact')
      .select('version')
      .where('id', '=', contactId)
      .where('partner_id', '=', partnerId)
      .forUpdate()
      .executeTakeFirst();
    if (!found) return fail({ code: 'not-found', field: 'form' });
    if (found.version !== version) {
      late = true;
      return fail({ code: 'not-found', field: 'form' });
    }
    await trx
      .updateTable('partner_contact')
      .set({
        name: input.name,
        function: input.function,
        email: input.email,
        phone: input.phone,
        consent_on: input.consentOn,
        consent_purpose: input.consentPurpose,
        consent_ended_on: input.consentEndedOn,
        version: version + 1,
      })
      .where('id', '=', contactId)
      .execute();
    // What the contact is in partnerships of others is not this partner's to take away.
    await sql`DELETE FROM partnership_contact c USING partnership s
      WHERE c.contact_id = ${contactId} AND s.id = c.partnership_id
        AND s.partner_id = ${partnerId}`.execute(trx);
    for (const { partnershipId, role } of roles)
      await sql`INSERT INTO partnership_contact (partnership_id, contact_id, role)
        SELECT id, ${contactId}, ${role} FROM partnership
        WHERE id = ${partnershipId} AND partner_id = ${partnerId}
        ON CONFLICT DO NOTHING`.execute(trx);
    await noteEvent(trx, partnerId, 'contact-changed', scope.accountId);
    return ok(null);
  });
  return late ? fail({ code: 'changed-meanwhile', field: 'form' }) : done;
}

/** Removes a contact for good: the person's details are not kept, the trace names nobody. */
export function removeContact(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  contactId: string,
): Promise<Result<null, DossierFailure>> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const gone = await trx
      .deleteFrom('partner_contact')
      .where('id', '=', contactId)
      .where('partner_id', '=', partnerId)
      .returning('id')
      .executeTakeFirst();
    if (!gone) return fail({ code: 'not-found', field: 'form' });
    await noteEvent(trx, partnerId, 'contact-removed', scope.accountId);
    return ok(null);
  });
}
