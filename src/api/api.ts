import { Hono } from 'hono';
import type { SignedIn } from '../modules/accounts/public.ts';
import type { Db } from '../platform/db/schema.ts';

export interface ApiOptions {
  readonly db: Db;
  readonly publicUrl: string;
  /** Wakes the outbox after a write. */
  readonly wake: () => void;
  /** Who a bearer token stands for; null when it is none of ours. */
  readonly actorOf: (token: string) => Promise<SignedIn | null>;
}

export function createApi(_options: ApiOptions): Hono {
  return new Hono();
}
