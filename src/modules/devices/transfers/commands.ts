import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { TRANSFER_OVERDUE, TRANSFER_RECEIVED, TRANSFER_SENT } from '../events.ts';
import { mayHandle } from '../policy.ts';
import { bring, type DeviceFailure, lockDevice } from '../stock/commands.ts';
import type { ReceptionInput, TransferInput } from './contract.ts';
import { OVERDUE_DAYS } from './domain.ts';
import './tables.ts';

/** Sends devices from a place to another: all or none. The other place is told. */
export async function sendDevices(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  input: TransferInput,
): Promise<Result<{ id: string; created: boolean }, DeviceFailure>> {
  return allOrNothing<{ id: string; created: boolean }, DeviceFailure>(ctx.db, async (trx) => {
    const before = await trx
      .selectFrom('device_transfer')
      .select('id')
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (before) return ok({ id: input.id, created: false });
    if (input.fromPlaceId === input.toPlaceId)
      return fail({ code: 'same-place', field: 'toPlaceId' });
    const place = await trx
      .selectFrom('place')
      .select('id')
      .where('id', '=', input.toPlaceId)
      .where('status', '=', 'open')
      .executeTakeFirst();
    if (!place) return fail({ code: 'place-unknown', field: 'toPlaceId' });
    await trx
      .insertInto('device_transfer')
      .values({
        id: input.id,
        from_place_id: input.fromPlaceId,
        to_place_id: input.toPlaceId,
        note: input.note,
        sent_at: ctx.now,
        sent_by: scope.accountId,
        received_at: null,
        received_by: null,
        overdue_told_at: null,
      })
      .execute();
    // In one order, so that two transfers never wait for each other.
    const ids = [...new Set(input.deviceIds)].sort();
    for (const id of ids) {
      const device = await lockDevice(trx, id);
      const here = device?.place_id === input.fromPlaceId && mayHandle(scope, device.owned);
      if (!device || !here) return fail({ code: 'device-unknown', field: 'deviceIds' });
      const more = { transferId: input.id };
      if (!(await bring(trx, ctx, device, 'send', scope.accountId, more)))
        return fail({ code: 'device-taken', field: 'deviceIds' });
    }
    await trx
      .insertInto('device_transfer_item')
      .values(ids.map((id) => ({ transfer_id: input.id, device_id: id, outcome: null })))
      .execute();
    await emit(trx, { type: TRANSFER_SENT, payload: { transferId: input.id } });
    return ok({ id: input.id, created: true });
  });
}

/** Says what of a transfer arrived; what did not is lost until somebody finds it. */
export async function receiveDevices(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  id: string,
  input: ReceptionInput,
): Promise<Result<{ id: string; missing: number }, DeviceFailure>> {
  return allOrNothing<{ id: string; missing: number }, DeviceFailure>(ctx.db, async (trx) => {
    const transfer = await trx
      .selectFrom('device_transfer as t')
      .innerJoin('place as p', 'p.id', 't.to_place_id')
      .select(['t.id', 't.to_place_id', 't.received_at', 'p.department_code'])
      .where('t.id', '=', id)
      .forUpdate('t')
      .executeTakeFirst();
    if (!transfer) return fail({ code: 'not-found', field: 'form' });
    if (transfer.received_at) return fail({ code: 'transfer-over', field: 'form' });
    const items = await trx
      .selectFrom('device_transfer_item')
      .select('device_id')
      .where('transfer_id', '=', id)
      .orderBy('device_id')
      .execute();
    let missing = 0;
    for (const { device_id } of items) {
      const device = await lockDevice(trx, device_id);
      if (!device) return fail({ code: 'not-found', field: 'form' });
      const there = {
        placeId: transfer.to_place_id,
        departmentCode: transfer.department_code,
        partnerId: device.owned.partnerId,
      };
      if (!mayHandle(scope, there)) return fail({ code: 'out-of-scope', field: 'form' });
      const arrived = input.received.includes(device_id);
      if (!arrived) missing += 1;
      const move = arrived ? 'receive' : 'miss';
      const more = { transferId: id, ...(arrived ? { placeId: transfer.to_place_id } : {}) };
      if (!(await bring(trx, ctx, device, move, scope.accountId, more)))
        return fail({ code: 'move-not-allowed', field: 'form' });
      await trx
        .updateTable('device_transfer_item')
        .set({ outcome: arrived ? 'received' : 'missing' })
        .where('transfer_id', '=', id)
        .where('device_id', '=', device_id)
        .execute();
    }
    await trx
      .updateTable('device_transfer')
      .set({ received_at: ctx.now, received_by: scope.accountId })
      .where('id', '=', id)
      .execute();
    await emit(trx, { type: TRANSFER_RECEIVED, payload: { transferId: id } });
    return ok({ id, missing });
  });
}

/** Tells both places of transfers that nobody has received for a week, once. @returns how many */
export async function remindTransfers(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const late = await trx
      .updateTable('device_transfer')
      .set({ overdue_told_at: now })
      .where('received_at', 'is', null)
      .where('overdue_told_at', 'is', null)
      .where('sent_at', '<', new Date(now.getTime() - OVERDUE_DAYS * 86_400_000))
      .returning('id')
      .execute();
    for (const { id } of late)
      await emit(trx, { type: TRANSFER_OVERDUE, payload: { transferId: id } });
    return late.length;
  });
}
