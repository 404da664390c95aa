import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import type { ActivityKind } from '../domain.ts';
import '../tables.ts';

/** A record that another tool keeps, located and checked by whoever reads that tool. */
export interface TakenRecord {
  readonly id: string;
  readonly happened_on: string;
  readonly place_id: string | null;
  readonly commune_code: string;
  readonly department_code: string;
  readonly partnership_id: string;
  readonly partner_id: string;
  readonly kind: ActivityKind;
  readonly participations: number;
  readonly persons_declared: number | null;
  readonly minutes: number;
  readonly themes: readonly string[];
  readonly advisor_id: string | null;
  readonly status: 'recorded' | 'withdrawn';
  readonly recorded_by: string | null;
}

/**
 * Takes records over from another tool, under their own ids: new ones are recorded, changed ones
 * corrected, and what a record said before stays readable; who came for the first time is not
 * theirs to say and stays. No scope: the tool is the author, and
 * its import was allowed or scheduled.
 * @param why the reason that a correction carries
 */
export async function takeRecords(
  trx: Trx,
  records: readonly TakenRecord[],
  why: string,
  now: Date,
): Promise<void> {
  if (records.length === 0) return;
  const columns = sql.raw(`happened_on, place_id, commune_code, department_code, partnership_id,
    partner_id, kind, participations, persons_declared, minutes, themes, advisor_id,
    status`);
  const of = (alias: string) =>
    sql.raw(
      `${alias}.happened_on, ${alias}.place_id, ${alias}.commune_code, ${alias}.department_code,
       ${alias}.partnership_id, ${alias}.partner_id, ${alias}.kind, ${alias}.participations,
       ${alias}.persons_declared, ${alias}.minutes, ${alias}.themes,
       ${alias}.advisor_id, ${alias}.status`,
    );
  await sql`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${jsonRows(records)}) AS r(id uuid, happened_on date,
        place_id uuid, commune_code text, department_code text, partnership_id uuid,
        partner_id uuid, kind text, participations int, persons_declared int, minutes int,
        themes text[], advisor_id uuid, status text, recorded_by text)),
    former AS (
      INSERT INTO activity_revision (activity_id, version, before, reason, corrected_by, corrected_at)
      SELECT a.id, a.version, to_jsonb(a), ${why}, NULL, ${now}
      FROM activity a JOIN r ON r.id = a.id
      WHERE (${of('a')}) IS DISTINCT FROM (${of('r')}))
    INSERT INTO activity AS a (id, ${columns}, commitment, recorded_by, recorded_at)
    SELECT r.id, ${of('r')}, 'digital-inclusion', r.recorded_by, ${now} FROM r
    ON CONFLICT (id) DO UPDATE SET (${columns}) = ROW(${of('excluded')}), version = a.version + 1
    WHERE (${of('a')}) IS DISTINCT FROM (${of('excluded')})`.execute(trx);
}
