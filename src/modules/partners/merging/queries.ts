import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../tables.ts';
import { UNDO_DAYS } from './domain.ts';

/** The record that an old address leads to now, along every merge since; null when to none. */
export async function survivorOf(db: Db, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  let at = id;
  for (let hops = 0; hops < 20; hops += 1) {
    const merge = await db
      .selectFrom('partner_merge')
      .select('kept_id')
      .where('merged_id', '=', at)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    if (!merge) break;
    at = merge.kept_id;
  }
  return at === id ? null : at;
}

export interface Merge {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  /** Until when it can be undone; null when it was, or cannot be any more. */
  readonly undoUntil: string | null;
}

/** The merges into a record, latest first. */
export async function listMerges(db: Db, keptId: string, now: Date): Promise<Merge[]> {
  const rows = await db
    .selectFrom('partner_merge as m')
    .leftJoin('auth_user as u', 'u.id', 'm.merged_by')
    .select(['m.id', 'm.merged_name', 'm.merged_at', 'm.undone_at', 'u.name'])
    .where('m.kept_id', '=', keptId)
    .orderBy('m.merged_at', 'desc')
    .execute();
  return rows.map((row) => {
    const until = new Date(row.merged_at.getTime() + UNDO_DAYS * 86_400_000);
    return {
      id: row.id,
      name: row.merged_name,
      at: row.merged_at.toISOString(),
      by: row.name ?? '',
      undoUntil: row.undone_at || until < now ? null : until.toISOString(),
    };
  });
}
