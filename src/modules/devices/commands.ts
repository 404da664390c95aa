import { sql } from 'kysely';
import type { Ctx, Scope } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { allOrNothing } from '../../platform/db/transaction.ts';
import { today } from '../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { RUNNING } from '../partnerships/public.ts';
import '../places/public.ts';
import type { LotInput, MoveInput } from './contract.ts';
import { deviceNumber } from './domain.ts';
import { endHandOut } from './hand-outs/commands.ts';
import { mayHandle } from './policy.ts';
import { bring, type DeviceFailure, lockDevice } from './stock/commands.ts';
import './tables.ts';

/**
 * Receives a lot at a place, under a running partnership: as many devices as it says, each with a
 * number. The id is the client's: sending twice receives once.
 */
export async function receiveLot(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  input: LotInput,
  id: string = newId(),
): Promise<Result<{ id: string; created: boolean }, DeviceFailure>> {
  return allOrNothing<{ id: string; created: boolean }, DeviceFailure>(ctx.db, async (trx) => {
    if (input.receivedOn > today(ctx.now))
      return fail({ code: 'date-in-future', field: 'receivedOn' });
    const partnership = await trx
      .selectFrom('partnership')
      .select(['partner_id', 'stage'])
      .where('id', '=', input.partnershipId)
      .executeTakeFirst();
    if (!partnership || ![...RUNNING, 'agreed'].includes(partnership.stage))
      return fail({ code: 'partnership-unknown', field: 'partnershipId' });
    const place = await trx
      .selectFrom('place')
      .select(['id', 'department_code'])
      .where('id', '=', input.placeId)
      .where('status', '=', 'open')
      .executeTakeFirst();
    if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
    const owned = {
      placeId: place.id,
      departmentCode: place.department_code,
      partnerId: partnership.partner_id,
    };
    if (!mayHandle(scope, owned)) return fail({ code: 'out-of-scope', field: 'placeId' });
    const made = await trx
      .insertInto('device_lot')
      .values({
        id,
        kind: input.kind,
        maker: input.maker,
        model: input.model,
        origin: input.origin,
        quantity: input.quantity,
        price_cents: Math.round(input.price * 100),
        partnership_id: input.partnershipId,
        place_id: place.id,
        received_on: input.receivedOn,
        note: input.note,
        created_by: scope.accountId,
        created_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return ok({ id, created: false });
    const { rows } = await sql<{ n: number }>`
      SELECT nextval('device_number') AS n FROM generate_series(1, ${input.quantity}::int)`.execute(
      trx,
    );
    const devices = rows.map(({ n }) => ({
      id: newId(),
      lot_id: id,
      number: deviceNumber(input.kind, Number(n)),
      serial: null,
      place_id: place.id,
      state: 'in-stock' as const,
      updated_at: ctx.now,
    }));
    await trx.insertInto('device').values(devices).execute();
    await trx
      .insertInto('device_event')
      .values(
        devices.map((device) => ({
          id: newId(),
          device_id: device.id,
          move: 'arrive' as const,
          from_state: null,
          to_state: device.state,
          place_id: place.id,
          hand_out_id: null,
          transfer_id: null,
          note: '',
          done_by: scope.accountId,
          done_at: ctx.now,
        })),
      )
      .execute();
    return ok({ id, created: true });
  });
}

/**
 * Takes back a lot that was recorded by mistake, with its devices: as long as nothing has happened
 * to any of them since they arrived. Afterwards it is retired device by device.
 */
export async function withdrawLot(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  id: string,
): Promise<Result<{ id: string }, DeviceFailure>> {
  return allOrNothing<{ id: string }, DeviceFailure>(ctx.db, async (trx) => {
    const lot = await trx
      .selectFrom('device_lot as l')
      .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
      .innerJoin('place as p', 'p.id', 'l.place_id')
      .select(['l.place_id', 'p.department_code', 'a.partner_id'])
      .where('l.id', '=', id)
      .forUpdate('l')
      .executeTakeFirst();
    if (!lot) return fail({ code: 'not-found', field: 'form' });
    const { place_id: placeId, department_code: departmentCode, partner_id: partnerId } = lot;
    if (!mayHandle(scope, { placeId, departmentCode, partnerId }))
      return fail({ code: 'out-of-scope', field: 'form' });
    // Whoever hands one of them out meanwhile is waited for, and then it has moved.
    const devices = await trx
      .selectFrom('device')
      .select('id')
      .where('lot_id', '=', id)
      .orderBy('id')
      .forUpdate()
      .execute();
    const ids = devices.map((device) => device.id);
    const moved = await trx
      .selectFrom('device_event')
      .select('id')
      .where('device_id', 'in', ids)
      .where('move', '<>', 'arrive')
      .limit(1)
      .executeTakeFirst();
    if (moved) return fail({ code: 'lot-used', field: 'form' });
    await trx.deleteFrom('device_event').where('device_id', 'in', ids).execute();
    await trx.deleteFrom('device').where('lot_id', '=', id).execute();
    await trx.deleteFrom('device_lot').where('id', '=', id).execute();
    return ok({ id });
  });
}

/** Notes what happened to a device; where it was with a person, the hand-out ends. */
export async function moveDevice(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  id: string,
  input: MoveInput,
): Promise<Result<{ id: string }, DeviceFailure>> {
  return allOrNothing<{ id: string }, DeviceFailure>(ctx.db, async (trx) => {
    const device = await lockDevice(trx, id);
    if (!device) return fail({ code: 'not-found', field: 'form' });
    if (!mayHandle(scope, device.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (device.version !== input.version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const handOutId = await endHandOut(trx, ctx, device, input.move);
    const moved = await bring(trx, ctx, device, input.move, scope.accountId, {
      note: input.note,
      ...(handOutId ? { handOutId } : {}),
    });
    return moved ? ok({ id }) : fail({ code: 'move-not-allowed', field: 'move' });
  });
}

/** Notes or takes off the maker's serial number. */
export async function noteSerial(
  ctx: Ctx,
  scope: Scope<'devices.write'>,
  id: string,
  serial: string | null,
): Promise<Result<{ id: string }, DeviceFailure>> {
  return allOrNothing<{ id: string }, DeviceFailure>(ctx.db, async (trx) => {
    const device = await lockDevice(trx, id);
    if (!device) return fail({ code: 'not-found', field: 'form' });
    if (!mayHandle(scope, device.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    await trx.updateTable('device').set({ serial }).where('id', '=', id).execute();
    return ok({ id });
  });
}
