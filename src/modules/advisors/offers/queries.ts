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
