import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type DeviceKind, FEW } from '../domain.ts';
import { LOANS_OVERDUE, STOCK_LOW } from '../events.ts';
import { mayKeep } from '../policy.ts';
import type { DeviceFailure } from '../stock/commands.ts';
import '../stock/tables.ts';
import type { ThresholdInput } from './contract.ts';

/** Says from how many devices of each kind on a place has few. */
export async function setThresholds(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  placeId: string,
  input: ThresholdInput,
): Promise<Result<{ placeId: string }, DeviceFailure>> {
  const place = await ctx.db
    .selectFrom('place')
    .select(['id', 'department_code'])
    .where('id', '=', placeId)
    .executeTakeFirst();
  if (!place) return fail({ code: 'not-found', field: 'form' });
  if (!mayKeep(scope, { placeId: place.id, departmentCode: place.department_code }))
    return fail({ code: 'out-of-scope', field: 'form' });
  const rows = (Object.entries(input) as [DeviceKind, number | undefined][]).flatMap(
    ([kind, few]) => (few === undefined ? [] : [{ place_id: placeId, kind, few, told_at: null }]),
  );
  if (rows.length > 0)
    await ctx.db
      .insertInto('device_threshold')
      .values(rows)
      .onConflict((oc) =>
        oc.columns(['place_id', 'kind']).doUpdateSet((eb) => ({ few: eb.ref('excluded.few') })),
      )
      .execute();
  return ok({ placeId });
}

/**
 * Tells places that have few devices of a kind left, once until they have more again. Devices that
 * are on their way to somewhere else are not there any more.
 * @returns how many places were told
 */
export async function watchStock(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ place_id: string }>`
      WITH held AS (
        SELECT d.place_id, l.kind, count(*) FILTER (WHERE d.state = 'in-stock') AS n
        FROM device d JOIN device_lot l ON l.id = d.lot_id JOIN place p ON p.id = d.place_id
        WHERE d.state <> 'retired' AND p.status = 'open'
        GROUP BY d.place_id, l.kind),
      restocked AS (
        UPDATE device_threshold t SET told_at = NULL FROM held h
        WHERE h.place_id = t.place_id AND h.kind = t.kind AND t.told_at IS NOT NULL AND h.n > t.few),
      told AS (
        INSERT INTO device_threshold AS t (place_id, kind, few, told_at)
        SELECT h.place_id, h.kind, ${FEW}::int, ${now}::timestamptz
        FROM held h LEFT JOIN device_threshold b ON b.place_id = h.place_id AND b.kind = h.kind
        WHERE h.n <= coalesce(b.few, ${FEW}::int) AND b.told_at IS NULL
        ON CONFLICT (place_id, kind) DO UPDATE SET told_at = excluded.told_at
        RETURNING t.place_id)
      SELECT DISTINCT place_id FROM told ORDER BY place_id`.execute(trx);
    for (const { place_id } of rows)
      await emit(trx, { type: STOCK_LOW, payload: { placeId: place_id, on: today(now) } });
    return rows.length;
  });
}

/**
 * Tells places which of their loans should be back. The person is never written to: a loan does not
 * know them. Runs once a week.
 * @returns how many places were told
 */
export async function remindLoans(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const places = await trx
      .selectFrom('device_hand_out as h')
      .innerJoin('device as d', 'd.id', 'h.device_id')
      .select('d.place_id')
      .distinct()
      .where('h.ended_on', 'is', null)
      .where('h.due_on', '<', today(now))
      .orderBy('d.place_id')
      .execute();
    for (const { place_id } of places)
      await emit(trx, { type: LOANS_OVERDUE, payload: { placeId: place_id, on: today(now) } });
    return places.length;
  });
}
