import { z } from 'zod';
import type { Scope } from '../../../platform/access/access.ts';
import { unseal } from '../../../platform/access/seal.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../workshops/public.ts';
import { type Any, covered, type DeviceRow, getDevice } from '../queries.ts';
import { type Strokes, strokes } from './contract.ts';
import type { Agreement, Terms } from './domain.ts';
import './tables.ts';

export interface HandOutRow {
  readonly id: string;
  readonly terms: Terms;
  readonly dueOn: string | null;
  readonly priceCents: number;
  readonly handedOn: string;
  readonly endedOn: string | null;
  readonly endedBy: string | null;
  readonly agreement: Agreement;
  /** Only for who may write to this very file: nobody else learns that there is one. */
  readonly personId: string | null;
  readonly placeName: string;
  readonly seat: { readonly code: string; readonly state: string } | null;
  readonly device: DeviceRow;
}

/** One hand-out of a device that the actor may handle; null when there is none. */
export async function getHandOut(db: Db, scope: Any, id: string): Promise<HandOutRow | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('device_hand_out as h')
    .innerJoin('place as p', 'p.id', 'h.place_id')
    .leftJoin('workshop_registration as r', 'r.id', 'h.registration_id')
    .select(['h.id', 'h.device_id', 'h.terms', 'h.due_on', 'h.price_cents', 'h.handed_on'])
    .select(['h.ended_on', 'h.ended_by_move', 'h.agreed_by', 'h.person_id'])
    .select(['p.name as place_name', 'r.code', 'r.state as seat_state'])
    .where('h.id', '=', id)
    .executeTakeFirst();
  const device = row ? await getDevice(db, scope, row.device_id) : null;
  if (!row || !device) return null;
  return {
    id: row.id,
    terms: row.terms,
    dueOn: row.due_on,
    priceCents: row.price_cents,
    handedOn: row.handed_on,
    endedOn: row.ended_on,
    endedBy: row.ended_by_move,
    agreement: row.agreed_by,
    personId: row.person_id,
    placeName: row.place_name,
    seat: row.code && row.seat_state ? { code: row.code, state: row.seat_state } : null,
    device,
  };
}

const kept = z.object({
  strokes: strokes.optional(),
  witness: z.string().optional(),
});

/** What was drawn or heard; null when it was forgotten. The caller has checked who asks. */
export async function readSignature(
  db: Db,
  secret: string,
  handOutId: string,
): Promise<{ readonly strokes: Strokes | null; readonly witness: string | null } | null> {
  const row = await db
    .selectFrom('device_signature')
    .select('sealed')
    .where('hand_out_id', '=', handOutId)
    .executeTakeFirst();
  if (!row) return null;
  const said = kept.parse(JSON.parse(unseal(secret, row.sealed)));
  return { strokes: said.strokes ?? null, witness: said.witness ?? null };
}

/** What somebody who is followed was given or lent. */
export interface DeviceOfFile {
  readonly id: string;
  readonly handedOn: string;
  readonly terms: Terms;
  readonly dueOn: string | null;
  readonly endedOn: string | null;
  readonly number: string;
  readonly model: string;
  readonly placeName: string;
}

/**
 * Devices given or lent to the person of a file, the latest first. Whoever reads the file reads
 * these; the caller has opened it.
 */
export async function listDevicesOfFile(
  db: Db,
  _scope: Scope<'follow-up.read'>,
  fileId: string,
): Promise<DeviceOfFile[]> {
  const rows = await db
    .selectFrom('device_hand_out as h')
    .innerJoin('device as d', 'd.id', 'h.device_id')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .innerJoin('place as p', 'p.id', 'h.place_id')
    .select(['h.id', 'h.handed_on', 'h.terms', 'h.due_on', 'h.ended_on'])
    .select(['d.number', 'l.maker', 'l.model', 'p.name'])
    .where('h.person_id', '=', fileId)
    .orderBy('h.handed_on', 'desc')
    .orderBy('h.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    handedOn: row.handed_on,
    terms: row.terms,
    dueOn: row.due_on,
    endedOn: row.ended_on,
    number: row.number,
    model: `${row.maker} ${row.model}`,
    placeName: row.name,
  }));
}

export interface DueLoan {
  readonly id: string;
  readonly number: string;
  readonly model: string;
  readonly dueOn: string;
  readonly placeName: string;
}

/** Most loans shown as due. */
const DUE_SHOWN = 50;

/** Loans that should be back on this day or before, longest overdue first. Never with whom. */
export async function listDueLoans(db: Db, scope: Any, by: string): Promise<DueLoan[]> {
  const rows = await db
    .selectFrom('device_hand_out as h')
    .innerJoin('device as d', 'd.id', 'h.device_id')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('place as p', 'p.id', 'd.place_id')
    .select(['h.id', 'h.due_on', 'd.number', 'l.maker', 'l.model', 'p.name'])
    .where('h.ended_on', 'is', null)
    .where('h.due_on', '<=', by)
    .where(covered(scope))
    .orderBy('h.due_on')
    .orderBy('d.number')
    .limit(DUE_SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    model: `${row.maker} ${row.model}`,
    dueOn: row.due_on ?? '',
    placeName: row.name,
  }));
}
