import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../../platform/access/access.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import '../partners/public.ts';
import '../partnerships/public.ts';
import '../places/public.ts';
import type { deviceOutput } from './contract.ts';
import type { DeviceKind, DeviceState, Origin } from './domain.ts';
import './hand-outs/tables.ts';
import type { DeviceOwned } from './policy.ts';
import './tables.ts';

export type Any = Scope<'devices.read'> | Scope<'devices.write'> | Scope<'devices.hand-out'>;

export interface DeviceRow extends z.output<typeof deviceOutput> {
  readonly owned: DeviceOwned;
  readonly partnership: { readonly id: string; readonly title: string };
  readonly partnerName: string;
}

/** SQL condition: place `p` and partnership `a` are what the actor may handle. */
export function covered(scope: Any): RawBuilder<SqlBool> {
  if (scope.everywhere) return sql<SqlBool>`true`;
  return sql<SqlBool>`(p.department_code = ANY(${[...scope.departments]}::text[])
    OR p.id = ANY(${[...scope.places].filter(isUuid)}::uuid[])
    OR a.partner_id = ANY(${[...scope.organisations].filter(isUuid)}::uuid[]))`;
}

function joined(db: Db) {
  return db
    .selectFrom('device as d')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('partner as o', 'o.id', 'a.partner_id')
    .innerJoin('place as p', 'p.id', 'd.place_id')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select(['d.id', 'd.number', 'd.serial', 'd.state', 'd.version', 'd.lot_id', 'd.place_id'])
    .select(['l.kind', 'l.maker', 'l.model', 'l.price_cents', 'l.partnership_id'])
    .select(['a.title', 'a.partner_id', 'o.name as partner_name'])
    .select(['p.name as place_name', 'p.department_code', 'c.name as commune_name']);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): DeviceRow => ({
  id: row.id,
  number: row.number,
  serial: row.serial,
  state: row.state,
  lotId: row.lot_id,
  kind: row.kind,
  maker: row.maker,
  model: row.model,
  priceCents: row.price_cents,
  place: { id: row.place_id, name: row.place_name, communeName: row.commune_name },
  version: row.version,
  owned: {
    placeId: row.place_id,
    departmentCode: row.department_code,
    partnerId: row.partner_id,
  },
  partnership: { id: row.partnership_id, title: row.title },
  partnerName: row.partner_name,
});

export interface DeviceFilters {
  readonly place?: string | undefined;
  readonly lot?: string | undefined;
  readonly state?: DeviceState | undefined;
  readonly kind?: DeviceKind | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** Most devices shown at once. */
const SHOWN = 500;

/** Devices that the actor may handle, by number. */
export async function listDevices(
  db: Db,
  scope: Any,
  filters: DeviceFilters,
): Promise<DeviceRow[]> {
  const rows = await joined(db)
    .where(covered(scope))
    .$if(filters.place !== undefined, (q) => q.where('d.place_id', '=', filters.place ?? ''))
    .$if(filters.lot !== undefined, (q) => q.where('d.lot_id', '=', filters.lot ?? ''))
    .$if(filters.state !== undefined, (q) => q.where('d.state', '=', filters.state ?? 'in-stock'))
    .$if(filters.kind !== undefined, (q) => q.where('l.kind', '=', filters.kind ?? 'tablet'))
    .$if(filters.ids !== undefined, (q) =>
      q.where('d.id', 'in', ['00000000-0000-0000-0000-000000000000', ...(filters.ids ?? [])]),
    )
    .orderBy('d.number')
    .limit(SHOWN)
    .execute();
  return rows.map(rowOf);
}

/** One device that the actor may handle, by its id; null when there is none. */
export async function getDevice(db: Db, scope: Any, id: string): Promise<DeviceRow | null> {
  if (!isUuid(id)) return null;
  const [found] = await listDevices(db, scope, { ids: [id] });
  return found ?? null;
}

export interface DeviceEvent {
  readonly id: string;
  readonly move: string;
  readonly toState: DeviceState;
  readonly placeName: string;
  readonly note: string;
  readonly handOutId: string | null;
  readonly transferId: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** What happened to a device, latest first. The caller has checked who asks. */
export async function listDeviceEvents(db: Db, deviceId: string): Promise<DeviceEvent[]> {
  const rows = await db
    .selectFrom('device_event as e')
    .innerJoin('place as p', 'p.id', 'e.place_id')
    .leftJoin('auth_user as u', 'u.id', 'e.done_by')
    .select(['e.id', 'e.move', 'e.to_state', 'e.note', 'e.hand_out_id', 'e.transfer_id'])
    .select(['e.done_at', 'p.name as place_name', 'u.name'])
    .where('e.device_id', '=', deviceId)
    .orderBy('e.done_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    move: row.move,
    toState: row.to_state,
    placeName: row.place_name,
    note: row.note,
    handOutId: row.hand_out_id,
    transferId: row.transfer_id,
    by: row.name,
    at: row.done_at.toISOString(),
  }));
}

export interface LotRow {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly maker: string;
  readonly model: string;
  readonly origin: Origin;
  readonly quantity: number;
  readonly priceCents: number;
  readonly receivedOn: string;
  readonly note: string;
  readonly placeName: string;
  readonly partnership: { readonly id: string; readonly title: string };
  readonly partnerName: string;
}

function lots(db: Db, scope: Any) {
  return db
    .selectFrom('device_lot as l')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('partner as o', 'o.id', 'a.partner_id')
    .innerJoin('place as p', 'p.id', 'l.place_id')
    .select(['l.id', 'l.kind', 'l.maker', 'l.model', 'l.origin', 'l.quantity', 'l.price_cents'])
    .select([
      'l.received_on',
      'l.note',
      'p.name as place_name',
      'a.title',
      'o.name as partner_name',
    ])
    .select('l.partnership_id')
    .where(covered(scope));
}

type FoundLot = Awaited<ReturnType<ReturnType<typeof lots>['execute']>>[number];

const lotOf = (row: FoundLot): LotRow => ({
  id: row.id,
  kind: row.kind,
  maker: row.maker,
  model: row.model,
  origin: row.origin,
  quantity: row.quantity,
  priceCents: row.price_cents,
  receivedOn: row.received_on,
  note: row.note,
  placeName: row.place_name,
  partnership: { id: row.partnership_id, title: row.title },
  partnerName: row.partner_name,
});

/** Lots that the actor may handle, latest first. */
export async function listLots(db: Db, scope: Any, limit = 50): Promise<LotRow[]> {
  const rows = await lots(db, scope)
    .orderBy('l.received_on', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(lotOf);
}

/** One lot; null when there is none that the actor may handle. */
export async function getLot(db: Db, scope: Any, id: string): Promise<LotRow | null> {
  if (!isUuid(id)) return null;
  const row = await lots(db, scope).where('l.id', '=', id).executeTakeFirst();
  return row ? lotOf(row) : null;
}

/** Whether nothing has happened to any device of a lot since it arrived, so that it can be undone. */
export async function isUntouched(
  db: Db,
  scope: Scope<'devices.write'>,
  lotId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('device_lot as l')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('place as p', 'p.id', 'l.place_id')
    .select('l.id')
    .where('l.id', '=', lotId)
    .where(covered(scope))
    .where(sql<SqlBool>`NOT EXISTS (SELECT FROM device d JOIN device_event e ON e.device_id = d.id
      WHERE d.lot_id = l.id AND e.move <> 'arrive')`)
    .executeTakeFirst();
  return row !== undefined;
}
