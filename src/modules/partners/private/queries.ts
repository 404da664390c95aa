import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';

/** The permissions that open what is private to a partner; none of them is shared (ADR 32). */
export type PrivateScope = Scope<
  'partner-contacts.read' | 'partner-documents.read' | 'private-documents.read'
>;

/**
 * Condition that what is private to a partner lies within a scope: its own people, who looks after
 * its department or after a partnership with it, and who looks after a place of one.
 * @param partnerId the column with the partner's id, such as `d.partner_id`
 */
export function withinReach(scope: PrivateScope | null, partnerId: string): RawBuilder<SqlBool> {
  if (!scope) return sql<SqlBool>`false`;
  if (scope.everywhere) return sql<SqlBool>`true`;
  const id = sql.ref(partnerId);
  const departments = sql`${[...scope.departments]}::text[]`;
  return sql<SqlBool>`(${id} = ANY(${[...scope.organisations]}::uuid[])
    OR EXISTS (SELECT FROM partner w WHERE w.id = ${id} AND w.department_code = ANY(${departments}))
    OR EXISTS (SELECT FROM partnership w WHERE w.partner_id = ${id}
      AND (w.department_code = ANY(${departments}) OR EXISTS (SELECT FROM partnership_place at
        WHERE at.partnership_id = w.id AND at.place_id = ANY(${[...scope.places]}::uuid[])))))`;
}

/** Whether what is private to one partner lies within a scope. */
export async function mayReadPrivate(
  db: Db,
  scope: PrivateScope | null,
  partnerId: string,
): Promise<boolean> {
  if (!scope || !isUuid(partnerId)) return false;
  const { rows } = await sql`SELECT FROM partner p
    WHERE p.id = ${partnerId} AND ${withinReach(scope, 'p.id')}`.execute(db);
  return rows.length > 0;
}
