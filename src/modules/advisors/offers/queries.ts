import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { AdvisorKind } from '../domain.ts';

/** A presence that can be proposed to somebody. */
export interface PresenceOffer {
  readonly presenceId: string;
  readonly advisorId: string;
  readonly kind: AdvisorKind;
  readonly themes: readonly string[];
  readonly access: readonly string[];
  readonly languages: readonly string[];
  readonly placeId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly byAppointment: boolean;
  readonly slotMinutes: number | null;
  /** The first slot that is free and has not begun; null when there is none, or for walk-ins. */
  readonly firstFree: Date | null;
  /** Free slots that have not begun; 0 for walk-ins. */
  readonly freeSlots: number;
}

export interface NearFilters {
  readonly placeIds: readonly string[];
  /** Now, or later: what has ended or begun before is no offer. */
  readonly from: Date;
  readonly to: Date;
}

/**
 * Presences at some places within a time, soonest first, with what is free: one index scan a place
 * over dated presences. Presences whose slots are all given are in the answer with `freeSlots` 0.
 */
export async function listPresencesNear(db: Db, filters: NearFilters): Promise<PresenceOffer[]> {
  const { placeIds, from, to } = filters;
  if (placeIds.length === 0) return [];
  const { rows } = await sql<PresenceOffer>`
    SELECT s.id AS "presenceId", v.id AS "advisorId", v.kind, v.themes, v.access, v.languages,
      s.place_id AS "placeId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      s.slot_minutes IS NOT NULL AS "byAppointment", s.slot_minutes AS "slotMinutes",
      f.first AS "firstFree", coalesce(f.n, 0)::int AS "freeSlots"
    FROM advisor_presence s
    JOIN advisor v ON v.id = s.advisor_id
    LEFT JOIN LATERAL (
      SELECT min(t) AS first, count(*) AS n
      FROM generate_series(s.starts_at, s.ends_at - make_interval(mins => s.slot_minutes),
        make_interval(mins => s.slot_minutes)) AS t
      WHERE t > ${from} AND NOT EXISTS (SELECT 1 FROM advisor_appointment x
        WHERE x.advisor_id = s.advisor_id AND x.starts_at = t
          AND x.state IN ('booked', 'came', 'absent'))
    ) f ON s.slot_minutes IS NOT NULL
    WHERE s.place_id = ANY(${[...placeIds]}::uuid[]) AND s.state = 'planned'
      AND s.starts_at < ${to} AND s.starts_at > ${from}::timestamptz - interval '1 day'
      AND s.ends_at > ${from}
    ORDER BY s.starts_at, s.id`.execute(db);
  return rows;
}

/** Another time that somebody with an appointment may take. */
export interface OtherTime {
  readonly presenceId: string;
  readonly startsAt: string;
  /** Null: at the place of the appointment. */
  readonly elsewhere: string | null;
}

/** The most times shown of the place itself, and as many of others. */
const MOST_TIMES = 5;

/**
 * Other times for an appointment: the first free one of each presence at its place, then of its
 * advisor's presences elsewhere, so that a round that moved still offers its new place.
 */
export async function otherTimes(
  db: Db,
  appointment: { readonly placeId: string; readonly advisorId: string },
  from: Date,
  to: Date,
): Promise<OtherTime[]> {
  const { placeId, advisorId } = appointment;
  const { rows: around } = await sql<{ id: string; name: string }>`
    SELECT DISTINCT l.id, l.name || ', ' || c.name AS name
    FROM advisor_presence s JOIN place l ON l.id = s.place_id JOIN commune c ON c.code = l.commune_code
    WHERE s.advisor_id = ${advisorId}::uuid AND s.state = 'planned' AND s.starts_at > ${from}
      AND s.starts_at < ${to}`.execute(db);
  const names = new Map(around.map(({ id, name }) => [id, name]));
  const near = await listPresencesNear(db, { placeIds: [placeId, ...names.keys()], from, to });
  const free = near.flatMap((one) =>
    one.firstFree && (one.placeId === placeId || one.advisorId === advisorId)
      ? [
          {
            presenceId: one.presenceId,
            startsAt: one.firstFree.toISOString(),
            elsewhere: one.placeId === placeId ? null : (names.get(one.placeId) ?? ''),
          },
        ]
      : [],
  );
  // Two people who receive at one place at the same time are one time to choose.
  const said = new Set<string>();
  const distinct = free.filter(({ startsAt, elsewhere }) => {
    const key = `${startsAt} ${elsewhere ?? ''}`;
    return said.has(key) ? false : said.add(key);
  });
  const here = distinct.filter(({ elsewhere }) => elsewhere === null).slice(0, MOST_TIMES);
  const there = distinct.filter(({ elsewhere }) => elsewhere !== null).slice(0, MOST_TIMES);
  return [...here, ...there];
}

/** Free slots of one presence that have not begun, in order. */
export async function listFreeSlots(db: Db, presenceId: string, now: Date): Promise<Date[]> {
  const { rows } = await sql<{ t: Date }>`
    SELECT t FROM advisor_presence s,
      generate_series(s.starts_at, s.ends_at - make_interval(mins => s.slot_minutes),
        make_interval(mins => s.slot_minutes)) AS t
    WHERE s.id = ${presenceId}::uuid AND s.state = 'planned' AND t > ${now}
      AND NOT EXISTS (SELECT 1 FROM advisor_appointment x WHERE x.advisor_id = s.advisor_id
        AND x.starts_at = t AND x.state IN ('booked', 'came', 'absent'))
    ORDER BY t`.execute(db);
  return rows.map(({ t }) => t);
}
