import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/db/schema.ts';
import type { deviceFiguresOutput, stockOutput } from '../contract.ts';
import { type DeviceKind, FEW } from '../domain.ts';
import { type Any, covered } from '../queries.ts';
import './tables.ts';

export type StockRow = z.output<typeof stockOutput>;

/** Most lines of stock shown at once: those with the least first. */
const SHOWN = 200;

/** How many of each kind stand where, the fewest in stock first. */
export async function listStock(
  db: Db,
  scope: Any,
  filters: { readonly place?: string | undefined; readonly kind?: DeviceKind | undefined } = {},
): Promise<StockRow[]> {
  const count = (...states: string[]) =>
    sql<number>`count(*) FILTER (WHERE d.state = ANY(${states}::text[]))::int`;
  const rows = await db
    .selectFrom('device as d')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .innerJoin('partnership as a', 'a.id', 'l.partnership_id')
    .innerJoin('place as p', 'p.id', 'd.place_id')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .leftJoin('device_threshold as t', (join) =>
      join.onRef('t.place_id', '=', 'p.id').onRef('t.kind', '=', 'l.kind'),
    )
    .select(['p.id', 'p.name', 'p.department_code', 'c.name as commune_name', 'l.kind', 't.few'])
    .select([
      count('in-stock').as('in_stock'),
      count('in-transit').as('leaving'),
      count('handed-out', 'on-loan').as('out'),
      count('returned', 'broken', 'in-repair').as('to_check'),
    ])
    .where(covered(scope))
    .where('d.state', '<>', 'retired')
    .$if(filters.place !== undefined, (q) => q.where('p.id', '=', filters.place ?? ''))
    .$if(filters.kind !== undefined, (q) => q.where('l.kind', '=', filters.kind ?? 'tablet'))
    .groupBy(['p.id', 'p.name', 'p.department_code', 'c.name', 'l.kind', 't.few'])
    .orderBy('in_stock')
    .orderBy('c.name')
    .orderBy('p.name')
    .orderBy('l.kind')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    place: { id: row.id, name: row.name, communeName: row.commune_name },
    kind: row.kind,
    inStock: row.in_stock,
    coming: row.leaving,
    out: row.out,
    toCheck: row.to_check,
    few: row.few ?? FEW,
    low: row.in_stock <= (row.few ?? FEW),
  }));
}

export type DeviceFigures = z.output<typeof deviceFiguresOutput>;

/**
 * Hand-outs, not devices: one that went to two people counts twice as handed out. Reused are
 * devices that came back and went to somebody again.
 */
export async function deviceFigures(
  db: Db,
  scope: Any,
  filters: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Promise<DeviceFigures> {
  const from = filters.from ?? '1990-01-01';
  const to = filters.to ?? '2100-12-31';
  const { rows } = await sql<
    Record<'handed' | 'loans' | 'back' | 'repaired' | 'returned' | 'reused', number>
  >`
    WITH own AS (
      SELECT d.id FROM device d JOIN device_lot l ON l.id = d.lot_id
      JOIN partnership a ON a.id = l.partnership_id JOIN place p ON p.id = d.place_id
      WHERE ${covered(scope)}),
    outs AS (SELECT h.* FROM device_hand_out h JOIN own ON own.id = h.device_id)
    SELECT
      count(*) FILTER (WHERE handed_on BETWEEN ${from}::date AND ${to}::date)::int AS handed,
      count(*) FILTER (WHERE terms = 'lent' AND ended_on IS NULL)::int AS loans,
      count(*) FILTER (WHERE ended_by_move <> 'lose' AND ended_on BETWEEN ${from}::date AND ${to}::date)::int AS back,
      (SELECT count(*)::int FROM device_event e JOIN own ON own.id = e.device_id
        WHERE e.move = 'repaired' AND e.done_at >= ${from}::date AND e.done_at < ${to}::date + 1) AS repaired,
      count(DISTINCT device_id) FILTER (WHERE ended_by_move <> 'lose')::int AS returned,
      (SELECT count(DISTINCT n.device_id)::int FROM outs n WHERE EXISTS (
        SELECT FROM outs b WHERE b.device_id = n.device_id AND b.ended_by_move <> 'lose'
          AND b.created_at < n.created_at)) AS reused
    FROM outs`.execute(db);
  const row = rows[0];
  const [returned, reused] = [row?.returned ?? 0, row?.reused ?? 0];
  return {
    handedOut: row?.handed ?? 0,
    onLoan: row?.loans ?? 0,
    back: row?.back ?? 0,
    repaired: row?.repaired ?? 0,
    reused,
    reuseRate: returned > 0 ? reused / returned : null,
  };
}

export interface DeviceOffer {
  readonly placeId: string;
  readonly kind: DeviceKind;
  readonly available: number;
  /** What the person pays, in cents; 0 when nothing. */
  readonly priceCents: number;
}

/** What can be handed out at these places, by kind and price: nothing of who has what. */
export async function listDeviceOffersNear(
  db: Db,
  { placeIds }: { readonly placeIds: readonly string[] },
): Promise<DeviceOffer[]> {
  if (placeIds.length === 0) return [];
  return db
    .selectFrom('device as d')
    .innerJoin('device_lot as l', 'l.id', 'd.lot_id')
    .select(['d.place_id as placeId', 'l.kind', 'l.price_cents as priceCents'])
    .select(sql<number>`count(*)::int`.as('available'))
    .where('d.state', '=', 'in-stock')
    .where('d.place_id', '=', sql<string>`ANY(${[...placeIds]}::uuid[])`)
    .groupBy(['d.place_id', 'l.kind', 'l.price_cents'])
    .orderBy('d.place_id')
    .orderBy('l.kind')
    .orderBy('l.price_cents')
    .execute();
}
