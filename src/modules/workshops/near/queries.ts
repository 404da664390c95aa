import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import '../../rooms/public.ts';
import type { SessionState } from '../domain.ts';
import '../tables.ts';

/** A session to come with seats left, at one of some places. */
export interface NearSession {
  readonly id: string;
  readonly title: string;
  readonly themes: string[];
  readonly access: string[];
  readonly placeId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly left: number;
}

/** Sessions looked at for a place, soonest first; the limit keeps to the index of places and starts. */
const A_PLACE = 60;

/**
 * Sessions with seats left at some places, the soonest of each series and place only: next week's
 * is no other choice. One scan of the index of places and starts for each place.
 */
export async function sessionsNear(
  db: Db,
  placeIds: readonly string[],
  from: Date,
  until: Date,
): Promise<NearSession[]> {
  if (placeIds.length === 0) return [];
  const { rows } = await sql<NearSession>`
    SELECT DISTINCT ON (s.workshop_id, s.place_id)
      s.id, w.title, w.themes, w.access, s.place_id AS "placeId", p.id AS "partnerId",
      p.name AS "partnerName", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      s.capacity - r.taken AS left
    FROM unnest(${[...placeIds]}::uuid[]) AS l (id)
    CROSS JOIN LATERAL (SELECT * FROM workshop_session s
      WHERE s.place_id = l.id AND s.state = 'planned'
        AND s.starts_at > ${from} AND s.starts_at < ${until}
      ORDER BY s.starts_at LIMIT ${A_PLACE}) AS s
    CROSS JOIN LATERAL (SELECT count(*)::int AS taken FROM workshop_registration r
      WHERE r.session_id = s.id AND r.state IN ('registered', 'came', 'absent')) AS r
    JOIN workshop w ON w.id = s.workshop_id
    JOIN partnership a ON a.id = w.partnership_id
    JOIN partner p ON p.id = a.partner_id
    WHERE r.taken < s.capacity
      -- A session whose room was closed is nowhere to send anybody to.
      AND NOT EXISTS (SELECT 1 FROM room_booking b
        WHERE b.workshop_session_id = s.id AND b.status IN ('refused', 'cancelled'))
    ORDER BY s.workshop_id, s.place_id, s.starts_at`.execute(db);
  return rows;
}

/** When and where a session is, for who is sent there; null when there is none. */
export async function getSessionPlan(
  db: Db,
  id: string,
): Promise<{
  readonly placeId: string;
  readonly partnerId: string;
  readonly startsAt: Date;
  readonly state: SessionState;
} | null> {
  const row = await db
    .selectFrom('workshop_session as s')
    .innerJoin('workshop as w', 'w.id', 's.workshop_id')
    .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
    .select(['s.place_id as placeId', 'a.partner_id as partnerId', 's.starts_at as startsAt'])
    .select('s.state')
    .where('s.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
