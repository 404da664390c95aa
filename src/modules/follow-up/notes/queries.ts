import { unseal } from '../../../platform/access/seal.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../accounts/public.ts';
import './tables.ts';

/** What was noted on a file, latest first. The caller has checked who asks. */
export async function listNotes(db: Db, secret: string, personId: string) {
  const rows = await db
    .selectFrom('follow_up_note as n')
    .leftJoin('auth_user as u', 'u.id', 'n.written_by')
    .select(['n.id', 'n.happened_on', 'n.kind', 'n.sealed_text', 'u.name'])
    .where('n.person_id', '=', personId)
    .orderBy('n.happened_on', 'desc')
    .orderBy('n.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    happenedOn: row.happened_on,
    kind: row.kind,
    text: unseal(secret, row.sealed_text),
    writtenBy: row.name,
  }));
}
