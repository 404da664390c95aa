import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Actor, authorize, type Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { withinReach } from '../private/queries.ts';
import '../tables.ts';

export interface PartnerDocument {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly fileName: string;
  readonly size: number;
  readonly expiresOn: string | null;
  readonly private: boolean;
  readonly partnershipId: string | null;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
}

/** How far somebody reads papers, and how far those for the operator's eyes. */
export interface PaperReach {
  readonly papers: Scope<'partner-documents.read'>;
  readonly apart: Scope<'private-documents.read'> | null;
}

/** The reach of somebody who may read papers at all; null for anybody else. */
export function paperReach(actor: Actor): PaperReach | null {
  const papers = authorize(actor, 'partner-documents.read');
  return papers ? { papers, apart: authorize(actor, 'private-documents.read') } : null;
}

/** Condition on a document `d`: within reach, and within that of the operator's eyes if for them. */
export function visibleTo({ papers, apart }: PaperReach): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${withinReach(papers, 'd.partner_id')}
    AND (NOT d.private OR ${withinReach(apart, 'd.partner_id')}))`;
}

/** Condition on a document `d` that expires: its partner has no other of the kind that lasts longer. */
export const lastOfItsKind: RawBuilder<SqlBool> = sql<SqlBool>`NOT EXISTS (
  SELECT FROM partner_document o WHERE o.partner_id = d.partner_id AND o.kind = d.kind
    AND o.removed_at IS NULL AND o.id <> d.id AND coalesce(o.expires_on, 'infinity') > d.expires_on)`;

function visible(db: Db, reach: PaperReach) {
  return db
    .selectFrom('partner_document as d')
    .where('d.removed_at', 'is', null)
    .where(visibleTo(reach));
}

/** The documents of a partner that this reader may see, latest first. */
export async function listDocuments(
  db: Db,
  reach: PaperReach,
  partnerId: string,
): Promise<PartnerDocument[]> {
  const rows = await visible(db, reach)
    .leftJoin('auth_user as u', 'u.id', 'd.uploaded_by')
    .select([
      'd.id',
      'd.kind',
      'd.title',
      'd.file_name',
      'd.size',
      'd.expires_on',
      'd.private',
      'd.partnership_id',
      'd.uploaded_at',
      'u.name',
    ])
    .where('d.partner_id', '=', partnerId)
    .orderBy('d.uploaded_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    fileName: row.file_name,
    size: row.size,
    expiresOn: row.expires_on,
    private: row.private,
    partnershipId: row.partnership_id,
    uploadedAt: row.uploaded_at.toISOString(),
    uploadedBy: row.name ?? '',
  }));
}

/** The file behind a document, for `sendDocument`; null when this reader may not have it. */
export async function documentFile(
  db: Db,
  reach: PaperReach,
  partnerId: string,
  documentId: string,
): Promise<{ key: string; fileName: string; type: string } | null> {
  if (!isUuid(documentId) || !isUuid(partnerId)) return null;
  const row = await visible(db, reach)
    .select(['d.file_key', 'd.file_name', 'd.type'])
    .where('d.id', '=', documentId)
    .where('d.partner_id', '=', partnerId)
    .executeTakeFirst();
  return row ? { key: row.file_key, fileName: row.file_name, type: row.type } : null;
}

/** The kinds of paper that a partner has and that have not expired. */
export async function validDocumentKinds(
  db: Db,
  partnerId: string,
  day: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('partner_document')
    .select('kind')
    .where('partner_id', '=', partnerId)
    .where('removed_at', 'is', null)
    .where((eb) => eb.or([eb('expires_on', 'is', null), eb('expires_on', '>=', day)]))
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}
