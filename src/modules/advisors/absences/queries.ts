import type { Db } from '../../../platform/db/schema.ts';
import '../tables.ts';
import type { AbsenceReason } from './domain.ts';
import './tables.ts';

export interface AbsenceRow {
  readonly id: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: AbsenceReason;
  readonly replacement: { readonly id: string; readonly name: string } | null;
}

/** Absences of an advisor that are not over on a day. */
export async function listAbsences(db: Db, advisorId: string, on: string): Promise<AbsenceRow[]> {
  const rows = await db
    .selectFrom('advisor_absence as b')
    .leftJoin('advisor as r', 'r.id', 'b.replacement_id')
    .select(['b.id', 'b.first_day', 'b.last_day', 'b.reason', 'r.id as other', 'r.name'])
    .where('b.advisor_id', '=', advisorId)
    .where('b.withdrawn_at', 'is', null)
    .where('b.last_day', '>=', on)
    .orderBy('b.first_day')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    reason: row.reason,
    replacement: row.other ? { id: row.other, name: row.name ?? '' } : null,
  }));
}
