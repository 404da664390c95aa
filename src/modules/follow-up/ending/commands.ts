import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type FollowUpFailure, lockFile } from '../contact/commands.ts';
import { type Ending, NOTICE_DAYS } from '../domain.ts';
import { FILES_END_SOON } from '../events.ts';
import { keeperOf } from '../queries.ts';
import '../tables.ts';

/**
 * Ends a file at once: the person withdrew the agreement, asked to be erased, or needs nothing
 * more. Everything that says who it was about is deleted, with notes and agreements; after a wish
 * to be erased no fact remains either, only that one file was.
 */
export async function endFile(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  id: string,
  why: Exclude<Ending, 'expired'>,
): Promise<Result<{ ended: true }, FollowUpFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockFile(trx, scope, id))) return fail({ code: 'not-found', field: 'form' });
    await reduce(trx, [id], why, today(ctx.now));
    return ok({ ended: true });
  });
}

/** Leaves facts without a person in the place of files, and deletes the files. */
async function reduce(trx: Trx, ids: readonly string[], why: Ending, on: string): Promise<void> {
  const files = await trx
    .selectFrom('followed_person')
    .select(['id', 'partner_id', 'keeper_department', 'keeper_place_id'])
    .select(['department_code', 'place_id', 'themes'])
    .where('id', 'in', [...ids])
    .execute();
  const months = await trx
    .selectFrom('follow_up_month')
    .selectAll()
    .where('person_id', 'in', [...ids])
    .orderBy('month')
    .execute();
  const facts = files.map(({ id, ...file }) => ({
    ...file,
    id: newId(),
    place_id: why === 'erased' ? null : file.place_id,
    themes: why === 'erased' ? [] : file.themes,
    months:
      why === 'erased'
        ? []
        : months.filter(({ person_id }) => person_id === id).map(({ month }) => month),
    ended_on: on,
    why,
  }));
  if (facts.length > 0) await trx.insertInto('follow_up_fact').values(facts).execute();
  await trx
    .deleteFrom('followed_person')
    .where('id', 'in', [...ids])
    .execute();
}

/** Files that one transaction ends. */
const BATCH = 200;

/**
 * Ends every file whose agreement is over or whose last contact is twelve months old, and tells the
 * keepers of those that will end within thirty days, each end once. Running it again changes
 * nothing. The promise is made to the person: a night that was missed puts no end off.
 * @returns how many ended and how many were announced
 */
export async function endExpired(
  db: Db,
  now: Date,
): Promise<{ readonly ended: number; readonly announced: number }> {
  const on = today(now);
  let ended = 0;
  for (let more = true; more; ) {
    const count = await db.transaction().execute(async (trx) => {
      const due = await trx
        .selectFrom('followed_person')
        .select('id')
        .where('expires_on', '<=', on)
        .orderBy('id')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute();
      if (due.length > 0)
        await reduce(
          trx,
          due.map(({ id }) => id),
          'expired',
          on,
        );
      return due.length;
    });
    ended += count;
    more = count === BATCH;
  }
  return { ended, announced: await announce(db, on) };
}

async function announce(db: Db, on: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const soon = await trx
      .selectFrom('followed_person')
      .select(['id', 'referent', 'expires_on', 'partner_id', 'keeper_department'])
      .select('keeper_place_id')
      .where('expires_on', '<=', daysLater(on, NOTICE_DAYS))
      .whereRef('announced_for', 'is distinct from', 'expires_on')
      .forUpdate()
      .execute();
    const letters = new Map<string, { payload: Record<string, unknown>; files: number }>();
    for (const file of soon) {
      const keeper = keeperOf(file);
      const key = `${file.referent} ${keeper.kind} ${keeper.code}`;
      const payload = {
        accountId: file.referent,
        keeperKind: keeper.kind,
        keeperCode: keeper.code,
      };
      letters.set(key, { payload, files: (letters.get(key)?.files ?? 0) + 1 });
      await trx
        .updateTable('followed_person')
        .set({ announced_for: file.expires_on })
        .where('id', '=', file.id)
        .execute();
    }
    for (const { payload, files } of letters.values())
      await emit(trx, { type: FILES_END_SOON, payload: { ...payload, files } });
    return soon.length;
  });
}
