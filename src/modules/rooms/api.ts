import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { today } from '../../platform/i18n/messages.ts';
import { daysLater, parisClock } from '../../platform/i18n/paris-time.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  answered,
  createdOutput,
  day,
  idOutput,
  idParams,
  uuid,
  version,
} from '../alliance/public.ts';
import { slotOutput } from './bookings/contract.ts';
import { freeSpans, instantOf } from './calendar/domain.ts';
import { createRoom, updateRoom } from './commands.ts';
import { roomInput, roomOutput } from './contract.ts';
import { isHost } from './policy.ts';
import { getRoom, listRooms, takenIn } from './queries.ts';
import { readOccupancy } from './week/queries.ts';

const tag = 'Rooms';
const several = z
  .string()
  .max(200)
  .optional()
  .transform((text) => text?.split(',').filter(Boolean))
  .describe('All of these, by commas');

export const roomOperations = [
  operation({
    id: 'listRooms',
    method: 'get',
    path: '/rooms',
    tag,
    summary: 'Rooms by department, commune and name',
    permission: 'rooms.read',
    query: z.object({
      q: z.string().max(100).optional(),
      department: z.string().max(3).optional(),
      commune: z.string().max(5).optional(),
      place: uuid.optional(),
      seats: z.coerce.number().int().min(1).optional().describe('At least so many'),
      equipment: several,
      access: several,
    }),
    output: z.object({ items: z.array(roomOutput) }),
    handle: async ({ ctx, query }) => ok({ body: { items: await listRooms(ctx.db, query) } }),
  }),
  operation({
    id: 'getRoom',
    method: 'get',
    path: '/rooms/{id}',
    tag,
    summary: 'One room',
    permission: 'rooms.read',
    params: idParams,
    output: roomOutput,
    handle: async ({ ctx, params }) => {
      const found = await getRoom(ctx.db, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'listFreeSlots',
    method: 'get',
    path: '/rooms/{id}/free',
    tag,
    summary: 'Stretches of some days in which a room can still be booked, in local time',
    permission: 'rooms.read',
    params: idParams,
    query: z.object({
      from: day.optional().describe('Default today'),
      days: z.coerce.number().int().min(1).max(31).default(7),
      minutes: z.coerce.number().int().min(15).max(720).default(60).describe('At least so long'),
    }),
    output: z.object({ items: z.array(slotOutput) }),
    handle: async ({ ctx, params, query }) => {
      const room = await getRoom(ctx.db, params.id);
      if (!room) return fail({ code: 'not-found' });
      const from = query.from ?? today(ctx.now);
      const days = Array.from({ length: query.days }, (_, index) => daysLater(from, index));
      const span = {
        from: instantOf(daysLater(from, -1), '00:00'),
        to: instantOf(daysLater(from, query.days + 1), '00:00'),
      };
      const taken = (await takenIn(ctx.db, [room.id], span))(room.id);
      const frame = { ...room, ...taken };
      const items = days.flatMap((one) =>
        room.status === 'closed'
          ? []
          : freeSpans(frame, one, query.minutes, ctx.now.getTime()).map((free) => ({
              day: one,
              from: parisClock(free.from).time,
              to: parisClock(free.to).time,
            })),
      );
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'getRoomOccupancy',
    method: 'get',
    path: '/rooms/{id}/occupancy',
    tag,
    summary: 'Booked against open minutes over the last four weeks, no-shows apart',
    permission: 'rooms.decide',
    params: idParams,
    output: z.object({
      openMinutes: z.number(),
      bookedMinutes: z.number(),
      bookings: z.int(),
      noShows: z.int(),
    }),
    handle: async ({ ctx, params }) => {
      const room = await getRoom(ctx.db, params.id);
      if (!room) return fail({ code: 'not-found' });
      const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
      if (!isHost(ctx.actor, owned)) return fail({ code: 'out-of-scope' });
      return ok({ body: await readOccupancy(ctx.db, room, ctx.now) });
    },
  }),
  operation({
    id: 'createRoom',
    method: 'post',
    path: '/rooms',
    tag,
    summary: 'Note a room of a place',
    permission: 'rooms.write',
    body: roomInput.extend({ id: uuid.optional() }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const made = await createRoom(ctx, scope, input, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updateRoom',
    method: 'put',
    path: '/rooms/{id}',
    tag,
    summary: 'Replace what is noted of a room',
    permission: 'rooms.write',
    params: idParams,
    body: roomInput.extend({ version }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      answered(await updateRoom(ctx, scope, params.id, seen, input)),
  }),
];
