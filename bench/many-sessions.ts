import { sql } from 'kysely';
import type { Db } from '../src/platform/db/schema.ts';

/** Sessions to come that a country of this size has at once. */
export const SESSIONS = 20_000;

/**
 * Fills the demonstration up to so many planned sessions in the next three weeks, at places all
 * over the country, with seats taken in some and none left in others.
 */
export async function makeManySessions(db: Db): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM workshop_session
    WHERE state = 'planned' AND starts_at > now() AND starts_at < now() + interval '21 days'`.execute(
    db,
  );
  const missing = SESSIONS - (rows[0]?.n ?? 0);
  if (missing <= 0) return;
  await sql`
    WITH w AS (SELECT array_agg(id ORDER BY id) AS ids FROM workshop),
    l AS (SELECT array_agg(id ORDER BY md5(id::text)) AS ids FROM place
      WHERE status = 'open' AND latitude IS NOT NULL)
    INSERT INTO workshop_session (id, workshop_id, place_id, starts_at, ends_at, capacity)
    SELECT gen_random_uuid(), w.ids[1 + n % cardinality(w.ids)],
      l.ids[1 + n % cardinality(l.ids)], at, at + interval '2 hours',
      -- Some with room for a whole bench, so that seats do not run out in it.
      CASE WHEN n % 4 = 0 THEN 500 ELSE 8 END
    FROM w, l, generate_series(1, ${missing}::int) AS n,
      LATERAL (SELECT now() + (1 + n % 480) * interval '1 hour' AS at) AS t`.execute(db);
  // A third of the small ones is full.
  await sql`
    INSERT INTO workshop_registration (id, session_id, code, via, state)
    SELECT gen_random_uuid(), s.id, 'BENCH-' || s.id || '-' || seat, 'staff', 'registered'
    FROM workshop_session s, generate_series(1, 8) AS seat
    WHERE s.capacity = 8 AND s.state = 'planned' AND s.starts_at > now()
      AND get_byte(decode(md5(s.id::text), 'hex'), 0) < 85
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`ANALYZE workshop_session, workshop_registration`.execute(db);
}
