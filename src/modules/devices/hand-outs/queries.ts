import { z } from 'zod';
import { unseal } from '../../../platform/access/seal.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../workshops/public.ts';
import { type Any, type DeviceRow, getDevice } from '../queries.ts';
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
