import { type SqlBool, sql } from 'kysely';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Any } from '../queries.ts';
import './tables.ts';

export interface TransferRow {
  readonly id: string;
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string; readonly departmentCode: string };
  readonly sentAt: string;
  readonly receivedAt: string | null;
  readonly note: string;
  readonly devices: number;
  readonly missing: number;
}

function joined(db: Db, scope: Any) {
  const mine = scope.everywhere
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(f.department_code = ANY(${[...scope.departments]}::text[])
      OR g.department_code = ANY(${[...scope.departments]}::text[])
      OR f.id = ANY(${[...scope.places].filter(isUuid)}::uuid[])
      OR g.id = ANY(${[...scope.places].filter(isUuid)}::uuid[])
      OR EXISTS (SELECT FROM device_transfer_item i JOIN device d ON d.id = i.device_id
        JOIN device_lot l ON l.id = d.lot_id JOIN partnership a ON a.id = l.partnership_id
        WHERE i.transfer_id = t.id
          AND a.partner_id = ANY(${[...scope.organisations].filter(isUuid)}::uuid[])))`;
  return db
    .selectFrom('device_transfer as t')
    .innerJoin('place as f', 'f.id', 't.from_place_id')
    .innerJoin('place as g', 'g.id', 't.to_place_id')
    .select(['t.id', 't.sent_at', 't.received_at', 't.note'])
    .select(['f.id as from_id', 'f.name as from_name', 'g.id as to_id', 'g.name as to_name'])
    .select('g.department_code')
    .select(
      sql<number>`(SELECT count(*)::int FROM device_transfer_item i WHERE i.transfer_id = t.id)`.as(
        'devices',
      ),
    )
    .select(
      sql<number>`(SELECT count(*)::int FROM device_transfer_item i
        WHERE i.transfer_id = t.id AND i.outcome = 'missing')`.as('missing'),
    )
    .where(mine);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): TransferRow => ({
  id: row.id,
  from: { id: row.from_id, name: row.from_name },
  to: { id: row.to_id, name: row.to_name, departmentCode: row.department_code },
  sentAt: row.sent_at.toISOString(),
  receivedAt: row.received_at?.toISOString() ?? null,
  note: row.note,
  devices: row.devices,
  missing: row.missing,
});

/** Transfers from or to places that the actor may handle: those on the way first, oldest first. */
export async function listTransfers(db: Db, scope: Any): Promise<TransferRow[]> {
  const rows = await joined(db, scope)
    .orderBy(sql`t.received_at IS NOT NULL`)
    .orderBy(sql`CASE WHEN t.received_at IS NULL THEN t.sent_at END`)
    .orderBy('t.received_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(rowOf);
}

/** One transfer; null when there is none that the actor may see. */
export async function getTransfer(db: Db, scope: Any, id: string): Promise<TransferRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db, scope).where('t.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** What a transfer is made of. The caller has checked who asks. */
export async function listTransferItems(db: Db, id: string) {
  return db
    .selectFrom('device_transfer_item as i')
    .innerJoin('device as d', 'd.id', 'i.device_id')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .select(['d.id', 'd.number', 'l.kind', 'l.maker', 'l.model', 'i.outcome'])
    .where('i.transfer_id', '=', id)
    .orderBy('d.number')
    .execute();
}
