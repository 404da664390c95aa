import type { Db } from '../../../platform/db/schema.ts';
import '../../advisors/events.ts';

/** What a mail about an appointment says; the way to reach the person is still sealed. */
export async function appointmentToTell(db: Db, id: string) {
  return db
    .selectFrom('advisor_appointment as x')
    .innerJoin('advisor_presence as s', 's.id', 'x.presence_id')
    .innerJoin('advisor as v', 'v.id', 'x.advisor_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .select([
      'x.code',
      'x.state',
      'x.locale',
      'x.sealed_contact',
      'x.starts_at',
      'v.kind',
      's.change_reason',
      's.change_code',
      'l.name as place_name',
      'l.address',
      'l.postal_code',
      'c.name as commune_name',
    ])
    .where('x.id', '=', id)
    .executeTakeFirst();
}
