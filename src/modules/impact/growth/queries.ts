import { sql } from 'kysely';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { today as dayOf } from '../../../platform/i18n/messages.ts';
import { STALE_DAYS } from '../../partnerships/public.ts';
import {
  type Decided,
  expectedEnds,
  type Forecast,
  forecast,
  type Open,
  type Past,
  type PipelineStage,
} from './domain.ts';
import './tables.ts';

/** A region's year: what it aims at, what it agreed, what it has open. */
export interface RegionGrowth {
  readonly code: string;
  readonly name: string;
  readonly target: number | null;
  readonly agreed: number;
  readonly open: Readonly<Record<PipelineStage, number>>;
}

export interface Growth {
  readonly nationalTarget: number | null;
  readonly regions: readonly RegionGrowth[];
  readonly open: readonly Open[];
  readonly past: readonly Past[];
  /** Partnerships running on a day, ascending; the last is today. */
  readonly running: readonly { readonly day: string; readonly count: number }[];
  /** Terms up to the end of the year, by region; those that passed without a decision too. */
  readonly terms: Readonly<Record<string, number>>;
  readonly decided: Decided;
  /** In the pipeline, oldest in its stage first. */
  readonly ageing: readonly Ageing[];
}

export interface Ageing {
  readonly id: string;
  readonly title: string;
  readonly stage: PipelineStage | 'agreed';
  readonly days: number;
  readonly departmentCode: string;
  readonly nextStep: string;
  readonly nextStepOn: string | null;
  readonly owner: string | null;
}

/** Years of history that a forecast looks back on. */
const LOOK_BACK = 4;
const OLDEST = 20;

/**
 * All that the growth page counts, of one moment.
 * @param departments whose oldest ones are listed; null = all
 */
export async function readGrowth(
  db: Db,
  year: number,
  today: string,
  departments: readonly string[] | null = null,
): Promise<Growth> {
  const [target, regions, open, past, running, ageing, terms, decided] = await Promise.all([
    db
      .selectFrom('target')
      .select('value')
      .where('code', '=', 'new-partnerships')
      .where('year', '=', year)
      .executeTakeFirst(),
    regionRows(db, year),
    openRows(db, today),
    pastRows(db, today),
    runningRows(db, today),
    ageingRows(db, today, departments),
    termRows(db, year),
    decidedRows(db, today),
  ]);
  const nationalTarget = target?.value ?? null;
  return { nationalTarget, regions, open, past, running, ageing, terms, decided };
}

/** A region's year with what to expect of its pipeline until the end of it. */
export interface RegionOutlook extends RegionGrowth, Forecast, Terms {}

/** Partnerships whose term comes by the end of the year, and what to expect of that. */
export interface Terms {
  readonly due: number;
  /** Those that may end; null when too few earlier ones tell. */
  readonly ending: number | null;
}

/** This year so far, what to expect of the rest, and what waits. */
export interface Outlook extends Terms {
  readonly year: number;
  readonly nationalTarget: number | null;
  readonly agreed: number;
  readonly expected: number;
  /** Open ones that nothing can be said of; they are not in what is expected. */
  readonly untold: number;
  /** Running on the last day of the year, with what is expected and without what may end. */
  readonly runningAtEnd: number | null;
  /** Regions with a target, an agreement, a term or something open. */
  readonly regions: readonly RegionOutlook[];
  readonly running: Growth['running'];
  /** Of those that the reader can move along, when the reader has departments. */
  readonly ageing: readonly (Ageing & { readonly stale: boolean })[];
}

const DAY_MS = 86_400_000;

/** How this year's new partnerships come along, region by region. */
export async function readOutlook(ctx: Ctx, _scope: Scope<'growth.read'>): Promise<Outlook> {
  const day = dayOf(ctx.now);
  const year = Number(day.slice(0, 4));
  // A delegate's list is the one that they can act on; the figures are everybody's.
  const act = authorize(ctx.actor, 'partnerships.move');
  const own = act && !act.everywhere ? [...act.departments] : null;
  const growth = await readGrowth(ctx.db, year, day, own);
  const left = Math.round((Date.UTC(year, 11, 31) - Date.parse(day)) / DAY_MS);
  const regions = growth.regions.map((region): RegionOutlook => {
    const open = growth.open.filter(({ regionCode }) => regionCode === region.code);
    const due = growth.terms[region.code] ?? 0;
    const ending = expectedEnds(due, growth.decided);
    return { ...region, ...forecast(open, growth.past, left), due, ending };
  });
  const sum = (of: 'agreed' | 'expected' | 'untold' | 'due') =>
    regions.reduce((total, region) => total + region[of], 0);
  const due = sum('due');
  const ending = expectedEnds(due, growth.decided);
  const running = growth.running.at(-1)?.count ?? 0;
  return {
    year,
    nationalTarget: growth.nationalTarget,
    agreed: sum('agreed'),
    expected: sum('expected'),
    untold: sum('untold'),
    due,
    ending,
    runningAtEnd: ending === null ? null : running + sum('expected') - ending,
    regions: regions.filter(
      ({ target, agreed, open, due }) =>
        target !== null || agreed + open.idea + open['co-design'] + due > 0,
    ),
    running: growth.running,
    ageing: growth.ageing.map((one) => ({ ...one, stale: one.days > STALE_DAYS[one.stage] })),
  };
}

