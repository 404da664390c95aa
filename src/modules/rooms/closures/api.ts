import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { answered, idOutput, idParams, uuid } from '../../alliance/public.ts';
import { getRoom } from '../queries.ts';
import { closeRoom, reopenRoom } from './commands.ts';
import { closureInput, closureOutput } from './contract.ts';
import { listClosures } from './queries.ts';

const tag = 'Rooms';

export const closureOperations = [
  operation({
    id: 'listRoomClosures',
    method: 'get',
    path: '/rooms/{id}/closures',
    tag,
    summary: 'Closures of a room from now on',
    permission: 'rooms.read',
    params: idParams,
    output: z.object({ items: z.array(closureOutput) }),
    handle: async ({ ctx, params }) =>
      (await getRoom(ctx.db, params.id))
        ? ok({ body: { items: await listClosures(ctx.db, params.id, ctx.now) } })
        : fail({ code: 'not-found' }),
  }),
  operation({
    id: 'closeRoom',
    method: 'post',
    path: '/rooms/{id}/closures',
    tag,
    summary: 'Close a room for a while; bookings inside are refused, or cancelled when asked',
    permission: 'rooms.write',
    params: idParams,
    body: closureInput.safeExtend({ id: uuid.optional() }),
    output: z.object({ id: uuid, cancelled: z.int(), created: z.boolean() }),
    handle: async ({ ctx, scope, params, body: { id, ...input } }) => {
      const closed = await closeRoom(ctx, scope, params.id, input, id);
      if (closed.ok) return ok({ body: closed.value, created: closed.value.created });
      const { code, field, bookings } = closed.failure;
      const detail = bookings?.map((booking) => booking.id).join(', ');
      return fail({ code, field, ...(detail ? { detail } : {}) });
    },
  }),
  operation({
    id: 'reopenRoom',
    method: 'delete',
    path: '/rooms/{id}/closures/{closure}',
    tag,
    summary: 'Take a closure back; what it cancelled stays cancelled',
    permission: 'rooms.write',
    params: idParams.extend({ closure: uuid }),
    output: idOutput,
    handle: async ({ ctx, scope, params }) =>
      answered(await reopenRoom(ctx, scope, params.id, params.closure)),
  }),
];
