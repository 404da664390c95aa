import type { Db } from '../../../platform/db/schema.ts';
import type { Reader } from '../queries.ts';

/** Who administers a partner's part of the alliance. */
export async function adminsOf(db: Db, partnerId: string): Promise<Reader[]> {
  return db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.email', 'u.locale'])
    .distinct()
    .where('g.role', '=', 'partner-admin')
    .where('g.scope_kind', '=', 'organisation')
    .where('g.scope_code', '=', partnerId)
    .execute();
}
