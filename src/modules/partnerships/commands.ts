import { sql } from 'kysely';
import type { Ctx, Scope } from '../../platform/access/access.ts';
import { coversDepartment, coversOrganisation } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Db, Trx } from '../../platform/db/schema.ts';
import { searchText } from '../../platform/db/search.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { today } from '../../platform/i18n/messages.ts';
import { emit } from '../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { MoveInput, PartnershipInput } from './contract.ts';
import { type Mover, type Stage, transition } from './domain.ts';
import { CREATED, MOVED } from './events.ts';
import { mayActOnPartnership, mayUseNotes } from './policy.ts';
import { gapsBefore } from './types/queries.ts';
import './tables.ts';

export interface PartnershipFailure {
  readonly code:
    | 'partner-unknown'
    | 'place-unknown'
    | 'need-unknown'
    | 'territory-unknown'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'not-found'
    | 'move-not-allowed'
    | 'review-needed'
    | 'incomplete'
    | 'reason-needed';
  readonly field: string;
}

type Outcome<T> = Result<T, PartnershipFailure>;

/**
 * Creates a partnership as an idea. The client may bring the id: sending twice creates once.
 * @param also what else belongs to the creation, in its transaction
 */
export async function createPartnership(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  input: PartnershipInput,
  id: string = newId(),
  also?: (trx: Trx, id: string) => Promise<void>,
): Promise<Outcome<{ id: string; created: boolean }>> {
  if (!coversDepartment(scope, input.departmentCode))
    return fail({ code: 'out-of-scope', field: 'departmentCode' });
  return inTransaction(ctx.db, async (trx) => {
    const existing = await trx
      .selectFrom('partnership')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (existing) return ok({ id, created: false });
    const checked = await check(trx, input);
    if (!checked.ok) return checked;
    const { rows } = await sql<{ n: number }>`SELECT nextval('partnership_reference') AS n`.execute(
      trx,
    );
    const reference = `P${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
    await trx
      .insertInto('partnership')
      .values({
        id,
        reference,
        ...columns(input, reference),
        stage: 'idea',
        agreed_on: null,
        slug: null,
        public_summary: '',
        operator_agreed_at: null,
        operator_agreed_by: null,
        partner_agreed_at: null,
        partner_agreed_by: null,
        owner_id: scope.accountId,
        created_by: scope.accountId,
      })
      .execute();
    await replaceParts(trx, id, input);
    await recordMove(trx, id, null, 'idea', '', scope.accountId);
    await emit(trx, { type: CREATED, payload: { partnershipId: id } });
    await also?.(trx, id);
    return ok({ id, created: true });
  });
}

/** Changes a partnership that the writer saw in `version`. */
export async function updatePartnership(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  id: string,
  version: number,
  input: PartnershipInput,
): Promise<Outcome<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lock(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayActOnPartnership(scope, before) || !coversDepartment(scope, input.departmentCode)) {
      return fail({ code: 'out-of-scope', field: 'departmentCode' });
    }
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const checked = await check(trx, input);
    if (!checked.ok) return checked;
    await trx
      .updateTable('partnership')
      .set({
        ...columns(input, before.reference),
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await replaceParts(trx, id, input);
    return ok({ id });
  });
}

/** What moves a partnership: the operator's people, or the partner that withdraws. */
export type MoveScope = Scope<'partnerships.move'> | Scope<'partnerships.withdraw'>;

type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>;

/** Moves a partnership along its lifecycle and records who, when and why. */
export async function movePartnership(
  ctx: Ctx,
  scope: MoveScope,
  id: string,
  input: MoveInput,
): Promise<Outcome<{ from: Stage; to: Stage }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lock(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    const refused = await refuseMove(trx, scope, before, input, today(ctx.now));
    if (refused) return fail(refused);
    await applyMove(trx, ctx.now, before, input, scope.accountId);
    return ok({ from: before.stage, to: input.to });
  });
}

/** Why a move is not possible for this scope; null when it is. Reviews decide elsewhere. */
export async function refuseMove(
  trx: Db,
  scope: MoveScope,
  before: Locked,
  input: MoveInput,
  day: string,
): Promise<PartnershipFailure | null> {
  const covered =
    scope.permission === 'partnerships.move'
      ? mayActOnPartnership(scope as Scope<'partnerships.move'>, before)
      : coversOrganisation(scope, before.partnerId);
  if (!covered) return { code: 'out-of-scope', field: 'to' };
  const move = transition(before.stage, input.to);
  const mover: Mover = scope.permission === 'partnerships.move' ? 'operator' : 'partner';
  if (!move?.by.includes(mover)) return { code: 'move-not-allowed', field: 'to' };
  if (move.review) return { code: 'review-needed', field: 'to' };
  if (input.reason !== '') return null;
  if (move.reason) return { code: 'reason-needed', field: 'reason' };
  const gaps = await gapsBefore(trx, before, input.to, day);
  return gaps.length > 0 ? { code: 'incomplete', field: 'reason' } : null;
}

/** Writes a move that was found possible, in the caller's transaction. */
export async function applyMove(
  trx: Trx,
  now: Date,
  before: Locked,
  input: MoveInput,
  by: string,
): Promise<void> {
  await trx
    .updateTable('partnership')
    .set({
      stage: input.to,
      stage_since: now,
      version: before.version + 1,
      updated_at: now,
      ...(input.to === 'agreed' ? { agreed_on: today(now) } : {}),
      ...(input.to === 'active' && !before.starts_on ? { starts_on: today(now) } : {}),
    })
    .where('id', '=', before.id)
    .execute();
  await recordMove(trx, before.id, before.stage, input.to, input.reason, by);
  await emit(trx, {
    type: MOVED,
    payload: { partnershipId: before.id, from: before.stage, to: input.to },
  });
}

/** Adds a private note, for the operator's people of the partnership's department. */
export async function addPartnershipNote(
  ctx: Ctx,
  scope: Scope<'notes.write'>,
  id: string,
  body: string,
): Promise<Outcome<{ id: string }>> {
  const found = await ctx.db
    .selectFrom('partnership')
    .select(['department_code', 'partner_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return fail({ code: 'not-found', field: 'form' });
  if (!mayUseNotes(scope, { departmentCode: found.department_code, partnerId: found.partner_id })) {
    return fail({ code: 'out-of-scope', field: 'body' });
  }
  const note = newId();
  await ctx.db
    .insertInto('partnership_note')
    .values({ id: note, partnership_id: id, body, author_id: scope.accountId })
    .execute();
  return ok({ id: note });
}

/** Locks a partnership for a change in this transaction. */
export async function lock(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('partnership')
    .select([
      'id',
      'reference',
      'title',
      'type',
      'stage',
      'version',
      'department_code',
      'partner_id',
      'starts_on',
      'ends_on',
      'details',
      'slug',
      'summary',
      'public_summary',
      'operator_agreed_at',
      'partner_agreed_at',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, departmentCode: row.department_code, partnerId: row.partner_id } : null;
}

async function recordMove(
  trx: Db,
  id: string,
  from: Stage | null,
  to: Stage,
  reason: string,
  by: string,
): Promise<void> {
  await trx
    .insertInto('partnership_move')
    .values({
      id: newId(),
      partnership_id: id,
      from_stage: from,
      to_stage: to,
      reason,
      moved_by: by,
    })
    .execute();
}

function columns(input: PartnershipInput, reference: string) {
  return {
    title: input.title,
    type: input.type,
    commitment: input.commitment,
    partner_id: input.partnerId,
    department_code: input.departmentCode,
    summary: input.summary,
    starts_on: input.startsOn,
    ends_on: input.endsOn,
    search_text: searchText([input.title], [reference]),
  };
}

/** Checks that everything named exists. */
async function check(trx: Trx, input: PartnershipInput): Promise<Outcome<null>> {
  const partner = await trx
    .selectFrom('partner')
    .select('id')
    .where('id', '=', input.partnerId)
    .executeTakeFirst();
  if (!partner) return fail({ code: 'partner-unknown', field: 'partnerId' });
  const department = await trx
    .selectFrom('department')
    .select('code')
    .where('code', '=', input.departmentCode)
    .executeTakeFirst();
  if (!department) return fail({ code: 'territory-unknown', field: 'departmentCode' });
  if (!(await allExist(trx, 'place', input.placeIds)))
    return fail({ code: 'place-unknown', field: 'placeIds' });
  if (!(await allExist(trx, 'need', input.needIds)))
    return fail({ code: 'need-unknown', field: 'needIds' });
  for (const { kind, code } of input.territories) {
    if (kind === 'country') continue;
    const { rows } = await sql`SELECT 1 FROM ${sql.table(kind)} WHERE code = ${code}`.execute(trx);
    if (rows.length === 0) return fail({ code: 'territory-unknown', field: 'territories' });
  }
  return ok(null);
}

async function allExist(
  trx: Trx,
  table: 'place' | 'need',
  ids: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  const found = await trx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('id', 'in', wanted)
    .executeTakeFirstOrThrow();
  return Number(found.n) === wanted.length;
}

async function replaceParts(trx: Trx, id: string, input: PartnershipInput): Promise<void> {
  for (const table of [
    'partnership_commitment',
    'partnership_territory',
    'partnership_place',
    'partnership_need',
    'partnership_objective',
  ] as const) {
    await trx.deleteFrom(table).where('partnership_id', '=', id).execute();
  }
  const further = [...new Set(input.furtherCommitments)].filter((c) => c !== input.commitment);
  if (further.length > 0) {
    await trx
      .insertInto('partnership_commitment')
      .values(further.map((commitment) => ({ partnership_id: id, commitment })))
      .execute();
  }
  const territories = new Map(input.territories.map((t) => [`${t.kind} ${t.code}`, t]));
  territories.set(`department ${input.departmentCode}`, {
    kind: 'department',
    code: input.departmentCode,
  });
  await trx
    .insertInto('partnership_territory')
    .values(
      [...territories.values()].map((t) => ({
        partnership_id: id,
        territory_kind: t.kind,
        territory_code: t.code,
      })),
    )
    .execute();
  if (input.placeIds.length > 0) {
    await trx
      .insertInto('partnership_place')
      .values([...new Set(input.placeIds)].map((place_id) => ({ partnership_id: id, place_id })))
      .execute();
  }
  if (input.needIds.length > 0) {
    await trx
      .insertInto('partnership_need')
      .values([...new Set(input.needIds)].map((need_id) => ({ partnership_id: id, need_id })))
      .execute();
  }
  if (input.objectives.length > 0) {
    await trx
      .insertInto('partnership_objective')
      .values(
        input.objectives.map((objective, position) => ({
          id: newId(),
          partnership_id: id,
          label: objective.label,
          unit: objective.unit,
          target: objective.target,
          due_on: objective.dueOn,
          position,
        })),
      )
      .execute();
  }
}
