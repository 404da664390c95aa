import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { resolveCommune } from '../../territories/public.ts';
import '../tables.ts';
import type { NeedInput } from './contract.ts';

export interface NeedFailure {
  readonly code: 'territory-unknown' | 'out-of-scope' | 'changed-meanwhile' | 'not-found';
  readonly field: string;
}

/** Records a need of a territory. The client may bring the id: sending twice records once. */
export async function recordNeed(
  ctx: Ctx,
  scope: Scope<'needs.write'>,
  input: NeedInput,
  id: string = newId(),
): Promise<Result<{ id: string; created: boolean }, NeedFailure>> {
  const located = await locate(ctx.db, input);
  if (!located) return fail({ code: 'territory-unknown', field: 'territoryCode' });
  if (!coversDepartment(scope, located.departmentCode))
    return fail({ code: 'out-of-scope', field: 'territoryCode' });
  const made = await ctx.db
    .insertInto('need')
    .values({
      id,
      territory_kind: input.territoryKind,
      territory_code: located.code,
      department_code: located.departmentCode,
      commitment: input.commitment,
      title: input.title,
      description: input.description,
      evidence: JSON.stringify(input.evidence),
      status: input.status,
      created_by: scope.accountId,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return ok({ id, created: made !== undefined });
}

/** Changes a need that the writer saw in `version`. */
export async function updateNeed(
  ctx: Ctx,
  scope: Scope<'needs.write'>,
  id: string,
  version: number,
  input: NeedInput,
): Promise<Result<{ id: string }, NeedFailure>> {
  const located = await locate(ctx.db, input);
  if (!located) return fail({ code: 'territory-unknown', field: 'territoryCode' });
  return ctx.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('need')
      .select(['department_code', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (
      !coversDepartment(scope, before.department_code) ||
      !coversDepartment(scope, located.departmentCode)
    ) {
      return fail({ code: 'out-of-scope', field: 'territoryCode' });
    }
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    await trx
      .updateTable('need')
      .set({
        territory_kind: input.territoryKind,
        territory_code: located.code,
        department_code: located.departmentCode,
        commitment: input.commitment,
        title: input.title,
        description: input.description,
        evidence: JSON.stringify(input.evidence),
        status: input.status,
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** Finds a need's territory and the department that looks after it; null when there is none. */
export async function locate(
  db: Db,
  input: Pick<NeedInput, 'territoryKind' | 'territoryCode'>,
): Promise<{ code: string; departmentCode: string } | null> {
  if (input.territoryKind === 'commune') {
    const commune = await resolveCommune(db, input.territoryCode);
    return commune ? { code: commune.code, departmentCode: commune.departmentCode } : null;
  }
  if (input.territoryKind === 'epci') {
    const epci = await db
      .selectFrom('epci')
      .select(['code', 'department_code'])
      .where('code', '=', input.territoryCode)
      .executeTakeFirst();
    return epci?.department_code ? { code: epci.code, departmentCode: epci.department_code } : null;
  }
  const department = await db
    .selectFrom('department')
    .select('code')
    .where('code', '=', input.territoryCode.toUpperCase())
    .executeTakeFirst();
  return department ? { code: department.code, departmentCode: department.code } : null;
}
