import { sql } from 'kysely';
import type { Ctx, Scope } from '../../platform/access/access.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { today } from '../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { RUNNING } from '../partnerships/public.ts';
import { resolveCommune } from '../territories/public.ts';
import type { ActivityInput } from './contract.ts';
import { mayRecord } from './policy.ts';
import './tables.ts';

export interface ActivityFailure {
  readonly code:
    | 'partnership-unknown'
    | 'place-unknown'
    | 'commune-unknown'
    | 'date-in-future'
    | 'date-too-old'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'advisor-unknown'
    | 'more-first-timers-than-participations'
    | 'not-found';
  readonly field: string;
}

type Outcome<T> = Result<T, ActivityFailure>;

/** Years back that a record may be entered or corrected. */
const OLDEST_YEARS = 5;

/** Stages whose partnership may have activity recorded: also one that ended, for late entries. */
const RECORDABLE: readonly string[] = [...RUNNING, 'agreed', 'ended'];

/**
 * Records what was done, in the caller's transaction when it has one. The id is the client's: a
 * second sending of the same id changes nothing and says so, whatever it carries.
 */
export async function recordActivity(
  ctx: Ctx,
  scope: Scope<'activity.record'>,
  input: ActivityInput,
): Promise<Outcome<{ id: string; created: boolean }>> {
  return inTransaction(ctx.db, async (trx) => {
    const checked = await check(trx, ctx.now, input);
    if (!checked.ok) return checked;
    if (!mayRecord(scope, { ...checked.value, placeId: input.placeId })) {
      return fail({ code: 'out-of-scope', field: 'partnershipId' });
    }
    const made = await trx
      .insertInto('activity')
      .values({
        id: input.id,
        ...columns(input, checked.value),
        first_timers: input.firstTimers ?? null,
        themes: [...(input.themes ?? [])],
        advisor_id:
          input.advisorId === undefined && input.commitment === 'digital-inclusion'
            ? await advisorOfAccount(trx, scope.accountId)
            : (input.advisorId ?? null),
        recorded_by: scope.accountId,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return ok({ id: input.id, created: made !== undefined });
  });
}

/**
 * Corrects or withdraws a record, in the caller's transaction when it has one. What it said before,
 * who changed it, when and why stay readable.
 */
export async function correctActivity(
  ctx: Ctx,
  scope: Scope<'activity.correct'>,
  correction: { readonly version: number; readonly reason: string; readonly withdraw: boolean },
  input: ActivityInput,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await trx
      .selectFrom('activity')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    const allowedBefore = mayRecord(scope, {
      departmentCode: before.department_code,
      placeId: before.place_id,
      partnerId: before.partner_id,
    });
    if (!allowedBefore) return fail({ code: 'not-found', field: 'form' });
    if (before.version !== correction.version)
      return fail({ code: 'changed-meanwhile', field: 'form' });
    const checked = await check(trx, ctx.now, input);
    if (!checked.ok) return checked;
    if (!mayRecord(scope, { ...checked.value, placeId: input.placeId })) {
      return fail({ code: 'out-of-scope', field: 'partnershipId' });
    }
    const firstTimers = input.firstTimers === undefined ? before.first_timers : input.firstTimers;
    if ((firstTimers ?? 0) > input.participations) {
      return fail({ code: 'more-first-timers-than-participations', field: 'firstTimers' });
    }
    await trx
      .insertInto('activity_revision')
      .values({
        activity_id: input.id,
        version: before.version,
        before: JSON.stringify(before),
        reason: correction.reason,
        corrected_by: scope.accountId,
        corrected_at: ctx.now,
      })
      .execute();
    await trx
      .updateTable('activity')
      .set({
        ...columns(input, checked.value),
        first_timers: firstTimers,
        ...(input.themes === undefined ? {} : { themes: [...input.themes] }),
        ...(input.advisorId === undefined ? {} : { advisor_id: input.advisorId }),
        status: correction.withdraw ? 'withdrawn' : 'recorded',
        version: before.version + 1,
      })
      .where('id', '=', input.id)
      .execute();
    return ok({ id: input.id });
  });
}

