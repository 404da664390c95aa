import { listHelpOfFile } from '../../modules/advisors/public.ts';
import { listDevicesOfFile } from '../../modules/devices/public.ts';
import { exportOf, fileNumber, getFile } from '../../modules/follow-up/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { guard, notFound } from '../../platform/http/route.ts';

/** All that is noted about somebody, for a machine. Its name tells nobody's. */
export const loader = guard('follow-up.write', async ({ ctx, actor, services, params }) => {
  const read = authorize(actor, 'follow-up.read');
  const file = read ? await getFile(ctx.db, read, services.secret, params.id ?? '') : null;
  if (!read || !file) throw notFound();
  const copy = exportOf(file, {
    help: await listHelpOfFile(ctx.db, read, file.id, null),
    devices: await listDevicesOfFile(ctx.db, read, file.id),
  });
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="suivi-${fileNumber(file.id)}.json"`,
      'cache-control': 'private, no-store',
    },
  });
});
