import { authorize } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail } from '../../../platform/result.ts';
import { answered, idOutput, idParams } from '../../alliance/public.ts';
import { closeSession } from './commands.ts';
import { reportInput } from './contract.ts';

export const workshopReportOperations = [
  operation({
    id: 'closeWorkshopSession',
    method: 'post',
    path: '/workshop-sessions/{id}/report',
    tag: 'Workshops',
    summary: 'Close a session with totals of who came; it counts as activity once',
    permission: 'workshops.write',
    params: idParams,
    body: reportInput,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const record = authorize(ctx.actor, 'activity.record');
      if (!record) return fail({ code: 'out-of-scope' });
      return answered(await closeSession(ctx, scope, record, params.id, body));
    },
  }),
];
