import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import {
  type ActivityFailure,
  type ActivityInput,
  correctActivity,
  recordActivity,
} from '../../activity/public.ts';
import { keeperOfFile, touchFile, untouchFile } from '../../follow-up/public.ts';
import '../appointments/tables.ts';
import { type LockedAdvisor, lockAdvisor } from '../commands.ts';
import { activityKindOf } from '../domain.ts';
import { mayRun } from '../policy.ts';
import { type AccompanimentInput, peopleOf } from './contract.ts';
import './tables.ts';

export interface AccompanimentFailure {
  readonly code:
    | ActivityFailure['code']
    | 'advisor-unknown'
    | 'coop-record'
    | 'file-unknown'
    | 'too-early';
  readonly field: string;
}

type Done<T> = Result<T, AccompanimentFailure>;

/**
 * Records help given, and one activity record under the same id: sent twice, it counts once. The
 * appointment that it was, if any, is noted as kept; one to come is refused: nobody came yet. Help given to somebody who is followed is a
 * contact with them; a file of another organisation is refused as one that does not exist.
 */
export async function recordAccompaniment(
  ctx: Ctx,
  scope: Scope<'accompaniments.record'>,
  record: Scope<'activity.record'>,
  input: AccompanimentInput,
): Promise<Done<{ id: string; created: boolean }>> {
  return allOrNothing<{ id: string; created: boolean }, AccompanimentFailure>(
    ctx.db,
    async (trx) => {
      const advisor = await lockAdvisor(trx, input.advisorId);
      if (!advisor) return fail({ code: 'advisor-unknown', field: 'advisorId' });
      if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'advisorId' });
      const done = await recordActivity({ ...ctx, db: trx }, record, activityOf(input, advisor));
      if (!done.ok) return fail(fieldOf(done.failure));
      if (!done.value.created) return ok({ id: input.id, created: false });
      const contact = await noteContact(trx, ctx, input);
      if (!contact.ok) return contact;
      const kept = await keepAppointment(trx, ctx.now, advisor.id, input.appointmentId);
      if (!kept.ok) return kept;
      await trx
        .insertInto('accompaniment')
        .values({
          id: input.id,
          ...columns(input),
          appointment_id: kept.value,
          coop_id: null,
          recorded_by: scope.accountId,
          recorded_at: ctx.now,
        })
        .execute();
      return ok({ id: input.id, created: true });
    },
  );
}

/**
 * Corrects or withdraws a record together with its activity, whose former state stays readable.
 * What came from La Coop is corrected there: the next import would undo it here. The link to a file
 * that was there before may stay, also when the corrector does not read that file; another must be
 * the corrector's own organisation's. What is withdrawn no longer shows on the file and is no contact
 * any more: the file's last one moves back; its appointment, if any, is one nobody came to yet.
 */
export async function correctAccompaniment(
  ctx: Ctx,
  scope: Scope<'accompaniments.record'>,
  correct: Scope<'activity.correct'>,
  correction: { readonly version: number; readonly reason: string; readonly withdraw: boolean },
  input: AccompanimentInput,
): Promise<Done<{ id: string }>> {
  return allOrNothing<{ id: string }, AccompanimentFailure>(ctx.db, async (trx) => {
    const before = await trx
      .selectFrom('accompaniment')
      .select(['source', 'followed_person_id', 'appointment_id'])
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.source === 'coop') return fail({ code: 'coop-record', field: 'form' });
    const advisor = await lockAdvisor(trx, input.advisorId);
    if (!advisor) return fail({ code: 'advisor-unknown', field: 'advisorId' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'advisorId' });
    const { followed_person_id: former } = before;
    const moved = input.followedPersonId !== former;
    if (moved && former) await untouchFile(trx, former, input.id);
    if (moved && !correction.withdraw) {
      const contact = await noteContact(trx, ctx, input);
      if (!contact.ok) return contact;
    }
    await trx.updateTable('accompaniment').set(columns(input)).where('id', '=', input.id).execute();
    // The database moves the contact of a file along with the activity's day and state.
    const activity = activityOf(input, advisor);
    const done = await correctActivity({ ...ctx, db: trx }, correct, correction, activity);
    if (!done.ok) return fail(fieldOf(done.failure));
    if (correction.withdraw && before.appointment_id)
      await releaseAppointment(trx, ctx.now, before.appointment_id);
    return ok({ id: input.id });
  });
}

