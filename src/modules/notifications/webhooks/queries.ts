import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import './tables.ts';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
}

/** The addresses that are told, oldest first. */
export async function listWebhooks(db: Db, _scope: Scope<'webhooks.manage'>): Promise<Webhook[]> {
  return db
    .selectFrom('webhook')
    .select(['id', 'url', 'events', 'active'])
    .orderBy('created_at')
    .execute();
}

export interface Delivery {
  readonly id: string;
  readonly url: string;
  readonly type: string;
  readonly status: 'waiting' | 'delivered' | 'given-up';
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string;
  readonly createdAt: string;
  readonly nextAt: string | null;
}

const LATEST = 50;

/** The latest deliveries, newest first. */
export async function listDeliveries(
  db: Db,
  _scope: Scope<'webhooks.manage'>,
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook as w', 'w.id', 'd.webhook_id')
    .selectAll('d')
    .select('w.url')
    .orderBy('d.created_at', 'desc')
    .limit(LATEST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    type: row.event_type,
    status: row.status,
    attempts: row.attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: row.created_at.toISOString(),
    nextAt: row.status === 'waiting' ? row.next_at.toISOString() : null,
  }));
}
