import type { Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { type DeviceState, type Move, stateAfter } from '../domain.ts';
import type { DeviceOwned } from '../policy.ts';
import '../tables.ts';

export interface DeviceFailure {
  readonly code: string;
  readonly field: string;
}

/** A device under lock, with what decides who may handle it; null when there is none. */
export async function lockDevice(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('device as d')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('place as p', 'p.id', 'd.place_id')
    .select(['d.id', 'd.state', 'd.version', 'd.place_id', 'l.partnership_id', 'l.price_cents'])
    .select(['a.partner_id', 'p.department_code'])
    .where('d.id', '=', id)
    .forUpdate('d')
    .executeTakeFirst();
  if (!row) return null;
  const owned: DeviceOwned = {
    placeId: row.place_id,
    departmentCode: row.department_code,
    partnerId: row.partner_id,
  };
  return { ...row, owned };
}

export interface Moved {
  readonly id: string;
  readonly state: DeviceState;
  readonly version: number;
  readonly place_id: string;
}

/**
 * Brings a locked device to the state after a move and writes the move down.
 * @returns false when the move is not possible from where the device stands
 */
export async function bring(
  trx: Trx,
  ctx: Ctx,
  device: Moved,
  move: Move,
  by: string,
  more: {
    readonly placeId?: string;
    readonly handOutId?: string;
    readonly transferId?: string;
    readonly note?: string;
  } = {},
): Promise<boolean> {
  const to = stateAfter(device.state, move);
  if (to === null) return false;
  const placeId = more.placeId ?? device.place_id;
  await trx
    .updateTable('device')
    .set({ state: to, place_id: placeId, version: device.version + 1, updated_at: ctx.now })
    .where('id', '=', device.id)
    .execute();
  await trx
    .insertInto('device_event')
    .values({
      id: newId(),
      device_id: device.id,
      move,
      from_state: device.state,
      to_state: to,
      place_id: placeId,
      hand_out_id: more.handOutId ?? null,
      transfer_id: more.transferId ?? null,
      note: more.note ?? '',
      done_by: by,
      done_at: ctx.now,
    })
    .execute();
  return true;
}