/** Notes an appointment of the advisor as kept. @returns its id; null when there is none to keep */
async function keepAppointment(
  trx: Trx,
  now: Date,
  advisorId: string,
  id: string | null,
): Promise<Done<string | null>> {
  if (!id) return ok(null);
  const found = await trx
    .selectFrom('advisor_appointment')
    .select(['id', 'starts_at'])
    .where('id', '=', id)
    .where('advisor_id', '=', advisorId)
    .where('state', 'in', ['booked', 'absent', 'came'])
    .forUpdate()
    .executeTakeFirst();
  if (!found) return ok(null);
  if (found.starts_at > now) return fail({ code: 'too-early', field: 'form' });
  await trx
    .updateTable('advisor_appointment')
    .set({ state: 'came', changed_at: now })
    .where('id', '=', id)
    .execute();
  return ok(id);
}

/** Takes back that an appointment was kept, unless another record still says so. */
async function releaseAppointment(trx: Trx, now: Date, id: string): Promise<void> {
  await trx
    .updateTable('advisor_appointment')
    .set({ state: 'booked', changed_at: now })
    .where('id', '=', id)
    .where('state', '=', 'came')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accompaniment as c')
            .innerJoin('activity as a', 'a.id', 'c.id')
            .select('c.id')
            .where('c.appointment_id', '=', id)
            .where('a.status', '=', 'recorded'),
        ),
      ),
    )
    .execute();
}

/** Notes the day on the file, if any: it must be one that the actor may write to. */
async function noteContact(
  trx: Trx,
  ctx: Ctx,
  { id, followedPersonId, happenedOn }: AccompanimentInput,
): Promise<Done<null>> {
  if (!followedPersonId) return ok(null);
  const follow = authorize(ctx.actor, 'follow-up.write');
  const keeper = follow ? await keeperOfFile(trx, follow, followedPersonId) : null;
  if (!keeper) return fail({ code: 'file-unknown', field: 'followedPersonId' });
  await touchFile(trx, followedPersonId, happenedOn, id);
  return ok(null);
}

function activityOf(input: AccompanimentInput, advisor: LockedAdvisor): ActivityInput {
  const people = peopleOf(input);
  return {
    id: input.id,
    happenedOn: input.happenedOn,
    partnershipId: advisor.partnership_id,
    placeId: input.placeId,
    communeCode: input.placeId ? null : input.communeCode,
    commitment: 'digital-inclusion',
    kind: activityKindOf(advisor.kind),
    participations: people,
    // Within one record nobody comes twice.
    personsDeclared: people,
    minutes: input.minutes,
    comment: input.note,
    themes: [...input.themes],
    advisorId: input.advisorId,
  };
}

/** The form has no field for the partnership: it follows from the advisor. */
function fieldOf(failure: ActivityFailure): AccompanimentFailure {
  return failure.field === 'partnershipId' ? { ...failure, field: 'advisorId' } : failure;
}

function columns(input: AccompanimentInput) {
  return {
    advisor_id: input.advisorId,
    format: input.format,
    setting: input.setting,
    themes: [...input.themes],
    topics: [...input.topics],
    autonomy: input.autonomy,
    equipment: [...input.equipment],
    oriented_to: input.orientedTo,
    genders: JSON.stringify(input.genders),
    ages: JSON.stringify(input.ages),
    statuses: JSON.stringify(input.statuses),
    followed_person_id: input.followedPersonId,
  };
}
