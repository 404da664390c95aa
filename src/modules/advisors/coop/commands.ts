import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { readSetting, writeSetting } from '../../../platform/db/setting.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../places/public.ts';
import { takeRows, takeWaiting } from '../coop-intake/commands.ts';
import '../tables.ts';
import { problemOf, readResource, waitBefore } from './domain.ts';
import { type CoopAccess, type CoopPage, fetchPage } from './queries.ts';
import './tables.ts';

/** Where the import stands: read anew from `since`, or on from `after` when it broke off. */
interface Cursor {
  readonly since: string | null;
  readonly after: string | null;
  /** Latest modification seen since `since`. */
  readonly newest: string | null;
}

const CURSOR = 'advisors.coop-cursor';
const START: Cursor = { since: null, after: null, newest: null };
const MOST_TRIES = 5;
/** Minutes without a page after which a run has died. */
const DEAD_AFTER = 15;

export interface CoopOptions {
  readonly db: Db;
  readonly access: CoopAccess;
  readonly now: () => Date;
  /** Null for the nightly work and the terminal. */
  readonly startedBy: string | null;
  readonly pageSize?: number;
  readonly timeoutMs?: number;
  readonly wait?: (ms: number) => Promise<void>;
}

export type CoopRunFailure = { readonly code: 'already-running' };

/** Notes the start of an import; one runs at a time, over all processes. */
export async function startCoop(
  options: CoopOptions,
): Promise<Result<{ id: string; work: () => Promise<'done' | 'failed'> }, CoopRunFailure>> {
  const { db, now, startedBy } = options;
  const id = newId();
  await db
    .updateTable('coop_run')
    .set({ state: 'failed', failure: 'interrupted', finished_at: now() })
    .where('state', '=', 'running')
    .where('seen_at', '<', new Date(now().getTime() - DEAD_AFTER * 60_000))
    .execute();
  const made = await db
    .insertInto('coop_run')
    .values({
      id,
      state: 'running',
      reasons: '{}',
      failure: null,
      started_by: startedBy,
      started_at: now(),
      seen_at: now(),
      finished_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return fail({ code: 'already-running' });
  return ok({ id, work: () => carryOn(id, options) });
}

async function carryOn(id: string, options: CoopOptions): Promise<'done' | 'failed'> {
  const { db, now } = options;
  let failure: string | null = null;
  try {
    failure = await readAll(id, options);
  } catch (error) {
    failure = 'internal';
    throw error;
  } finally {
    await db
      .updateTable('coop_run')
      .set({ state: failure ? 'failed' : 'done', failure, finished_at: now() })
      .where('id', '=', id)
      .execute();
  }
  return failure ? 'failed' : 'done';
}

/** Reads page after page. Each page and the place reached are written together. */
async function readAll(id: string, options: CoopOptions): Promise<string | null> {
  const { db, now } = options;
  let cursor = (await readSetting<Cursor>(db, CURSOR)) ?? START;
  for (;;) {
    const page = await fetchPatiently(id, options, cursor);
    if (!page.ok) return page.failure.code;
    const { rows, next } = page.value;
    const read = rows.map(readResource);
    const newest = [cursor.newest ?? '', ...read.map(({ modifiedAt }) => modifiedAt)].sort().at(-1);
    const rejected: Record<string, number> = {};
    const usable = read.filter((activity) => {
      const problem = problemOf(activity, today(now()));
      if (problem) rejected[problem] = (rejected[problem] ?? 0) + 1;
      return problem === null;
    });
    const following: Cursor = next
      ? { since: cursor.since, after: next, newest: newest || null }
      : { since: newest || cursor.since, after: null, newest: null };
    await db.transaction().execute(async (trx) => {
      const taken = await takeRows(trx, now(), usable);
      await writeSetting(trx, CURSOR, following);
      const reasons = { ...taken.waits, ...rejected };
      await sql`UPDATE coop_run SET pages = pages + 1, seen_at = ${now()},
        read = read + ${rows.length}, created = created + ${taken.created},
        updated = updated + ${taken.updated}, unchanged = unchanged + ${taken.unchanged},
        waiting = waiting + ${taken.waiting},
        rejected = rejected + ${rows.length - usable.length},
        reasons = (SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
          SELECT key, sum(value::int) AS n FROM (
            SELECT * FROM jsonb_each_text(reasons)
            UNION ALL SELECT * FROM jsonb_each_text(${JSON.stringify(reasons)}::jsonb)) x
          GROUP BY key) y)
        WHERE id = ${id}`.execute(trx);
    });
    cursor = following;
    if (!next) return null;
  }
}

/** One page, tried again when La Coop is busy, down or silent. */
async function fetchPatiently(
  id: string,
  options: CoopOptions,
  cursor: Cursor,
): Promise<Result<CoopPage, { readonly code: string }>> {
  const { db, access, now, pageSize = 500, timeoutMs = 20_000 } = options;
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  for (let tries = 1; ; tries += 1) {
    const page = await fetchPage(
      access,
      { since: cursor.since, after: cursor.after, size: pageSize },
      timeoutMs,
    );
    if (page.ok) return page;
    if (page.failure.code !== 'again') return fail({ code: page.failure.code });
    if (tries >= MOST_TRIES) return fail({ code: page.failure.why });
    await db
      .updateTable('coop_run')
      .set((eb) => ({ retries: eb('retries', '+', 1), seen_at: now() }))
      .where('id', '=', id)
      .execute();
    await wait(waitBefore(tries, page.failure.retryAfter, now()));
  }
}

export interface CoopFailure {
  readonly code: 'not-found' | 'advisor-unknown' | 'place-unknown';
  readonly field: string;
}

/** Says who a mediator of La Coop is, or that it is none of ours; what waited is taken at once. */
export async function sayMediator(
  ctx: Ctx,
  _scope: Scope<'imports.run'>,
  mediatorId: string,
  advisorId: string | null,
): Promise<Result<{ taken: number }, CoopFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    if (advisorId) {
      const found = await trx
        .selectFrom('advisor')
        .select('id')
        .where('id', '=', advisorId)
        .executeTakeFirst();
      if (!found) return fail({ code: 'advisor-unknown', field: 'advisorId' });
    }
    const said = await trx
      .updateTable('coop_mediator')
      .set({ advisor_id: advisorId, ignored: advisorId === null })
      .where('mediator_id', '=', mediatorId)
      .returning('mediator_id')
      .executeTakeFirst();
    if (!said) return fail({ code: 'not-found', field: 'form' });
    return ok(await takeWaiting(trx, ctx.now, { mediatorId }));
  });
}

