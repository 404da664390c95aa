import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { RegionTargets } from './contract.ts';
import './tables.ts';

/** Sets what regions aim at in a year; a region left empty has no target. */
export async function setRegionTargets(
  ctx: Ctx,
  scope: Scope<'targets.write'>,
  input: RegionTargets,
): Promise<void> {
  const rows = Object.entries(input.values).flatMap(([region_code, value]) =>
    value === ''
      ? []
      : [{ year: input.year, region_code, value, set_by: scope.accountId, set_at: ctx.now }],
  );
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('growth_target')
      .where('year', '=', input.year)
      .where('region_code', 'in', ['-', ...Object.keys(input.values)])
      .execute();
    if (rows.length > 0) await trx.insertInto('growth_target').values(rows).execute();
  });
}
