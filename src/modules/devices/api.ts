import { z } from 'zod';
import { authorize } from '../../platform/access/access.ts';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import { answered, createdOutput, day, idOutput, idParams, uuid } from '../alliance/public.ts';
import { moveDevice, receiveLot, withdrawLot } from './commands.ts';
import { deviceFiguresOutput, deviceOutput, lotInput, moveInput, stockOutput } from './contract.ts';
import { DEVICE_KINDS, DEVICE_STATES } from './domain.ts';
import { handOut, takeBack } from './hand-outs/commands.ts';
import { handOutInput, returnInput } from './hand-outs/contract.ts';
import { getDevice, listDevices } from './queries.ts';
import { deviceFigures, listStock } from './stock/queries.ts';
import { receiveDevices, sendDevices } from './transfers/commands.ts';
import { receptionInput, transferInput } from './transfers/contract.ts';
import { setThresholds } from './watch/commands.ts';
import { thresholdInput } from './watch/contract.ts';

const tag = 'Equipment';

export const deviceOperations = [
  operation({
    id: 'listDeviceStock',
    method: 'get',
    path: '/device-stock',
    tag,
    summary: 'How many devices of each kind stand where, the fewest first',
    permission: 'devices.read',
    query: z.object({ place: uuid.optional(), kind: z.enum(DEVICE_KINDS).optional() }),
    output: z.object({ items: z.array(stockOutput) }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listStock(ctx.db, scope, query) } }),
  }),
  operation({
    id: 'listDevices',
    method: 'get',
    path: '/devices',
    tag,
    summary: 'Devices of a place or a lot, by number (500 at most)',
    permission: 'devices.read',
    query: z.object({
      place: uuid.optional(),
      lot: uuid.optional(),
      kind: z.enum(DEVICE_KINDS).optional(),
      state: z.enum(DEVICE_STATES).optional(),
    }),
    output: z.object({ items: z.array(deviceOutput) }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listDevices(ctx.db, scope, query) } }),
  }),
  operation({
    id: 'getDevice',
    method: 'get',
    path: '/devices/{id}',
    tag,
    summary: 'One device',
    permission: 'devices.read',
    params: idParams,
    output: deviceOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getDevice(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'receiveDeviceLot',
    method: 'post',
    path: '/device-lots',
    tag,
    summary: 'Receive a lot under a running partnership; the id is yours',
    permission: 'devices.write',
    body: lotInput.extend({ id: uuid }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const done = await receiveLot(ctx, scope, input, id);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'withdrawDeviceLot',
    method: 'post',
    path: '/device-lots/{id}/withdrawal',
    tag,
    summary: 'Take back a lot recorded by mistake, as long as none of its devices has moved',
    permission: 'devices.write',
    params: idParams,
    output: idOutput,
    handle: async ({ ctx, scope, params }) => answered(await withdrawLot(ctx, scope, params.id)),
  }),
  operation({
    id: 'setDeviceThresholds',
    method: 'put',
    path: '/places/{id}/device-thresholds',
    tag,
    summary: 'Say from how many devices of a kind on a place has few; a kind left out stays',
    permission: 'devices.write',
    params: idParams,
    body: thresholdInput,
    output: z.object({ placeId: uuid }),
    handle: async ({ ctx, scope, params, body }) =>
      answered(await setThresholds(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'moveDevice',
    method: 'post',
    path: '/devices/{id}/moves',
    tag,
    summary: 'Note a failure, a repair, a loss, or that a device is back in stock or retired',
    permission: 'devices.write',
    params: idParams,
    body: moveInput,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      answered(await moveDevice(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'sendDevices',
    method: 'post',
    path: '/device-transfers',
    tag,
    summary: 'Send devices from a place to another; the id is yours',
    permission: 'devices.write',
    body: transferInput,
    output: createdOutput,
    handle: async ({ ctx, scope, body }) => {
      const done = await sendDevices(ctx, scope, body);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'receiveDevices',
    method: 'post',
    path: '/device-transfers/{id}/reception',
    tag,
    summary: 'Say what of a transfer arrived; the rest is missing',
    permission: 'devices.write',
    params: idParams,
    body: receptionInput,
    output: z.object({ id: uuid, missing: z.number().int() }),
    handle: async ({ ctx, scope, params, body }) =>
      answered(await receiveDevices(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'handDeviceOut',
    method: 'post',
    path: '/device-hand-outs',
    tag,
    summary: 'Give or lend a device, with a seat at a workshop; counts once under your id',
    permission: 'devices.hand-out',
    body: handOutInput,
    output: z.object({ id: uuid, seatCode: z.string().nullable(), waiting: z.boolean() }),
    handle: async ({ ctx, scope, services, body }) => {
      const record = authorize(ctx.actor, 'activity.record');
      if (!record) return fail({ code: 'out-of-scope' });
      const proof = {
        scope,
        record,
        follow: authorize(ctx.actor, 'follow-up.write'),
        register: authorize(ctx.actor, 'workshops.register'),
        secret: services.secret,
      };
      const done = await handOut(ctx, proof, body);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'takeDeviceBack',
    method: 'post',
    path: '/device-hand-outs/{id}/return',
    tag,
    summary: 'Take a device back, or note that it is broken or lost',
    permission: 'devices.hand-out',
    params: idParams,
    body: returnInput,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      answered(await takeBack(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'getDeviceFigures',
    method: 'get',
    path: '/device-figures',
    tag,
    summary: 'Hand-outs, loans, returns, repairs, and how many devices are used again',
    permission: 'devices.read',
    query: z.object({ from: day.optional(), to: day.optional() }),
    output: deviceFiguresOutput,
    handle: async ({ ctx, scope, query }) =>
      ok({ body: await deviceFigures(ctx.db, scope, query) }),
  }),
];
