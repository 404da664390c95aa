import type { z } from 'zod';
import type { Ctx, Scope } from '../../platform/access/access.ts';
import '../activity/public.ts';
import type { targetInput } from './contract.ts';

/** Sets what the alliance aims at in a year. */
export async function setTarget(
  ctx: Ctx,
  _scope: Scope<'targets.write'>,
  input: z.output<typeof targetInput>,
): Promise<void> {
  await ctx.db
    .insertInto('target')
    .values(input)
    .onConflict((oc) =>
      oc.columns(['code', 'year']).doUpdateSet({ value: input.value, source: input.source }),
    )
    .execute();
}
