import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import '../../devices/events.ts';

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

/** A place that is told of its stock. */
export async function placeAbout(db: Db, id: string) {
  return db
    .selectFrom('place')
    .select(['name', 'department_code'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Kinds of which a place has few and knows it since the last watch, with how many are left. */
export async function lowStockAt(
  db: Db,
  placeId: string,
): Promise<{ kind: 'tablet' | 'laptop' | 'phone' | 'sim'; left: number }[]> {
  const { rows } = await sql<{ kind: 'tablet' | 'laptop' | 'phone' | 'sim'; left: number }>`
    SELECT t.kind, count(d.id)::int AS left
    FROM device_threshold t
    LEFT JOIN (device d JOIN device_lot l ON l.id = d.lot_id)
      ON d.place_id = t.place_id AND l.kind = t.kind AND d.state = 'in-stock'
    WHERE t.place_id = ${placeId}::uuid AND t.told_at IS NOT NULL
    GROUP BY t.kind, t.few HAVING count(d.id) <= t.few ORDER BY t.kind`.execute(db);
  return rows;
}

/** Loans of a place that should have been back before a day: numbers of devices, never people. */
export async function overdueLoansAt(
  db: Db,
  placeId: string,
  day: string,
): Promise<{ number: string; due_on: string }[]> {
  const { rows } = await sql<{ number: string; due_on: string }>`
    SELECT d.number, h.due_on::text AS due_on
    FROM device_hand_out h JOIN device d ON d.id = h.device_id
    WHERE d.place_id = ${placeId}::uuid AND h.ended_on IS NULL AND h.due_on < ${day}::date
    ORDER BY h.due_on, d.number LIMIT 50`.execute(db);
  return rows;
}
