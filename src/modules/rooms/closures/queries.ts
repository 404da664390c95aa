import type { Db } from '../../../platform/db/schema.ts';
import '../tables.ts';

export interface Closure {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
}

/** Closures of a room that have not ended by then, the next first. */
export async function listClosures(db: Db, roomId: string, from: Date): Promise<Closure[]> {
  const rows = await db
    .selectFrom('room_closure')
    .select(['id', 'starts_at', 'ends_at', 'reason'])
    .where('room_id', '=', roomId)
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    reason: row.reason,
  }));
}
