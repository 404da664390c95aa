import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { monthOf } from '../domain.ts';
import { insideOf } from '../queries.ts';
import '../tables.ts';

export interface FollowUpFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'likely-known'
    | 'commune-unknown'
    | 'place-unknown'
    | 'date-in-future'
    | 'date-in-past'
    | 'date-too-old'
    | 'changed-meanwhile'
    | 'colleague-unknown';
  readonly field: string;
}

/** A file of one's own organisation under lock; undefined for any other. */
export async function lockFile(
  trx: Trx,
  scope: Scope<'follow-up.write'> | Scope<'follow-up.hand-over'>,
  id: string,
) {
  return trx
    .selectFrom('followed_person as f')
    .selectAll('f')
    .where('f.id', '=', id)
    .where(insideOf(scope))
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Notes that there was a contact: the file is kept from this day on. The caller has checked that
 * the file is its own organisation's, with `keeperOfFile`.
 * @param on `YYYY-MM-DD`; an earlier contact than the last one moves nothing but is counted
 */
export async function touchFile(trx: Trx, id: string, on: string): Promise<void> {
  await trx
    .updateTable('followed_person')
    .set({ last_contact_on: sql`GREATEST(last_contact_on, ${on}::date)` })
    .where('id', '=', id)
    .execute();
  await trx
    .insertInto('follow_up_month')
    .values({ person_id: id, month: monthOf(on) })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
