import type { Db } from '../../../platform/db/schema.ts';
import '../../orientation/events.ts';
import '../../workshops/events.ts';

/** What a mail about a seat says; the way to reach the person is still sealed. */
export async function seatToTell(db: Db, id: string) {
  return db
    .selectFrom('workshop_registration as r')
    .innerJoin('workshop_session as s', 's.id', 'r.session_id')
    .innerJoin('workshop as w', 'w.id', 's.workshop_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .leftJoin('orientation as o', 'o.code', 'r.code')
    .select([
      // The slip from the counter has told of the seat already.
      'o.id as orientation_id',
      'r.code',
      'r.state',
      'r.locale',
      'r.sealed_contact',
      'w.title',
      's.state as session_state',
      's.starts_at',
      's.change_reason',
      'l.name as place_name',
      'l.address',
      'l.postal_code',
      'c.name as commune_name',
    ])
    .where('r.id', '=', id)
    .executeTakeFirst();
}
