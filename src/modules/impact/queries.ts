import { sql } from 'kysely';
import type { Db } from '../../platform/db/schema.ts';
import { COMMITMENTS, type Commitment } from '../alliance/public.ts';
import type { FiguresQuery } from './contract.ts';
import type { TargetCode } from './domain.ts';
import { type Figures, figuresOf, type RollupSums } from './domain.ts';

export interface Dashboard {
  readonly year: number;
  /** Years that have activity, ascending, the asked one among them. */
  readonly years: readonly number[];
  readonly total: Figures;
  readonly byYear: readonly { readonly year: number; readonly figures: Figures }[];
  readonly byCommitment: readonly { readonly commitment: Commitment; readonly figures: Figures }[];
  readonly byDepartment: readonly {
    readonly code: string;
    readonly name: string;
    readonly figures: Figures;
  }[];
  readonly partnerships: {
    /** Running at the moment of asking. */
    readonly active: number;
    readonly activeByCommitment: Readonly<Record<Commitment, number>>;
    readonly activeByDepartment: Readonly<Record<string, number>>;
    readonly newInYear: number;
    readonly newByYear: readonly { readonly year: number; readonly count: number }[];
  };
  readonly targets: readonly {
    readonly code: TargetCode;
    readonly year: number;
    readonly value: number;
    readonly source: string;
  }[];
}

const SUMS = sql<RollupSums>`
  coalesce(sum(records), 0) AS records, coalesce(sum(participations), 0) AS participations,
  coalesce(sum(persons_declared), 0) AS persons_declared,
  coalesce(sum(records_with_persons), 0) AS records_with_persons, coalesce(sum(minutes), 0) AS minutes`;

/**
 * The dashboard's figures, from the coarse roll-up: one grouped read for all axes, so that every
 * number on the page is of the same moment.
 * @param query year (default: the present one), department and commitment narrow everything
 */
export async function dashboard(db: Db, query: FiguresQuery, now: Date): Promise<Dashboard> {
  const year = query.year ?? now.getUTCFullYear();
  const department = query.department?.toUpperCase() ?? null;
  const commitment = query.commitment ?? null;
  const within = sql`(${department}::text IS NULL OR department_code = ${department})
    AND (${commitment}::text IS NULL OR commitment = ${commitment})`;
  const ofYear = sql`month >= make_date(${year}::int, 1, 1) AND month <= make_date(${year}::int, 12, 31)`;

  const [years, axes, partnerships, targets, departments] = await Promise.all([
    // By month first: taking the year of every cell costs more than adding it up.
    sql<RollupSums & { year: number }>`
      SELECT extract(year FROM month)::int AS year, ${SUMS} FROM (
        SELECT month, ${SUMS} FROM activity_rollup WHERE ${within} GROUP BY month
      ) AS months GROUP BY 1 ORDER BY 1`.execute(db),
    sql<RollupSums & { commitment: Commitment | null; department_code: string | null }>`
      SELECT commitment, department_code, ${SUMS} FROM activity_rollup
      WHERE ${within} AND ${ofYear}
      GROUP BY GROUPING SETS ((), (commitment), (department_code))`.execute(db),
    partnershipCounts(db, department, commitment),
    db.selectFrom('target').selectAll().orderBy('year').execute(),
    listDepartmentNames(db),
  ]);
  const names = new Map(departments.map((row) => [row.code, row.name]));
  const total = axes.rows.find((row) => row.commitment === null && row.department_code === null);
  return {
    year,
    years: [
      ...new Set([...years.rows.filter((r) => Number(r.records) > 0).map((r) => r.year), year]),
    ].sort(),
    total: figuresOf(total),
    byYear: years.rows
      .filter((r) => Number(r.records) > 0)
      .map((row) => ({ year: row.year, figures: figuresOf(row) })),
    byCommitment: COMMITMENTS.map((c) => ({
      commitment: c,
      figures: figuresOf(axes.rows.find((row) => row.commitment === c)),
    })),
    byDepartment: axes.rows
      .filter((row) => row.department_code !== null)
      .map((row) => ({
        code: row.department_code ?? '',
        name: names.get(row.department_code ?? '') ?? '',
        figures: figuresOf(row),
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    partnerships: {
      ...partnerships,
      newInYear: partnerships.newByYear.find((n) => n.year === year)?.count ?? 0,
    },
    targets: targets.map((t) => ({ ...t, code: t.code as TargetCode })),
  };
}

/** Every department in order of code, to choose from. */
export async function listDepartmentNames(db: Db): Promise<{ code: string; name: string }[]> {
  return db.selectFrom('department').select(['code', 'name']).orderBy('code').execute();
}

/** Every region in order of name, to choose from. */
export async function listRegionNames(db: Db): Promise<{ code: string; name: string }[]> {
  return db.selectFrom('region').select(['code', 'name']).orderBy('name').execute();
}

async function partnershipCounts(db: Db, department: string | null, commitment: string | null) {
  const { rows } = await sql<{
    commitment: Commitment | null;
    department_code: string | null;
    year: number | null;
    n: number;
  }>`
    SELECT commitment, department_code, NULL::int AS year, count(*) AS n
    FROM partnership WHERE stage IN ('active', 'under-review', 'renewed')
      AND (${department}::text IS NULL OR department_code = ${department})
      AND (${commitment}::text IS NULL OR commitment = ${commitment})
    GROUP BY GROUPING SETS ((commitment), (department_code))
    UNION ALL
    SELECT NULL, NULL, extract(year FROM agreed_on)::int, count(*)
    FROM partnership WHERE agreed_on IS NOT NULL
      AND (${department}::text IS NULL OR department_code = ${department})
      AND (${commitment}::text IS NULL OR commitment = ${commitment})
    GROUP BY 3`.execute(db);
  const activeByCommitment = Object.fromEntries(COMMITMENTS.map((c) => [c, 0])) as Record<
    Commitment,
    number
  >;
  const activeByDepartment: Record<string, number> = {};
  const newByYear: { year: number; count: number }[] = [];
  let active = 0;
  // Each row is a line of one axis; the axis of commitments holds every active one once.
  for (const { commitment: of, department_code: where, year, n } of rows) {
    if (of !== null) {
      activeByCommitment[of] = Number(n);
      active += Number(n);
    } else if (where !== null) activeByDepartment[where] = Number(n);
    else if (year !== null) newByYear.push({ year, count: Number(n) });
  }
  newByYear.sort((a, b) => a.year - b.year);
  return { active, activeByCommitment, activeByDepartment, newByYear };
}

/** The target of a year, or null when none was set. */
export function targetOf(dashboardTargets: Dashboard['targets'], code: TargetCode, year: number) {
  return dashboardTargets.find((target) => target.code === code && target.year === year) ?? null;
}
