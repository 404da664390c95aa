import { authorize } from '../../../platform/access/access.ts';
import { type GuardedArgs, notFound } from '../../../platform/http/route.ts';
import type { FileOutput } from '../contract.ts';
import { getFile } from '../queries.ts';

type Args = Pick<GuardedArgs<'follow-up.read'>, 'ctx' | 'actor' | 'services' | 'params'>;

/** The file of this address, or the answer that is given for one that does not exist. */
export async function openFile({ ctx, actor, services, params }: Args): Promise<FileOutput> {
  const read = authorize(actor, 'follow-up.read');
  const file = read ? await getFile(ctx.db, read, services.secret, params.id ?? '') : null;
  if (!file) throw notFound();
  return file;
}
