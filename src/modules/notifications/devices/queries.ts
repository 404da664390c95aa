import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';

/** A transfer as it stands: from where to where, how many devices, how many are missing. */
export async function transferAbout(db: Db, id: string) {
  const row = await db
    .selectFrom('device_transfer as t')
    .innerJoin('place as f', 'f.id', 't.from_place_id')
    .innerJoin('place as g', 'g.id', 't.to_place_id')
    .select(['t.received_at', 't.sent_by', 'f.id as from_id', 'f.name as from_name'])
    .select(['g.id as to_id', 'g.name as to_name', 'g.department_code'])
    .select([
      sql<number>`(SELECT count(*)::int FROM device_transfer_item i WHERE i.transfer_id = t.id)`.as(
        'devices',
      ),
      sql<number>`(SELECT count(*)::int FROM device_transfer_item i
        WHERE i.transfer_id = t.id AND i.outcome = 'missing')`.as('missing'),
    ])
    .where('t.id', '=', id)
    .executeTakeFirst();
  return row;
}
