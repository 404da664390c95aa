import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { StoredDocument } from '../../../platform/files/documents.ts';
import type { FileStore } from '../../../platform/files/files.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type DossierFailure, noteEvent, onPartner } from '../dossier/commands.ts';
import '../tables.ts';
import type { DocumentInput } from './contract.ts';
import { NOTICES, noticeDue } from './domain.ts';
import { DOCUMENT_EXPIRES } from './events.ts';
import { lastOfItsKind } from './queries.ts';

/** Puts a document, whose content is in the store already, on a partner's record. */
export function addDocument(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  input: DocumentInput,
  stored: StoredDocument,
): Promise<Result<{ id: string }, DossierFailure>> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    if (input.partnershipId) {
      const { rows } = await sql`SELECT 1 FROM partnership
        WHERE id = ${input.partnershipId} AND partner_id = ${partnerId}`.execute(trx);
      if (rows.length === 0) return fail({ code: 'not-found', field: 'partnershipId' });
    }
    const id = newId();
    // What only the operator may see, only the operator puts there.
    const apart = input.private && (scope.everywhere || scope.departments.size > 0);
    await trx
      .insertInto('partner_document')
      .values({
        id,
        partner_id: partnerId,
        partnership_id: input.partnershipId,
        kind: input.kind,
        title: input.title,
        file_key: stored.key,
        file_name: stored.fileName,
        type: stored.type,
        size: stored.size,
        sha256: stored.sha256,
        expires_on: input.expiresOn,
        private: apart,
        uploaded_by: scope.accountId,
      })
      .execute();
    await noteEvent(trx, partnerId, 'document-added', scope.accountId, {
      kind: input.kind,
      ...(apart ? { private: '1' } : {}),
    });
    return ok({ id });
  });
}

/** Takes a document off the record; its content stays for thirty days, as the trace says. */
export function removeDocument(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  documentId: string,
): Promise<Result<null, DossierFailure>> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const operator = scope.everywhere || scope.departments.size > 0;
    const gone = await trx
      .updateTable('partner_document')
      .set({ removed_at: ctx.now })
      .where('id', '=', documentId)
      .where('partner_id', '=', partnerId)
      .where('removed_at', 'is', null)
      .$if(!operator, (q) => q.where('private', '=', false))
      .returning(['kind', 'private'])
      .executeTakeFirst();
    if (!gone) return fail({ code: 'not-found', field: 'form' });
    await noteEvent(trx, partnerId, 'document-removed', scope.accountId, {
      kind: gone.kind,
      ...(gone.private ? { private: '1' } : {}),
    });
    return ok(null);
  });
}

/** Days that a removed document stays, in case it was a mistake. */
const KEPT_DAYS = 30;

/**
 * Forgets documents that were removed longer ago than they are kept, and their content when no
 * other record has the same file. Runs every night.
 * @returns documents forgotten
 */
export async function forgetRemoved(db: Db, files: FileStore, now: Date): Promise<number> {
  const since = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const gone = await db
    .deleteFrom('partner_document')
    .where('removed_at', '<', since)
    .returning('file_key')
    .execute();
  for (const key of new Set(gone.map(({ file_key }) => file_key))) {
    const other = await db
      .selectFrom('partner_document')
      .select('id')
      .where('file_key', '=', key)
      .executeTakeFirst();
    if (!other) await files.remove(key);
  }
  return gone.length;
}

/**
 * Tells of documents that expire, each notice once. Runs every morning; a newer document of the
 * same kind that lasts longer makes the old one's expiry nobody's concern.
 * @returns notices given
 */
export async function watchDocuments(db: Db, now: Date): Promise<number> {
  const day = today(now);
  const { rows } = await sql<{ id: string; days: number }>`
    SELECT d.id, (d.expires_on - ${day}::date)::int AS days FROM partner_document d
    WHERE d.expires_on <= ${day}::date + ${NOTICES[0]}::int AND d.expires_on > ${day}::date - 90
      AND d.removed_at IS NULL AND ${lastOfItsKind}
    ORDER BY d.expires_on`.execute(db);
  let given = 0;
  for (const { id, days } of rows) {
    const notice = noticeDue(days);
    if (notice === null) continue;
    given += await db.transaction().execute(async (trx) => {
      const noted = await trx
        .insertInto('partner_document_notice')
        .values({ document_id: id, days: notice })
        .onConflict((conflict) => conflict.doNothing())
        .returning('days')
        .executeTakeFirst();
      if (!noted) return 0;
      await emit(trx, { type: DOCUMENT_EXPIRES, payload: { documentId: id, days } });
      return 1;
    });
  }
  return given;
}
