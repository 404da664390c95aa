import {
  type Ctx,
  coversDepartment,
  coversOrganisation,
  type Scope,
} from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import '../accounts/public.ts';
import '../partners/public.ts';
import { RUNNING } from '../partnerships/public.ts';
import '../territories/public.ts';
import type { AdvisorInput } from './contract.ts';
import { type AdvisorOwned, mayRun } from './policy.ts';
import './tables.ts';

export interface AdvisorFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'partnership-unknown'
    | 'partner-unknown'
    | 'department-unknown'
    | 'account-unknown'
    | 'account-has-sheet'
    | 'use-departure'
    | 'changed-meanwhile';
  readonly field: string;
}

type Done<T> = Result<T, AdvisorFailure>;

/** Makes a sheet. The client may bring the id: twice makes one. */
export async function createAdvisor(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  input: AdvisorInput,
  id: string = newId(),
): Promise<Done<{ id: string; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('advisor')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (known) return ok({ id, created: false });
    const checked = await check(trx, scope, input, null);
    if (!checked.ok) return checked;
    await trx
      .insertInto('advisor')
      .values({
        id,
        ...columns(input, checked.value),
        created_by: scope.accountId,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute();
    return ok({ id, created: true });
  });
}

/**
 * Changes a sheet that the writer saw in `version`. An end of work is not set here: whoever leaves
 * has presences and appointments, which `departAdvisor` looks after.
 */
export async function updateAdvisor(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  version: number,
  input: AdvisorInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockAdvisor(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, before.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const until = before.active_until;
    if (input.activeUntil !== null && (until === null || input.activeUntil < until))
      return fail({ code: 'use-departure', field: 'activeUntil' });
    const checked = await check(trx, scope, input, before);
    if (!checked.ok) return checked;
    await trx
      .updateTable('advisor')
      .set({ ...columns(input, checked.value), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** A sheet under lock, with what decides who may change it; null when there is none. */
export async function lockAdvisor(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('advisor as v')
    .innerJoin('partnership as a', 'a.id', 'v.partnership_id')
    .select([
      'v.id',
      'v.kind',
      'v.version',
      'v.account_id',
      'v.partnership_id',
      'v.department_code',
      'v.employer_partner_id',
      'v.active_from',
      'v.active_until',
      'a.partner_id',
    ])
    .where('v.id', '=', id)
    .forUpdate('v')
    .executeTakeFirst();
  if (!row) return null;
  const owned: AdvisorOwned = {
    departmentCode: row.department_code,
    employerId: row.employer_partner_id,
    partnerId: row.partner_id,
    accountId: row.account_id,
  };
  return { ...row, owned };
}

export type LockedAdvisor = NonNullable<Awaited<ReturnType<typeof lockAdvisor>>>;

interface Checked {
  readonly accountId: string | null;
}

async function check(
  trx: Trx,
  scope: Scope<'advisors.write'>,
  input: AdvisorInput,
  before: LockedAdvisor | null,
): Promise<Done<Checked>> {
  const partnership = await trx
    .selectFrom('partnership')
    .select(['partner_id', 'stage'])
    .where('id', '=', input.partnershipId)
    .executeTakeFirst();
  const kept = before?.partnership_id === input.partnershipId;
  if (!partnership || !(kept || [...RUNNING, 'agreed'].includes(partnership.stage)))
    return fail({ code: 'partnership-unknown', field: 'partnershipId' });
  if (input.employerPartnerId) {
    const employer = await trx
      .selectFrom('partner')
      .select('id')
      .where('id', '=', input.employerPartnerId)
      .executeTakeFirst();
    if (!employer) return fail({ code: 'partner-unknown', field: 'employerPartnerId' });
  }
  const department = await trx
    .selectFrom('department')
    .select('code')
    .where('code', '=', input.departmentCode)
    .executeTakeFirst();
  if (!department) return fail({ code: 'department-unknown', field: 'departmentCode' });
  const covered =
    coversDepartment(scope, input.departmentCode) ||
    coversOrganisation(scope, input.employerPartnerId) ||
    coversOrganisation(scope, partnership.partner_id);
  // Whoever has a sheet keeps the pen on it, but does not take it to another department.
  const own =
    before?.account_id === scope.accountId && before?.department_code === input.departmentCode;
  if (!covered && !own) return fail({ code: 'out-of-scope', field: 'departmentCode' });
  return accountOf(trx, scope, input, before);
}

async function accountOf(
  trx: Trx,
  scope: Scope<'advisors.write'>,
  input: AdvisorInput,
  before: LockedAdvisor | null,
): Promise<Done<Checked>> {
  if (input.link === 'none') return ok({ accountId: null });
  if (input.link === 'keep') return ok({ accountId: before?.account_id ?? null });
  let accountId: string = scope.accountId;
  if (input.link === 'address') {
    // Only who reaches the whole country names others: an address is not to be guessed at.
    const found = scope.everywhere
      ? await trx
          .selectFrom('auth_user')
          .select('id')
          .where('email', '=', (input.accountEmail ?? '').toLowerCase())
          .executeTakeFirst()
      : undefined;
    if (!found) return fail({ code: 'account-unknown', field: 'accountEmail' });
    accountId = found.id;
  }
  const other = await trx
    .selectFrom('advisor')
    .select('id')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return other && other.id !== before?.id
    ? fail({ code: 'account-has-sheet', field: 'link' })
    : ok({ accountId });
}

function columns(input: AdvisorInput, { accountId }: Checked) {
  return {
    name: input.name,
    kind: input.kind,
    employer_partner_id: input.employerPartnerId,
    partnership_id: input.partnershipId,
    account_id: accountId,
    themes: [...input.themes],
    access: [...input.access],
    languages: [...input.languages],
    department_code: input.departmentCode,
    active_from: input.activeFrom,
    active_until: input.activeUntil,
  };
}
