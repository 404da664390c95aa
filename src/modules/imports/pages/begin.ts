import { redirect } from 'react-router';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { Services } from '../../../platform/http/services.ts';
import { startMapped } from '../mapping/commands.ts';

/** Starts a trial, or the import itself, in the background and leads to the page that follows it. */
export async function begin(
  { ctx, scope, services }: { ctx: Ctx; scope: Scope<'imports.run'>; services: Services },
  id: string,
  dryRun: boolean,
): Promise<Response> {
  const work = await startMapped(ctx, scope, services, id, dryRun);
  if (work) services.background('import', work);
  return redirect(`/importations/${id}`);
}