/**
 * The advisor whose account this is; null when the account is no advisor's. Sheets of advisors are
 * above this module: their table is named, nothing of them is imported.
 */
export async function advisorOfAccount(trx: Trx, accountId: string | null): Promise<string | null> {
  if (!accountId) return null;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM advisor WHERE account_id = ${accountId}`.execute(trx);
  return rows[0]?.id ?? null;
}

interface Located {
  readonly communeCode: string;
  readonly departmentCode: string;
  readonly partnerId: string;
}

function columns(input: ActivityInput, located: Located) {
  return {
    happened_on: input.happenedOn,
    place_id: input.placeId,
    commune_code: located.communeCode,
    department_code: located.departmentCode,
    partnership_id: input.partnershipId,
    partner_id: located.partnerId,
    commitment: input.commitment,
    kind: input.kind,
    participations: input.participations,
    persons_declared: input.personsDeclared,
    minutes: input.minutes,
    comment: input.comment,
  };
}

async function check(trx: Trx, now: Date, input: ActivityInput): Promise<Outcome<Located>> {
  const current = today(now);
  if (input.happenedOn > current) return fail({ code: 'date-in-future', field: 'happenedOn' });
  const oldest = `${Number(current.slice(0, 4)) - OLDEST_YEARS}${current.slice(4)}`;
  if (input.happenedOn < oldest) return fail({ code: 'date-too-old', field: 'happenedOn' });
  const partnership = await trx
    .selectFrom('partnership')
    .select(['partner_id', 'stage'])
    .where('id', '=', input.partnershipId)
    .executeTakeFirst();
  if (!partnership || !RECORDABLE.includes(partnership.stage)) {
    return fail({ code: 'partnership-unknown', field: 'partnershipId' });
  }
  if (input.advisorId) {
    const { rows } = await sql`SELECT FROM advisor WHERE id = ${input.advisorId}`.execute(trx);
    if (rows.length === 0) return fail({ code: 'advisor-unknown', field: 'advisorId' });
  }
  const where = await locate(trx, input);
  return where.ok ? ok({ ...where.value, partnerId: partnership.partner_id }) : where;
}

async function locate(
  trx: Trx,
  input: ActivityInput,
): Promise<Outcome<Omit<Located, 'partnerId'>>> {
  if (input.placeId) {
    const place = await trx
      .selectFrom('place')
      .select(['commune_code', 'department_code'])
      .where('id', '=', input.placeId)
      .executeTakeFirst();
    return place
      ? ok({ communeCode: place.commune_code, departmentCode: place.department_code })
      : fail({ code: 'place-unknown', field: 'placeId' });
  }
  const commune = await resolveCommune(trx, input.communeCode ?? '');
  return commune
    ? ok({ communeCode: commune.code, departmentCode: commune.departmentCode })
    : fail({ code: 'commune-unknown', field: 'communeCode' });
}

/**
 * Compares the roll-up with sums over the raw records.
 * @returns number of (department, commitment, month) cells that differ; 0 when all agree
 */
export async function compareRollups(db: Ctx['db']): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    WITH raw AS (
      SELECT department_code, commitment, date_trunc('month', happened_on)::date AS month,
             count(*) AS records, sum(participations) AS participations,
             coalesce(sum(persons_declared), 0) AS persons_declared,
             count(persons_declared) AS records_with_persons, coalesce(sum(minutes), 0) AS minutes
      FROM activity WHERE status = 'recorded' GROUP BY 1, 2, 3)
    SELECT count(*) AS n FROM raw
    FULL JOIN activity_rollup r USING (department_code, commitment, month)
    WHERE coalesce(raw.records, 0) <> coalesce(r.records, 0)
       OR coalesce(raw.participations, 0) <> coalesce(r.participations, 0)
       OR coalesce(raw.persons_declared, 0) <> coalesce(r.persons_declared, 0)
       OR coalesce(raw.records_with_persons, 0) <> coalesce(r.records_with_persons, 0)
       OR coalesce(raw.minutes, 0) <> coalesce(r.minutes, 0)`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
