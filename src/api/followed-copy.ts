import { listHelpOfFile } from '../modules/advisors/public.ts';
import { idParams } from '../modules/alliance/public.ts';
import { listDevicesOfFile } from '../modules/devices/public.ts';
import { copyOutput, exportOf, getFile } from '../modules/follow-up/public.ts';
import { authorize } from '../platform/access/access.ts';
import { operation } from '../platform/http/operation.ts';
import { fail, ok } from '../platform/result.ts';

/** What several modules noted about one person, in one answer, as its page and its file have it. */
export const followedCopyOperations = [
  operation({
    id: 'copyFollowUp',
    method: 'get',
    path: '/follow-ups/{id}/copy',
    tag: 'Follow-up',
    summary: 'All that is noted about a person, to be handed to them, and nothing of anybody else',
    permission: 'follow-up.write',
    params: idParams,
    output: copyOutput,
    handle: async ({ ctx, services, params }) => {
      const read = authorize(ctx.actor, 'follow-up.read');
      const file = read ? await getFile(ctx.db, read, services.secret, params.id) : null;
      if (!read || !file) return fail({ code: 'not-found' });
      return ok({
        body: exportOf(file, {
          help: await listHelpOfFile(ctx.db, read, file.id, null),
          devices: await listDevicesOfFile(ctx.db, read, file.id),
        }),
      });
    },
  }),
];
