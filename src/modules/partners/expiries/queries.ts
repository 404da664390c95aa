import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Page, pageOf, readCursor } from '../../../platform/db/cursor.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { lastOfItsKind, type PaperReach, visibleTo } from '../documents/queries.ts';
import { withinReach } from '../private/queries.ts';
import '../tables.ts';
import { daysUntil, type ExpiringKind, type ExpiryState, spanOf } from './domain.ts';

export interface ExpiryFilters {
  readonly kind?: ExpiringKind | undefined;
  readonly state?: ExpiryState | undefined;
  /** Codes of departments; none named is all. */
  readonly departments?: readonly string[] | undefined;
}

/** A paper or a recognition with the day until which it holds. */
export interface Expiry {
  readonly id: string;
  readonly what: 'document' | 'label';
  /** Kind of paper, or code of the recognition. */
  readonly kind: string;
  readonly detail: string;
  readonly private: boolean;
  readonly expiresOn: string;
  readonly days: number;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly departmentCode: string | null;
  /** Partnerships that run with this partner. */
  readonly running: number;
}

/**
 * Papers and recognitions of partners that end within ninety days or have ended, first those that
 * ended first. What a longer one of the same kind replaced is nobody's concern and left out.
 */
export async function listExpiries(
  db: Db,
  reach: PaperReach,
  filters: ExpiryFilters,
  today: string,
  cursor: string | null,
  limit = 50,
): Promise<Page<Expiry>> {
  const after = readCursor(cursor, 2);
  const begin = after
    ? sql<SqlBool>`(x.expires_on, x.id) > (${after[0]}::date, ${after[1]}::uuid)`
    : sql<SqlBool>`true`;
  const { rows } = await sql<Omit<Expiry, 'days'>>`
    SELECT y.*, (SELECT count(*)::int FROM partnership s WHERE s.partner_id = y."partnerId"
      AND s.stage IN ('active', 'under-review', 'renewed')) AS running
    FROM (SELECT x.id, x.what, x.kind, x.detail, x.private, x.expires_on::text AS "expiresOn",
        p.id AS "partnerId", p.name AS "partnerName", p.department_code AS "departmentCode"
      FROM (${ending(reach, filters, today)}) x JOIN partner p ON p.id = x.partner_id
      WHERE ${within(reach, filters)} AND ${begin}
      ORDER BY x.expires_on, x.id LIMIT ${limit + 1}) y
    ORDER BY y."expiresOn", y.id`.execute(db);
  return pageOf(
    rows.map((row) => ({ ...row, days: daysUntil(row.expiresOn, today) })),
    limit,
    (row) => [row.expiresOn, row.id],
  );
}

/** How many there are. */
export async function countExpiries(
  db: Db,
  reach: PaperReach,
  filters: ExpiryFilters,
  today: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (${ending(reach, filters, today)}) x
    JOIN partner p ON p.id = x.partner_id WHERE ${within(reach, filters)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whose papers this reader may see, in the departments asked for. */
function within({ papers }: PaperReach, { departments }: ExpiryFilters): RawBuilder<SqlBool> {
  const there = departments ? sql`p.department_code = ANY(${[...departments]}::text[])` : sql`true`;
  return sql<SqlBool>`${withinReach(papers, 'p.id')} AND ${there}`;
}

function ending(reach: PaperReach, { kind, state }: ExpiryFilters, today: string) {
  const { from, to } = spanOf(state);
  const between = (day: string) => {
    const least = from === null ? sql`true` : sql`${sql.ref(day)} >= ${today}::date + ${from}::int`;
    return sql`${least} AND ${sql.ref(day)} <= ${today}::date + ${to}::int`;
  };
  const documents = sql`
    SELECT d.id, 'document' AS what, d.kind, d.title AS detail, d.private, d.expires_on, d.partner_id
    FROM partner_document d
    WHERE d.removed_at IS NULL AND ${between('d.expires_on')} AND ${visibleTo(reach)}
      AND ${lastOfItsKind} ${kind ? sql`AND d.kind = ${kind}` : sql``}`;
  const labels = sql`
    SELECT l.id, 'label' AS what, l.code AS kind, l.source AS detail, false AS private,
      l.valid_to AS expires_on, l.partner_id
    FROM partner_label l
    WHERE l.kind = 'label' AND ${between('l.valid_to')} AND NOT EXISTS (
      SELECT FROM partner_label o WHERE o.partner_id = l.partner_id AND o.kind = 'label'
        AND o.code = l.code AND o.id <> l.id AND coalesce(o.valid_to, 'infinity') > l.valid_to)`;
  if (kind === 'label') return labels;
  return kind ? documents : sql`${documents} UNION ALL ${labels}`;
}