async function regionRows(db: Db, year: number): Promise<RegionGrowth[]> {
  const { rows } = await sql<{
    code: string;
    name: string;
    target: number | null;
    agreed: number;
    idea: number;
    codesign: number;
  }>`
    SELECT r.code, r.name, t.value AS target,
      count(p.id) FILTER (WHERE extract(year FROM p.agreed_on) = ${year})::int AS agreed,
      count(p.id) FILTER (WHERE p.stage = 'idea')::int AS idea,
      count(p.id) FILTER (WHERE p.stage = 'co-design')::int AS codesign
    FROM region r
    LEFT JOIN growth_target t ON t.region_code = r.code AND t.year = ${year}
    JOIN department d ON d.region_code = r.code
    LEFT JOIN partnership p ON p.department_code = d.code
    GROUP BY r.code, r.name, t.value ORDER BY r.name`.execute(db);
  return rows.map(({ idea, codesign, ...row }) => ({
    ...row,
    open: { idea, 'co-design': codesign },
  }));
}

async function openRows(db: Db, today: string): Promise<Open[]> {
  const { rows } = await sql<Open>`
    SELECT p.stage, (${today}::date - p.stage_since::date)::int AS age,
      d.region_code AS "regionCode"
    FROM partnership p JOIN department d ON d.code = p.department_code
    WHERE p.stage IN ('idea', 'co-design')`.execute(db);
  return rows.map((row) => ({ ...row, age: Math.max(0, row.age) }));
}

async function pastRows(db: Db, today: string): Promise<Past[]> {
  const { rows } = await sql<Past>`
    WITH entered AS (
      SELECT partnership_id, to_stage AS stage, min(moved_at)::date AS day FROM partnership_move
      WHERE to_stage IN ('idea', 'co-design') GROUP BY 1, 2),
    abandoned AS (
      SELECT partnership_id, min(moved_at)::date AS day FROM partnership_move
      WHERE to_stage = 'abandoned' GROUP BY 1)
    SELECT e.stage,
      CASE WHEN p.agreed_on IS NOT NULL THEN greatest(0, p.agreed_on - e.day) END AS "agreedAfter",
      CASE WHEN a.day IS NOT NULL THEN greatest(0, a.day - e.day) END AS "abandonedAfter",
      (${today}::date - e.day)::int AS followed
    FROM entered e JOIN partnership p ON p.id = e.partnership_id
    LEFT JOIN abandoned a ON a.partnership_id = p.id
    WHERE e.day > ${today}::date - ${LOOK_BACK * 365}::int AND e.day <= ${today}::date`.execute(db);
  return rows;
}

async function runningRows(db: Db, today: string) {
  const { rows } = await sql<{ day: string; count: number }>`
    WITH life AS (
      SELECT p.agreed_on, coalesce(
        CASE WHEN p.stage IN ('ended', 'abandoned') THEN
          least(p.ends_on, (SELECT min(m.moved_at)::date FROM partnership_move m
            WHERE m.partnership_id = p.id AND m.to_stage IN ('ended', 'abandoned'))) END,
        'infinity'::date) AS closed
      FROM partnership p WHERE p.agreed_on IS NOT NULL)
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day,
      count(life.agreed_on) FILTER (WHERE life.agreed_on <= s.day AND life.closed > s.day)::int AS count
    FROM generate_series(${today}::date - interval '36 months', ${today}::date, interval '3 months')
      AS s(day) CROSS JOIN life
    GROUP BY s.day ORDER BY s.day`.execute(db);
  return rows;
}

async function termRows(db: Db, year: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ code: string; due: number }>`
    SELECT d.region_code AS code, count(*)::int AS due
    FROM partnership p JOIN department d ON d.code = p.department_code
    WHERE p.stage IN ('agreed', 'active', 'under-review', 'renewed')
      AND p.ends_on <= make_date(${year}::int, 12, 31)
    GROUP BY 1`.execute(db);
  return Object.fromEntries(rows.map(({ code, due }) => [code, due]));
}

async function decidedRows(db: Db, today: string): Promise<Decided> {
  const { rows } = await sql<Decided>`
    SELECT count(*) FILTER (WHERE to_stage <> 'ended')::int AS continued,
      count(*) FILTER (WHERE to_stage = 'ended')::int AS ended
    FROM partnership_move
    WHERE (to_stage IN ('renewed', 'ended') OR (from_stage = 'under-review' AND to_stage = 'active'))
      AND moved_at::date > ${today}::date - ${LOOK_BACK * 365}::int
      AND moved_at::date <= ${today}::date`.execute(db);
  return rows[0] ?? { continued: 0, ended: 0 };
}

async function ageingRows(
  db: Db,
  today: string,
  departments: readonly string[] | null,
): Promise<Ageing[]> {
  const { rows } = await sql<Ageing>`
    SELECT p.id, p.title, p.stage, (${today}::date - p.stage_since::date)::int AS days,
      p.department_code AS "departmentCode", p.next_step AS "nextStep",
      p.next_step_on::text AS "nextStepOn", u.name AS owner
    FROM partnership p LEFT JOIN auth_user u ON u.id = p.owner_id
    WHERE p.stage IN ('idea', 'co-design', 'agreed')
      AND (${departments}::text[] IS NULL OR p.department_code = ANY (${departments}::text[]))
    ORDER BY p.stage_since LIMIT ${OLDEST}`.execute(db);
  return rows;
}
