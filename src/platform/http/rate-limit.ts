import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** How often something that costs, or that guesses could be made at, may be asked for. */
export interface Limit {
  /** What is counted: a page and an operation that do the same share a name. */
  readonly name: string;
  /** Most calls in a window, an account's or, for whoever has none, a network address's. */
  readonly calls: number;
  /** Length of the window in seconds. */
  readonly seconds: number;
}

/** Counts one call; gives the seconds to wait when there were too many, else 0. */
export function countCall(
  db: Db,
  { name, calls, seconds }: Limit,
  who: { readonly accountId: string | null; readonly clientAddress: string },
): Promise<number> {
  const whose = who.accountId ? `account ${who.accountId}` : `address ${who.clientAddress}`;
  return hitRateLimit(db, `limit ${name} ${whose}`, calls, seconds);
}

/**
 * Counts one hit in a fixed window shared by all processes.
 * @param key what is limited and for whom; stored as a keyless digest, never in clear
 * @param limit hits allowed a window
 * @param windowSeconds length of the window in seconds
 * @returns seconds to wait when over the limit, else 0
 */
export async function hitRateLimit(
  db: Db,
  key: string,
  limit: number,
  windowSeconds: number,
): Promise<number> {
  const bucket = createHash('sha256').update(key).digest('base64url').slice(0, 24);
  const { rows } = await sql<{ hits: number; age: number }>`
    INSERT INTO rate_limit AS r (bucket, window_start, hits) VALUES (${bucket}, now(), 1)
    ON CONFLICT (bucket) DO UPDATE SET
      hits = CASE WHEN r.window_start < now() - make_interval(secs => ${windowSeconds})
        THEN 1 ELSE r.hits + 1 END,
      window_start = CASE WHEN r.window_start < now() - make_interval(secs => ${windowSeconds})
        THEN now() ELSE r.window_start END
    RETURNING hits, extract(epoch FROM now() - window_start)::float8 AS age`.execute(db);
  const row = rows[0];
  if (!row || row.hits <= limit) return 0;
  return Math.max(1, Math.ceil(windowSeconds - row.age));
}
