import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import '../../workshops/public.ts';
import '../tables.ts';

/** A session that the person could go to sooner. */
export interface Earlier {
  readonly sessionId: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly placeName: string;
  readonly communeName: string;
}

/** Sooner by less than this is not worth another journey, in hours. */
const SOONER_H = 24;
/** Somebody needs the time to come, in hours. */
const NOTICE_H = 2;

/**
 * Sessions with a seat left, of the same series or on one of its themes in the same commune, that
 * begin a day or more before the one somebody is expected at.
 */
export async function earlierThan(db: Db, orientationId: string, now: Date): Promise<Earlier[]> {
  const { rows } = await sql<Earlier & { startsAt: Date; endsAt: Date }>`
    SELECT s.id AS "sessionId", w.title, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      l.name AS "placeName", c.name AS "communeName"
    FROM orientation o
    JOIN workshop_session mine ON mine.id = o.session_id
    JOIN workshop own ON own.id = mine.workshop_id
    JOIN place here ON here.id = mine.place_id
    JOIN place l ON l.commune_code = here.commune_code AND l.status = 'open'
    JOIN commune c ON c.code = l.commune_code
    JOIN workshop_session s ON s.place_id = l.id AND s.state = 'planned'
      AND s.starts_at > ${new Date(now.getTime() + NOTICE_H * 3_600_000)}
      AND s.starts_at < mine.starts_at - ${`${SOONER_H} hours`}::interval
    JOIN workshop w ON w.id = s.workshop_id AND (w.id = own.id OR w.themes && own.themes)
    WHERE o.id = ${orientationId} AND o.state IN ('given', 'accepted') AND (
      SELECT count(*) FROM workshop_registration r
      WHERE r.session_id = s.id AND r.state IN ('registered', 'waiting', 'came', 'absent')
    ) < s.capacity
    ORDER BY s.starts_at LIMIT 3`.execute(db);
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }));
}
