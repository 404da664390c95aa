import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import { FEW } from '../domain.ts';
import { mayKeep } from '../policy.ts';

/** Whether the actor says from how many devices on a place has few. */
export async function mayKeepPlace(
  db: Db,
  scope: Scope<'devices.write'>,
  placeId: string,
): Promise<boolean> {
  const place = await db
    .selectFrom('place')
    .select('department_code')
    .where('id', '=', placeId)
    .executeTakeFirst();
  return place !== undefined && mayKeep(scope, { placeId, departmentCode: place.department_code });
}

/** What of devices waits for who looks after places: lots on their way there, and few left. */
export async function countDevicesWaiting(
  db: Db,
  scope: Scope<'devices.write'>,
): Promise<{ readonly toReceive: number; readonly low: number }> {
  const within = sql<SqlBool>`(p.department_code = ANY(${[...scope.departments]}::text[])
    OR p.id = ANY(${[...scope.places].filter(isUuid)}::uuid[]))`;
  const { rows } = await sql<{ to_receive: number; low: number }>`
    SELECT
      (SELECT count(*)::int FROM device_transfer t JOIN place p ON p.id = t.to_place_id
        WHERE t.received_at IS NULL AND ${within}) AS to_receive,
      (SELECT count(*)::int FROM (
        SELECT FROM device d JOIN device_lot l ON l.id = d.lot_id JOIN place p ON p.id = d.place_id
        LEFT JOIN device_threshold b ON b.place_id = d.place_id AND b.kind = l.kind
        WHERE d.state <> 'retired' AND ${within}
        GROUP BY d.place_id, l.kind, b.few
        HAVING count(*) FILTER (WHERE d.state = 'in-stock') <= coalesce(b.few, ${FEW}::int)) x) AS low`.execute(
    db,
  );
  return { toReceive: rows[0]?.to_receive ?? 0, low: rows[0]?.low ?? 0 };
}
