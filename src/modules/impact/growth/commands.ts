import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import type { RegionTargets } from './contract.ts';
import './tables.ts';

/** Sets what regions aim at in a year; a region left empty has no target. */
export async function setRegionTargets(
  ctx: Ctx,
  scope: Scope<'targets.write'>,
  input: RegionTargets,
): Promise<Result<null, { readonly code: 'territory-unknown'; readonly field: string }>> {
  const rows = Object.entries(input.values).flatMap(([region_code, value]) =>
    value === null
      ? []
      : [{ year: input.year, region_code, value, set_by: scope.accountId, set_at: ctx.now }],
  );
  return ctx.db.transaction().execute(async (trx) => {
    const regions = await trx.selectFrom('region').select('code').execute();
    const known = new Set(regions.map(({ code }) => code));
    const unknown = Object.keys(input.values).find((code) => !known.has(code));
    if (unknown) return fail({ code: 'territory-unknown', field: `values.${unknown}` });
    await trx
      .deleteFrom('growth_target')
      .where('year', '=', input.year)
      .where('region_code', 'in', ['-', ...Object.keys(input.values)])
      .execute();
    if (rows.length > 0) await trx.insertInto('growth_target').values(rows).execute();
    return ok(null);
  });
}
