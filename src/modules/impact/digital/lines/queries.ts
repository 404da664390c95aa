import { sql } from 'kysely';
import { authorize, type Ctx } from '../../../../platform/access/access.ts';
import type { FollowedShare } from '../../../follow-up/public.ts';
import { type Axis, axisOfFiles, type LineSums } from '../domain.ts';
import {
  DECLARED,
  givenIn,
  HELP,
  inYear,
  NOBODY,
  reachOf,
  recordedIn,
  type Where,
} from '../within/queries.ts';

/** One line of an axis, or the total of all records. */
export interface Line extends LineSums {
  readonly axis: Axis | 'total';
  readonly key: string;
  readonly name: string | null;
  readonly orientations: number;
  readonly followed: number;
  readonly of: number;
}

const ADDED = sql`sum(records) AS records, sum(participations) AS participations,
  sum(first_timers) AS first_timers, sum(saying_first) AS saying_first, sum(persons) AS persons,
  sum(saying_persons) AS saying_persons, sum(orientations) AS orientations,
  sum(followed) AS followed`;

/**
 * Every axis in one statement, so that all lines are of the same moment. The records are read once
 * for all axes; themes are added up by what records say together, then one by one.
 */
export async function readLines(
  ctx: Ctx,
  where: Where,
  year: number,
  shares: readonly FollowedShare[] | null,
  most: number | null,
): Promise<Line[]> {
  const read = reachOf(authorize(ctx.actor, 'activity.read'), 'activity', 'partner_id');
  const help = reachOf(
    authorize(ctx.actor, 'accompaniments.read'),
    'activity',
    'partner_id',
    'recorded_by',
  );
  const hosts = reachOf(authorize(ctx.actor, 'activity.read'), 'r', 'host_partner_id');
  const area = sql.ref(where.parts === 'department' ? 'department_code' : 'commune_code');
  const records = sql`${HELP} AND ${inYear('activity.happened_on', year)}
    AND ${recordedIn(where, ctx.actor)}`;
  const whole = where.parts === 'department';
  const given = whole ? sql`r.department_code` : sql`l.commune_code`;
  const toPlace = whole ? sql`` : sql`JOIN place l ON l.id = r.place_id`;
  const followed = JSON.stringify(
    (shares ?? []).flatMap(({ by, key, persons }) => {
      const axis = axisOfFiles(by);
      return axis && (axis !== 'territory' || where.parts === 'department')
        ? [{ axis, key, persons }]
        : [];
    }),
  );
  const { rows } = await sql<Line>`
    WITH axes AS (
      SELECT GROUPING(part, place_id, partner, advisor, month, themes) AS which, part, place_id,
        partner, advisor, month, themes, ${DECLARED}
      FROM (SELECT ${area} AS part, place_id, CASE WHEN ${read} THEN partner_id END AS partner,
          CASE WHEN ${help} THEN advisor_id END AS advisor,
          extract(month FROM happened_on)::int AS month, themes, participations, first_timers,
          persons_declared
        FROM activity WHERE ${records}) AS a
      GROUP BY GROUPING SETS ((), (part), (place_id), (partner), (advisor), (month), (themes))),
    given AS (
      SELECT GROUPING(part, place_id, month, partner) AS which, part, place_id, month, partner,
        sum(n)::float8 AS n
      FROM (SELECT ${given} AS part, r.place_id, extract(month FROM r.month)::int AS month,
          CASE WHEN ${hosts} THEN nullif(r.host_partner_id, ${NOBODY}::uuid) END AS partner,
          r.orientations AS n
        FROM orientation_rollup r ${toPlace}
        WHERE ${inYear('r.month', year)} AND r.orientations <> 0
          AND ${givenIn(where, ctx.actor, 'r')}) AS o
      GROUP BY GROUPING SETS ((part), (place_id), (month), (partner))),
    cells (axis, key, records, participations, first_timers, saying_first, persons,
      saying_persons, orientations, followed) AS (
      SELECT CASE which WHEN 63 THEN 'total' WHEN 31 THEN 'territory' WHEN 47 THEN 'place'
          WHEN 55 THEN 'partner' WHEN 59 THEN 'advisor' ELSE 'month' END,
        CASE which WHEN 31 THEN part WHEN 47 THEN place_id::text WHEN 55 THEN partner::text
          WHEN 59 THEN advisor::text WHEN 61 THEN lpad(month::text, 2, '0') END,
        records, participations, first_timers, saying_first, persons, saying_persons, 0, 0
      FROM axes WHERE which <> 62
      UNION ALL SELECT 'theme', theme, records, participations, first_timers, saying_first,
        persons, saying_persons, 0, 0
      FROM axes CROSS JOIN LATERAL unnest(
        CASE WHEN cardinality(themes) = 0 THEN ARRAY[''] ELSE themes END) AS t (theme)
      WHERE which = 62
      UNION ALL SELECT CASE which WHEN 7 THEN 'territory' WHEN 11 THEN 'place'
          WHEN 13 THEN 'month' ELSE 'partner' END,
        CASE which WHEN 7 THEN part WHEN 11 THEN place_id::text
          WHEN 13 THEN lpad(month::text, 2, '0') ELSE partner::text END,
        0, 0, 0, 0, 0, 0, n, 0 FROM given
      UNION ALL SELECT axis, key, 0, 0, 0, 0, 0, 0, 0, persons
        FROM jsonb_to_recordset(${followed}::jsonb) AS f (axis text, key text, persons int)),
    lines AS (
      SELECT axis, coalesce(key, '') AS key, ${ADDED} FROM cells GROUP BY 1, 2),
    ranked AS (
      SELECT *, CASE WHEN axis IN ('place', 'partner', 'advisor') THEN nullif(key, '')::uuid END AS id,
        count(*) OVER (PARTITION BY axis)::int AS of, row_number() OVER (PARTITION BY axis
          ORDER BY key = '', participations DESC, orientations DESC, followed DESC, key) AS rank
      FROM lines)
    SELECT k.axis, k.key, k.of, k.records, k.participations, k.first_timers, k.saying_first,
      k.persons, k.saying_persons, k.orientations, k.followed,
      CASE k.axis WHEN 'place' THEN l.name || ', ' || lc.name WHEN 'partner' THEN p.name
        WHEN 'advisor' THEN v.name WHEN 'territory' THEN part.name END AS name
    FROM ranked k
      LEFT JOIN place l ON k.axis = 'place' AND l.id = k.id
      LEFT JOIN commune lc ON lc.code = l.commune_code
      LEFT JOIN partner p ON k.axis = 'partner' AND p.id = k.id
      LEFT JOIN advisor v ON k.axis = 'advisor' AND v.id = k.id
      LEFT JOIN ${sql.table(where.parts)} AS part ON k.axis = 'territory' AND part.code = k.key
    WHERE ${most}::int IS NULL OR k.axis IN ('total', 'theme', 'month') OR k.rank <= ${most}::int
    ORDER BY k.axis, CASE WHEN k.axis = 'month' THEN k.key END, k.rank`.execute(ctx.db);
  return rows;
}
