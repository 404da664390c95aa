import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { Box } from '../../places/public.ts';
import type { SessionState } from '../domain.ts';
import '../tables.ts';

/** A session to come with seats left, near a point. */
export interface NearSession {
  readonly id: string;
  readonly title: string;
  readonly themes: string[];
  readonly access: string[];
  readonly placeId: string;
  readonly placeName: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly left: number;
}

/**
 * Sessions with seats left inside a box, the soonest of each series only: next week's is no other
 * choice. Places come first, by their index of positions; their sessions by theirs.
 */
export async function sessionsNear(
  db: Db,
  box: Box,
  from: Date,
  until: Date,
  limit = 200,
): Promise<NearSession[]> {
  const { rows } = await sql<NearSession>`
    SELECT DISTINCT ON (s.workshop_id, s.place_id)
      s.id, w.title, w.themes, w.access, l.id AS "placeId", l.name AS "placeName", l.address,
      l.postal_code AS "postalCode", c.name AS "communeName", l.latitude, l.longitude,
      p.id AS "partnerId", p.name AS "partnerName", s.starts_at AS "startsAt",
      s.ends_at AS "endsAt", s.capacity - r.taken AS left
    FROM place l
    JOIN workshop_session s ON s.place_id = l.id AND s.state = 'planned'
      AND s.starts_at > ${from} AND s.starts_at < ${until}
    CROSS JOIN LATERAL (SELECT count(*)::int AS taken FROM workshop_registration r
      WHERE r.session_id = s.id AND r.state IN ('registered', 'came', 'absent')) AS r
    JOIN workshop w ON w.id = s.workshop_id
    JOIN partnership a ON a.id = w.partnership_id
    JOIN partner p ON p.id = a.partner_id
    JOIN commune c ON c.code = l.commune_code
    WHERE l.status = 'open' AND l.latitude BETWEEN ${box.south} AND ${box.north}
      AND l.longitude BETWEEN ${box.west} AND ${box.east} AND r.taken < s.capacity
    ORDER BY s.workshop_id, s.place_id, s.starts_at
    LIMIT ${limit}`.execute(db);
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
