import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import '../../workshops/public.ts';
import '../tables.ts';

/** Sooner by less than this is not worth another journey, in hours. */
const SOONER_H = 24;
/** Somebody needs the time to come, in hours. */
const NOTICE_H = 2;

/**
 * From an orientation `o` to the sessions `s` that its person could go to sooner: with a seat left,
 * of the same series or on one of its themes in the same commune.
 */
const sooner = (now: Date) => sql`
    JOIN workshop_session mine ON mine.id = o.session_id
    JOIN workshop own ON own.id = mine.workshop_id
    JOIN place here ON here.id = mine.place_id
    JOIN place l ON l.commune_code = here.commune_code AND l.status = 'open'
    JOIN workshop_session s ON s.place_id = l.id AND s.state = 'planned'
      AND s.starts_at > ${new Date(now.getTime() + NOTICE_H * 3_600_000)}
      AND s.starts_at < mine.starts_at - ${`${SOONER_H} hours`}::interval
      AND (
        SELECT count(*) FROM workshop_registration r
        WHERE r.session_id = s.id AND r.state IN ('registered', 'waiting', 'came', 'absent')
      ) < s.capacity
    JOIN workshop w ON w.id = s.workshop_id AND (w.id = own.id OR w.themes && own.themes)`;

/** A session that the person could go to sooner. */
export interface Earlier {
  readonly sessionId: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly placeName: string;
  readonly communeName: string;
}

/**
 * Sessions with a seat left, of the same series or on one of its themes in the same commune, that
 * begin a day or more before the one somebody is expected at.
 */
export async function earlierThan(db: Db, orientationId: string, now: Date): Promise<Earlier[]> {
  const { rows } = await sql<Earlier & { startsAt: Date; endsAt: Date }>`
    SELECT s.id AS "sessionId", w.title, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      l.name AS "placeName", c.name AS "communeName"
    FROM orientation o ${sooner(now)}
    JOIN commune c ON c.code = l.commune_code
    WHERE o.id = ${orientationId} AND o.state IN ('given', 'accepted')
    ORDER BY s.starts_at LIMIT 3`.execute(db);
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }));
}

/** Their own session is sooner than this: no message would reach them in time, in hours. */
const WORTH_H = 24;
/** Who was told and did not take it is left alone for a while, in hours. */
const PAUSE_H = 72;

/**
 * Orientations whose people would take an earlier place, can be reached, were not told of late, and
 * for whom one is free; who is expected first comes first.
 */
export async function whoCouldComeEarlier(db: Db, now: Date, most: number): Promise<string[]> {
  const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000);
  const { rows } = await sql<{ id: string }>`
    SELECT late.id FROM orientation late
    WHERE late.wants_earlier AND late.state IN ('given', 'accepted') AND late.sealed_contact IS NOT NULL
      AND late.expected_at > ${hours(WORTH_H)}
      AND (late.earlier_told_at IS NULL OR late.earlier_told_at < ${hours(-PAUSE_H)})
      AND EXISTS (SELECT 1 FROM orientation o ${sooner(now)} WHERE o.id = late.id)
    ORDER BY late.expected_at, late.id LIMIT ${most}`.execute(db);
  return rows.map(({ id }) => id);
}