/** Says which place a structure of La Coop is; what waited for it is taken at once. */
export async function sayStructure(
  ctx: Ctx,
  _scope: Scope<'imports.run'>,
  structureId: string,
  placeId: string,
): Promise<Result<{ taken: number }, CoopFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const place = await trx
      .selectFrom('place')
      .select('id')
      .where('id', '=', placeId)
      .executeTakeFirst();
    if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
    const said = await trx
      .updateTable('coop_structure')
      .set({ place_id: placeId })
      .where('structure_id', '=', structureId)
      .returning('structure_id')
      .executeTakeFirst();
    if (!said) return fail({ code: 'not-found', field: 'form' });
    return ok(await takeWaiting(trx, ctx.now, { structureId }));
  });
}

/** Decides on a row that may be here already: it counts, or it is the same. */
export async function sayTwice(
  ctx: Ctx,
  _scope: Scope<'imports.run'>,
  coopId: string,
  counts: boolean,
): Promise<Result<{ taken: number }, CoopFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    if (counts) return ok(await takeWaiting(trx, ctx.now, { coopId }));
    const ignored = await trx
      .updateTable('coop_row')
      .set({ state: 'ignored', reason: 'the-same', data: null })
      .where('coop_id', '=', coopId)
      .where('state', '=', 'waiting')
      .returning('coop_id')
      .executeTakeFirst();
    return ignored ? ok({ taken: 0 }) : fail({ code: 'not-found', field: 'form' });
  });
}
