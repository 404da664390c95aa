import { sql } from 'kysely';
import { abilitiesOf, ensureAccount } from '../src/modules/accounts/public.ts';
import { bookingInput, bookRoom, listRooms } from '../src/modules/rooms/public.ts';
import { syncReference } from '../src/modules/territories/public.ts';
import { type Actor, authorize } from '../src/platform/access/access.ts';
import { newId } from '../src/platform/db/ids.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { type DatabaseHandle, openDatabase } from '../src/platform/db/open.ts';
import { startPostgres } from '../tools/checks/postgres.ts';
import type { Measured } from './report.ts';
import { median, timed } from './statistics.ts';
import { atEnd } from './tidy.ts';

const RUNS = 3;
const ASKING = 200;
const GRANT = { role: 'alliance-lead', scope_kind: 'national', scope_code: '' } as const;

/** Two hundred who ask for one slot of one room at once, on both engines, a new slot each run. */
export async function roomContention(): Promise<Measured> {
  const server = await startPostgres();
  const stop = atEnd(() => server.stop());
  const engines: string[] = [];
  const details: string[] = [];
  let most = 0;
  let sound = true;
  for (const options of [{}, { url: server.url, poolSize: 20 }]) {
    const handle = await openDatabase(options);
    const close = atEnd(() => handle.close());
    const ask = await prepare(handle);
    const waits: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { ms, value } = await timed(() => ask(run));
      waits.push(ms);
      most = Math.max(most, value.won);
      sound &&= value.won === 1 && value.taken === ASKING - 1 && value.kept === run + 1;
    }
    const { rows } = await sql<{ server_version: string }>`SHOW server_version`.execute(handle.db);
    const engine = `${handle.engine === 'pglite' ? 'PGlite' : 'PostgreSQL'} ${rows[0]?.server_version}`;
    engines.push(engine);
    details.push(`${engine}: all ${ASKING} answered in ${median(waits).toFixed(0)} ms`);
    await close();
  }
  await stop();
  return {
    id: 'room-contention',
    what: `${ASKING} ask for one slot of one room at once, on both engines: how many get it`,
    value: most,
    unit: 'won',
    engine: engines.join(', '),
    runs: RUNS,
    sound,
    details,
  };
}

/** A room of an otherwise empty alliance, and a way to ask for one of its slots. */
async function prepare(handle: DatabaseHandle) {
  const { db } = handle;
  await migrate(handle);
  await syncReference(db);
  const accountId = await ensureAccount(
    db,
    {
      email: 'bench@demonstration.invalid',
      name: 'Bench',
      locale: 'fr',
      grants: [{ role: 'alliance-lead', scopeKind: 'national', scopeCode: '' }],
    },
    null,
  );
  const place = newId();
  await sql`INSERT INTO place (id, source, external_id, kind, name, commune_code, department_code,
      search_text, search_weight)
    VALUES (${place}::uuid, 'bench', 'bench', 'post-office', 'Bureau', '23096', '23', '', 0)`.execute(
    db,
  );
  const hours = JSON.stringify({ tuesday: [['08:00', '20:00']] });
  await sql`INSERT INTO room (id, place_id, name, seats, hours, buffer_minutes)
    VALUES (${newId()}::uuid, ${place}::uuid, 'Salle', 12, ${hours}::jsonb, 15)`.execute(db);
  const [room] = await listRooms(db, { place });
  if (!room) throw new Error('the room is there');
  const actor: Actor = {
    accountId,
    name: 'Bench',
    roles: ['alliance-lead'],
    abilities: abilitiesOf([GRANT], () => []),
  };
  const scope = authorize(actor, 'rooms.book');
  if (!scope) throw new Error('the national team may book');
  const ctx = { db, actor, locale: 'fr' as const, now: new Date('2026-06-15T10:00:00Z') };
  return async (run: number) => {
    const [from, to] = [`${10 + 2 * run}:00`, `${11 + 2 * run}:00`];
    const input = bookingInput.parse({
      partnerId: null,
      purpose: 'Bench',
      day: '2026-06-16',
      from,
      to,
    });
    const results = await Promise.all(
      Array.from({ length: ASKING }, () => bookRoom(ctx, scope, room.id, input)),
    );
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM room_booking WHERE room_id = ${room.id}::uuid`.execute(db);
    return {
      won: results.filter((one) => one.ok).length,
      taken: results.filter((one) => !one.ok && one.failure.code === 'slot-taken').length,
      kept: rows[0]?.n ?? 0,
    };
  };
}
