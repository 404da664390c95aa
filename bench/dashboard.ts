import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { COMMITMENTS } from '../src/modules/alliance/public.ts';
import { type Dashboard, dashboard, figuresOf } from '../src/modules/impact/public.ts';
import type { Db } from '../src/platform/db/schema.ts';
import type { Measured } from './report.ts';
import { median, p95, timed } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const RECORDS = 1_000_000;
const ASKS = 200;
const RAW_RUNS = 7;
const RUNS = 3;

/** Records are copied until there are a million; the triggers keep the sums, as for any write. */
async function fill(db: Db): Promise<void> {
  const counted = await sql<{ n: number }>`SELECT count(*)::int AS n FROM activity`.execute(db);
  const missing = RECORDS - (counted.rows[0]?.n ?? 0);
  if (missing > 0) {
    await sql`
      INSERT INTO activity (id, happened_on, place_id, commune_code, department_code,
        partnership_id, partner_id, commitment, kind, participations, persons_declared, minutes)
      SELECT gen_random_uuid(), happened_on, place_id, commune_code, department_code,
        partnership_id, partner_id, commitment, kind, participations, persons_declared, minutes
      FROM activity CROSS JOIN generate_series(1, 10) LIMIT ${missing}`.execute(db);
  }
  await sql`VACUUM ANALYZE activity`.execute(db);
  await sql`VACUUM ANALYZE activity_rollup`.execute(db);
}

type Sums = Parameters<typeof figuresOf>[0];

const SUMS = sql`count(*) AS records, coalesce(sum(participations), 0) AS participations,
  coalesce(sum(persons_declared), 0) AS persons_declared,
  count(persons_declared) AS records_with_persons, coalesce(sum(minutes), 0) AS minutes`;

/** The figures of the dashboard from the records themselves, as directly as SQL can say it. */
async function fromRecords(db: Db, year: number) {
  const [years, axes] = await Promise.all([
    sql<NonNullable<Sums> & { year: number }>`
      SELECT extract(year FROM happened_on)::int AS year, ${SUMS} FROM activity
      WHERE status = 'recorded' GROUP BY 1 ORDER BY 1`.execute(db),
    sql<NonNullable<Sums> & { commitment: string | null; department_code: string | null }>`
      SELECT commitment, department_code, ${SUMS} FROM activity
      WHERE status = 'recorded' AND happened_on BETWEEN make_date(${year}::int, 1, 1)
        AND make_date(${year}::int, 12, 31)
      GROUP BY GROUPING SETS ((), (commitment), (department_code))`.execute(db),
  ]);
  const of = (commitment: string | null, department: string | null) =>
    axes.rows.find((row) => row.commitment === commitment && row.department_code === department);
  return {
    total: figuresOf(of(null, null)),
    byYear: years.rows.map((row) => ({ year: row.year, figures: figuresOf(row) })),
    byCommitment: COMMITMENTS.map((commitment) => ({
      commitment,
      figures: figuresOf(of(commitment, null)),
    })),
    byDepartment: axes.rows
      .flatMap((row) =>
        row.department_code === null
          ? []
          : [{ code: row.department_code, figures: figuresOf(row) }],
      )
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

function agree(shown: Dashboard, raw: Awaited<ReturnType<typeof fromRecords>>): boolean {
  const { total, byYear, byCommitment } = shown;
  const byDepartment = shown.byDepartment.map(({ code, figures }) => ({ code, figures }));
  return isDeepStrictEqual({ total, byYear, byCommitment, byDepartment }, raw);
}

/** The dashboard over a million records, and the same figures from the records, in turn. */
export async function dashboards(worlds: Worlds): Promise<Measured[]> {
  const { handle, engine } = await worlds.postgres();
  const { db } = handle;
  await fill(db);
  const now = new Date();
  const year = now.getUTCFullYear() - 1;
  const questions = [
    { year },
    { year: year + 1 },
    { year, department: '23' },
    { year, commitment: 'digital-inclusion' as const },
  ];
  for (const query of questions) await dashboard(db, query, now);
  await fromRecords(db, year);

  const runs: number[] = [];
  const whole: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const times: number[] = [];
    for (let ask = 0; ask < ASKS; ask += 1) {
      const query = questions[ask % questions.length] ?? { year };
      const { ms } = await timed(() => dashboard(db, query, now));
      times.push(ms);
      if (query === questions[0]) whole.push(ms);
    }
    runs.push(p95(times));
  }
  const raw: number[] = [];
  let same = true;
  for (let run = 0; run < RAW_RUNS; run += 1) {
    const { ms, value } = await timed(() => fromRecords(db, year));
    raw.push(ms);
    same &&= agree(await dashboard(db, { year }, now), value);
  }
  return [
    {
      id: 'dashboard',
      what: `dashboard with ${RECORDS.toLocaleString('en')} records, ${ASKS} asks a run, p95`,
      value: median(runs),
      unit: 'ms',
      engine,
      runs: RUNS,
      details: [`whole country, median ${median(whole).toFixed(2)} ms`],
    },
    {
      id: 'dashboard-vs-raw',
      what: 'the same figures by GROUP BY over the records, times the dashboard',
      value: median(raw) / median(whole),
      unit: '×',
      engine,
      runs: RAW_RUNS,
      sound: same,
      details: [
        `over the records, median ${median(raw).toFixed(1)} ms`,
        same ? 'both give the same numbers' : 'THE NUMBERS DIFFER',
      ],
    },
  ];
}
