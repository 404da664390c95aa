import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { idParams, uuid } from '../../alliance/public.ts';
import { listFreeSlots } from '../offers/queries.ts';
import { bookSlot, cancelForHolder, markAppointment, moveAppointment } from './commands.ts';
import { bookingInput, moveInput } from './contract.ts';
import { APPOINTMENT_STATES } from './domain.ts';
import { listDisplaced } from './queries.ts';

const tag = 'Advisors';
const output = z.object({
  id: uuid,
  code: z.string(),
  state: z.enum(APPOINTMENT_STATES),
  startsAt: z.string(),
});
const bodyOf = (one: {
  readonly id: string;
  readonly code: string;
  readonly state: (typeof APPOINTMENT_STATES)[number];
  readonly startsAt: Date;
}) => ({ ...one, startsAt: one.startsAt.toISOString() });

export const appointmentOperations = [
  operation({
    id: 'listDisplacedAppointments',
    method: 'get',
    path: '/displaced-appointments',
    tag,
    summary: 'Appointments to come whose presence fell away, of the advisors that you look after',
    permission: 'advisors.write',
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          code: z.string(),
          advisor: z.object({ id: uuid, name: z.string() }),
          placeId: uuid,
          startsAt: z.string(),
          endsAt: z.string(),
          reached: z.boolean().describe('A mail or a text message reaches the person'),
        }),
      ),
    }),
    handle: async ({ ctx, scope, services }) => {
      const rows = await listDisplaced(ctx.db, scope, null, ctx.now, services.secret);
      const items = rows.map(({ id, code, advisor, place, startsAt, endsAt, reached }) => ({
        id,
        code,
        advisor: { id: advisor.id, name: advisor.name },
        placeId: place.id,
        startsAt,
        endsAt,
        reached,
      }));
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'listFreeSlots',
    method: 'get',
    path: '/advisor-presences/{id}/slots',
    tag,
    summary: 'Free slots of a presence that have not begun',
    permission: 'advisors.read',
    params: idParams,
    output: z.object({ items: z.array(z.string()) }),
    handle: async ({ ctx, params }) => {
      const free = await listFreeSlots(ctx.db, params.id, ctx.now);
      return ok({ body: { items: free.map((at) => at.toISOString()) } });
    },
  }),
  operation({
    id: 'bookAppointment',
    method: 'post',
    path: '/appointments',
    tag,
    summary: 'Give a slot to somebody; the id is yours, one of those who ask together gets it',
    permission: 'appointments.book',
    body: bookingInput,
    output,
    handle: async ({ ctx, scope, body, services }) => {
      const done = await bookSlot(ctx, scope, body, { secret: services.secret });
      if (!done.ok) return done;
      services.wake();
      return ok({ body: bodyOf(done.value), created: true });
    },
  }),
  operation({
    id: 'moveAppointment',
    method: 'put',
    path: '/appointments/{id}/time',
    tag,
    summary: 'Put an appointment of an advisor whom you look after on another slot; its code stays',
    permission: 'advisors.write',
    params: idParams,
    body: moveInput,
    output,
    handle: async ({ ctx, scope, params, body, services }) => {
      const done = await moveAppointment(ctx, { id: params.id, scope }, body);
      if (!done.ok) return done;
      services.wake();
      return ok({ body: bodyOf(done.value) });
    },
  }),
  operation({
    id: 'cancelAppointment',
    method: 'post',
    path: '/appointments/by-code/{code}/cancellation',
    tag,
    summary:
      'Give an appointment of an advisor whom you look after back; the person is told when possible',
    permission: 'advisors.write',
    limit: { name: 'appointment-code', calls: 60, seconds: 600 },
    params: z.object({ code: z.string().max(20) }),
    output,
    handle: async ({ ctx, scope, params, services }) => {
      const done = await cancelForHolder(ctx, scope, params);
      if (!done.ok) return done;
      services.wake();
      return ok({ body: bodyOf(done.value) });
    },
  }),
  operation({
    id: 'markAppointment',
    method: 'put',
    path: '/appointments/{id}/state',
    tag,
    summary: 'Note who came and who did not',
    permission: 'advisors.write',
    params: idParams,
    body: z.object({ state: z.enum(['came', 'absent', 'booked']) }),
    output,
    handle: async ({ ctx, scope, params, body }) => {
      const done = await markAppointment(ctx, scope, params.id, body.state);
      return done.ok ? ok({ body: bodyOf(done.value) }) : fail(done.failure);
    },
  }),
];
