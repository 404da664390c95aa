import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { type EventHandler, emit, type StoredEvent } from '../../../platform/jobs/outbox.ts';
import { changedSeat, changesSeat } from '../../workshops/public.ts';
import { HOST_WAITING, ORIENTATION_REFUSED } from '../events.ts';
import { followSeat } from '../hosting/commands.ts';
import '../../advisors/public.ts';
import '../tables.ts';

const DAY = 86_400_000;

/** Follows the seats behind orientations. */
export function orientationHandler(db: Db): EventHandler {
  const handle = async (event: StoredEvent): Promise<void> => {
    const registrationId = changedSeat(event);
    if (registrationId) await followSeat({ db, now: new Date() }, registrationId);
  };
  return Object.assign(handle, { wants: changesSeat });
}

/**
 * Brings orientations to where the appointment behind them stands: advisors mark, move and lose
 * slots without knowing of orientations. Runs every few minutes; the page of a slip reads the
 * appointment itself. @returns how many changed
 */
export async function followAppointments(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    WITH apart AS (
      SELECT o.id, a.starts_at, o.expected_at AS was,
        CASE a.state WHEN 'booked' THEN 'accepted' WHEN 'cancelled' THEN 'withdrawn'
          WHEN 'displaced' THEN o.state ELSE a.state END AS state
      FROM orientation o JOIN advisor_appointment a ON a.code = o.code
      WHERE o.offer_kind = 'appointment' AND o.state <> 'refused' AND a.changed_at > o.moved_at
        AND a.changed_at > ${new Date(now.getTime() - 7 * DAY)})
    UPDATE orientation o SET state = apart.state, expected_at = apart.starts_at, moved_at = ${now},
      moved_from = CASE WHEN apart.was IS DISTINCT FROM apart.starts_at THEN apart.was
        ELSE o.moved_from END,
      news_seen_at = CASE WHEN apart.was IS DISTINCT FROM apart.starts_at THEN NULL
        ELSE o.news_seen_at END,
      redeemed_at = CASE WHEN apart.state = 'came' THEN coalesce(o.redeemed_at, ${now})
        ELSE o.redeemed_at END,
      result = CASE WHEN apart.state = 'came' THEN o.result END
    FROM apart WHERE o.id = apart.id
      AND (o.state <> apart.state OR o.expected_at IS DISTINCT FROM apart.starts_at)
    RETURNING o.id`.execute(db);
  return rows.length + (await followPresences(db, now));
}

/** Who was sent to hours without appointment is told when they are called off. */
async function followPresences(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE orientation o SET state = 'refused', refusal = 'cancelled', moved_at = ${now}
      FROM advisor_presence p
      WHERE p.id = o.presence_id AND p.state = 'cancelled' AND o.offer_kind = 'presence'
        AND o.state IN ('given', 'accepted') AND p.ends_at > ${now}
      RETURNING o.id`.execute(trx);
    for (const { id } of rows)
      await emit(trx, { type: ORIENTATION_REFUSED, payload: { orientationId: id } });
    return rows.length;
  });
}

/** Days after which a host who did not answer is reminded, and then again. */
const ANSWER_DAYS = 3;
const AGAIN_DAYS = 7;

/**
 * Reminds each host once of all the orientations that wait for an answer: not of those whose date
 * has passed, which are told at the counter. @returns how many hosts
 */
export async function remindHosts(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ placeId: string; partnerId: string | null }>`
      WITH waiting AS (
        UPDATE orientation SET host_reminded_at = ${now}
        WHERE state = 'given' AND given_at < ${new Date(now.getTime() - ANSWER_DAYS * DAY)}
          AND given_at > ${new Date(now.getTime() - 90 * DAY)}
          AND (expected_at IS NULL OR expected_at > ${now})
          AND (host_reminded_at IS NULL
            OR host_reminded_at < ${new Date(now.getTime() - AGAIN_DAYS * DAY)})
        RETURNING host_place_id, host_partner_id)
      SELECT DISTINCT CASE WHEN host_partner_id IS NULL THEN host_place_id END AS "placeId",
        host_partner_id AS "partnerId" FROM waiting`.execute(trx);
    for (const { placeId, partnerId } of rows)
      await emit(trx, { type: HOST_WAITING, payload: { placeId: placeId ?? '', partnerId } });
    return rows.length;
  });
}

/** Days after the appointed hour, or after an orientation without one, that a contact is kept. */
const KEPT_DAYS = 7;
const KEPT_WITHOUT_HOUR_DAYS = 30;

/** Forgets how to reach people whose orientation is over. @returns how many */
export async function forgetSlipContacts(db: Db, now: Date): Promise<number> {
  const done = await db
    .updateTable('orientation')
    .set({ sealed_contact: null })
    .where('sealed_contact', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('expected_at', '<', new Date(now.getTime() - KEPT_DAYS * DAY)),
        eb.and([
          eb('expected_at', 'is', null),
          eb('given_at', '<', new Date(now.getTime() - KEPT_WITHOUT_HOUR_DAYS * DAY)),
        ]),
      ]),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Cells of the roll-up that differ from the records; none, ever. */
export async function compareOrientationRollup(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (
      SELECT place_id, date_trunc('month', given_at AT TIME ZONE 'Europe/Paris')::date AS month,
        difficulty, offer_kind, state, coalesce(result, '') AS result,
        coalesce(host_partner_id, '00000000-0000-0000-0000-000000000000') AS host_partner_id,
        count(*) AS n
      FROM orientation GROUP BY 1, 2, 3, 4, 5, 6, 7) AS records
    FULL JOIN (SELECT * FROM orientation_rollup WHERE orientations <> 0) AS sums
      USING (place_id, month, difficulty, offer_kind, state, result, host_partner_id)
    WHERE records.n IS DISTINCT FROM sums.orientations`.execute(db);
  return rows[0]?.n ?? 0;
}
