import type { Ctx, Scope } from '../../platform/access/access.ts';
import { seal } from '../../platform/access/seal.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { allOrNothing } from '../../platform/db/transaction.ts';
import { today } from '../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { resolveCommune } from '../territories/public.ts';
import { insertConsent } from './consent/commands.ts';
import { type FollowUpFailure, lockFile, touchFile } from './contact/commands.ts';
import type { NewFileInput, PersonInput, SealedPerson } from './contract.ts';
import { keeperText } from './domain.ts';
import { keeps } from './policy.ts';
import { type FileSummary, insideOf, keeperColumns } from './queries.ts';
import { keysOfFile, searchFiles } from './search/queries.ts';
import './tables.ts';

export interface LikelyKnown extends FollowUpFailure {
  readonly code: 'likely-known';
  /** Files of one's own organisation that may be of this person. */
  readonly likely: readonly FileSummary[];
}

type Done<T> = Result<T, FollowUpFailure>;

/**
 * Opens a file with the person's agreement. The client brings the id: sending twice opens one.
 * @param options.ruledOut likely files that the writer saw and says are not of this person
 */
export async function createFile(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  secret: string,
  input: NewFileInput,
  options: { readonly id?: string; readonly ruledOut?: readonly string[] } = {},
): Promise<Result<{ id: string; created: boolean }, FollowUpFailure | LikelyKnown>> {
  const id = options.id ?? newId();
  const { keeper } = input;
  if (!keeps(scope, keeper)) return fail({ code: 'out-of-scope', field: 'keeper' });
  return allOrNothing<{ id: string; created: boolean }, FollowUpFailure | LikelyKnown>(
    ctx.db,
    async (trx) => {
      const before = await trx
        .selectFrom('followed_person as f')
        .select('f.id')
        .select(insideOf(scope).as('own'))
        .where('f.id', '=', id)
        .executeTakeFirst();
      if (before)
        return before.own ? ok({ id, created: false }) : fail({ code: 'not-found', field: 'form' });
      const checked = await check(trx, ctx, input);
      if (!checked.ok) return checked;
      const likely = await searchFiles(trx, scope, secret, {
        name: `${input.firstName} ${input.lastName ?? ''}`,
        birthYear: input.birthYear,
        reach: input.reach ?? '',
      });
      if (likely.some((file) => !options.ruledOut?.includes(file.id)))
        return fail({ code: 'likely-known', field: 'form', likely });
      const on = today(ctx.now);
      await trx
        .insertInto('followed_person')
        .values({
          id,
          ...keeperColumns(keeper),
          ...columns(secret, keeperText(keeper), input, checked.value),
          key_space: keeperText(keeper),
          referent: scope.accountId,
          // Put right by the agreement, in this transaction.
          consent_until: on,
          last_contact_on: on,
          announced_for: null,
          created_by: scope.accountId,
          created_at: ctx.now,
          updated_at: ctx.now,
        })
        .execute();
      const agreed = await insertConsent(trx, ctx, secret, id, input, scope.accountId);
      if (!agreed.ok) return agreed;
      await touchFile(trx, id, on, id);
      if (input.nextOn !== null) {
        const file = await trx
          .selectFrom('followed_person')
          .select('expires_on')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (input.nextOn >= file.expires_on)
          return fail({ code: 'after-file-end', field: 'nextOn' });
      }
      return ok({ id, created: true });
    },
  );
}

/** Changes what a file says of the person, as the writer saw it in `version`. */
export async function updateFile(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  secret: string,
  id: string,
  version: number,
  input: PersonInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockFile(trx, scope, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const checked = await check(trx, ctx, input, before);
    if (!checked.ok) return checked;
    await trx
      .updateTable('followed_person')
      .set({
        ...columns(secret, before.key_space, input, checked.value),
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** Says that the person was told who is in charge now. */
export async function personTold(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  id: string,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockFile(trx, scope, id))) return fail({ code: 'not-found', field: 'form' });
    await trx
      .updateTable('followed_person')
      .set({ tell_referent: false })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

interface Located {
  readonly communeCode: string;
  readonly departmentCode: string;
}

async function check(
  trx: Trx,
  ctx: Ctx,
  input: PersonInput | NewFileInput,
  before: { readonly next_on: string | null; readonly expires_on: string } | null = null,
): Promise<Done<Located>> {
  const commune = await resolveCommune(trx, input.communeCode);
  if (!commune) return fail({ code: 'commune-unknown', field: 'communeCode' });
  if (input.placeId) {
    const place = await trx
      .selectFrom('place')
      .select('id')
      .where('id', '=', input.placeId)
      .executeTakeFirst();
    if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
  }
  if (input.birthYear !== null && input.birthYear > Number(today(ctx.now).slice(0, 4)))
    return fail({ code: 'date-in-future', field: 'birthYear' });
  if (input.nextOn !== null && input.nextOn !== before?.next_on) {
    if (input.nextOn < today(ctx.now)) return fail({ code: 'date-in-past', field: 'nextOn' });
    // The end of a file that is only being opened comes with its agreement.
    if (before && input.nextOn >= before.expires_on)
      return fail({ code: 'after-file-end', field: 'nextOn' });
  }
  return ok({ communeCode: commune.code, departmentCode: commune.departmentCode });
}

function columns(secret: string, space: string, input: PersonInput, located: Located) {
  const person: SealedPerson = {
    firstName: input.firstName,
    lastName: input.lastName,
    birthYear: input.birthYear,
    reachKind: input.reachKind,
    reach: input.reach,
    communeCode: located.communeCode,
    access: input.access,
    goals: input.goals,
  };
  return {
    department_code: located.departmentCode,
    place_id: input.placeId,
    themes: [...input.themes],
    sealed_person: seal(secret, JSON.stringify(person)),
    search_keys: keysOfFile(secret, space, person),
    next_on: input.nextOn,
  };
}
