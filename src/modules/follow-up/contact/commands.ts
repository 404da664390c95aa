import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
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
    | 'after-file-end'
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
 * @param source what it was: the id of the note, agreement, help given or hand-out
 */
export async function touchFile(trx: Trx, id: string, on: string, source: string): Promise<void> {
  await trx
    .insertInto('follow_up_contact')
    .values({ person_id: id, source_id: source, happened_on: on })
    .onConflict((oc) => oc.doNothing())
    .execute();
  await settle(trx, id);
}

/** Takes the contact that something was back: the last one, and the file's end, move back. */
export async function untouchFile(trx: Trx, id: string, source: string): Promise<void> {
  await trx
    .deleteFrom('follow_up_contact')
    .where('person_id', '=', id)
    .where('source_id', '=', source)
    .execute();
  await settle(trx, id);
}

async function settle(trx: Trx, id: string): Promise<void> {
  await sql`SELECT follow_up_settle(${id}::uuid)`.execute(trx);
}
