import { sql } from 'kysely';
import { abilitiesOf } from '../src/modules/accounts/public.ts';
import { digitalFigures } from '../src/modules/impact/public.ts';
import type { Ctx } from '../src/platform/access/access.ts';
import type { Measured } from './report.ts';
import { median, p95, timed } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const ASKS = 60;
const RUNS = 3;
/** Lines of a breakdown, as on the page. */
const MOST = 10;

/** The page of digital inclusion at the size of the demonstration, for who sees every axis. */
export async function digital(worlds: Worlds): Promise<Measured> {
  const { handle, engine } = await worlds.postgres();
  // As autovacuum leaves it some minutes after so many rows.
  await sql`VACUUM ANALYZE activity`.execute(handle.db);
  const now = new Date();
  const lead = { role: 'alliance-lead', scope_kind: 'national', scope_code: '' } as const;
  const actor = {
    accountId: 'bench',
    name: '',
    roles: [lead.role],
    abilities: abilitiesOf([lead], () => []),
  };
  const ctx: Ctx = { db: handle.db, actor, locale: 'fr', now };
  const year = now.getUTCFullYear();
  const questions = [
    { year },
    { year: year - 1 },
    { year, region: '75' },
    { year, department: '23' },
    { year, commune: '23096' },
  ];
  for (const query of questions) await digitalFigures(ctx, query, MOST);
  const runs: number[] = [];
  const whole: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const times: number[] = [];
    for (let ask = 0; ask < ASKS; ask += 1) {
      const query = questions[ask % questions.length] ?? { year };
      const { ms } = await timed(() => digitalFigures(ctx, query, MOST));
      times.push(ms);
      if (query === questions[0]) whole.push(ms);
    }
    runs.push(p95(times));
  }
  const figures = await digitalFigures(ctx, { year: year - 1 }, null);
  const { participations = 0 } = figures?.total ?? {};
  const sums = (figures?.breakdowns ?? [])
    .filter(({ by }) => by !== 'theme')
    .map(({ lines }) => lines.reduce((sum, line) => sum + line.participations, 0));
  const same = participations > 0 && sums.every((sum) => sum === participations);
  return {
    id: 'digital-figures',
    what: `figures of digital inclusion, ${ASKS} asks a run, p95`,
    value: median(runs),
    unit: 'ms',
    engine,
    runs: RUNS,
    sound: same,
    details: [
      `whole country, median ${median(whole).toFixed(1)} ms`,
      same ? 'lines add up to the total' : 'THE LINES DO NOT ADD UP',
    ],
  };
}
