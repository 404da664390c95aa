import { sql } from 'kysely';
import {
  counterPlace,
  DIFFICULTIES,
  proposalsAt,
  WISHES,
} from '../src/modules/orientation/public.ts';
import { makeManySessions } from './many-sessions.ts';
import type { Measured } from './report.ts';
import { median, p95, timed } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const PLACES = 300;
const WARM_UP = 30;

/** What a counter anywhere in the country can propose, from the question to the three best. */
export async function nearestThree(worlds: Worlds): Promise<Measured> {
  const { handle, engine } = await worlds.postgres();
  const { db } = handle;
  await makeManySessions(db);
  const { rows: counters } = await sql<{ id: string }>`
    SELECT id FROM place WHERE status = 'open' AND latitude IS NOT NULL
    ORDER BY md5(external_id || 'nearest') LIMIT ${PLACES + WARM_UP}`.execute(db);
  const { rows: sizes } = await sql<{ places: number; sessions: number }>`
    SELECT (SELECT count(*)::int FROM place WHERE status = 'open') AS places,
      (SELECT count(*)::int FROM workshop_session WHERE state = 'planned'
        AND starts_at > now() AND starts_at < now() + interval '21 days') AS sessions`.execute(db);
  const waits: number[] = [];
  let found = 0;
  for (const [index, { id }] of counters.entries()) {
    const asked = {
      difficulty: DIFFICULTIES[index % DIFFICULTIES.length] ?? 'device',
      wish: WISHES[index % WISHES.length] ?? 'soon',
      access: [],
    };
    const { ms, value } = await timed(async () => {
      const place = await counterPlace(db, id);
      return place ? proposalsAt(db, place, asked, new Date()) : [];
    });
    if (index < WARM_UP) continue;
    waits.push(ms);
    if (value.length > 0) found += 1;
  }
  return {
    id: 'nearest-three',
    what: `the best next steps at ${PLACES} counters, over ${sizes[0]?.places} places and ${sizes[0]?.sessions} sessions`,
    value: p95(waits),
    unit: 'ms',
    engine,
    runs: waits.length,
    sound: found > PLACES / 2,
    details: [`median ${median(waits).toFixed(1)} ms, ${found} of ${PLACES} had something near`],
  };
}
