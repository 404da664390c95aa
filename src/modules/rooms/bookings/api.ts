import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { answered, idParams, uuid } from '../../alliance/public.ts';
import { bookRoom, moveBooking, previewBooking } from './commands.ts';
import {
  bookingInput,
  bookingMoveInput,
  bookingOutput,
  occurrenceOutput,
  slotOutput,
} from './contract.ts';
import { bookingsOf, getBooking, waitingFor } from './queries.ts';

const tag = 'Rooms';

export const bookingOperations = [
  operation({
    id: 'listBookings',
    method: 'get',
    path: '/room-bookings',
    tag,
    summary: 'Bookings ahead of this account or its organisation, or requests that wait for it',
    permission: 'rooms.book',
    query: z.object({ which: z.enum(['mine', 'waiting']).default('mine') }),
    output: z.object({ items: z.array(bookingOutput) }),
    handle: async ({ ctx, query }) => {
      const read = query.which === 'mine' ? bookingsOf : waitingFor;
      return ok({ body: { items: await read(ctx.db, ctx.actor, ctx.now) } });
    },
  }),
  operation({
    id: 'getBooking',
    method: 'get',
    path: '/room-bookings/{id}',
    tag,
    summary: 'One booking, for who booked it and who looks after the room',
    permission: 'rooms.book',
    params: idParams,
    output: bookingOutput,
    handle: async ({ ctx, params }) => {
      const found = await getBooking(ctx.db, ctx.actor, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'previewBooking',
    method: 'post',
    path: '/rooms/{id}/bookings/preview',
    tag,
    summary: 'What a booking would meet, week by week, and other slots; nothing is booked',
    permission: 'rooms.book',
    writes: false,
    params: idParams,
    body: bookingInput,
    output: z.object({
      occurrences: z.array(occurrenceOutput),
      proposals: z.array(slotOutput),
    }),
    handle: async ({ ctx, scope, params, body }) =>
      answered(await previewBooking(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'bookRoom',
    method: 'post',
    path: '/rooms/{id}/bookings',
    tag,
    summary: 'Book a room once or weekly; a slot that is taken is answered with 409',
    permission: 'rooms.book',
    params: idParams,
    body: bookingInput.safeExtend({ id: uuid.optional() }),
    output: z.object({
      id: uuid,
      ids: z.array(uuid),
      status: z.enum(['pending', 'confirmed']),
      created: z.boolean(),
    }),
    handle: async ({ ctx, scope, params, body: { id, ...input } }) => {
      const made = await bookRoom(ctx, scope, params.id, input, id);
      if (made.ok) return ok({ body: made.value, created: made.value.created });
      const { code, field, proposals } = made.failure;
      const detail = proposals?.map((slot) => `${slot.day} ${slot.from}-${slot.to}`).join(', ');
      return fail({ code, field, ...(detail ? { detail } : {}) });
    },
  }),
  operation({
    id: 'moveBooking',
    method: 'post',
    path: '/room-bookings/{id}/moves',
    tag,
    summary: 'Accept, refuse, cancel, check in, leave, or note that nobody came',
    permission: 'rooms.book',
    params: idParams,
    body: bookingMoveInput,
    output: z.object({ id: uuid, moved: z.int() }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await moveBooking(ctx, scope, params.id, body);
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
];
