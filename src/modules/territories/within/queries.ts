import type { Db } from '../../../platform/db/schema.ts';
import { getTerritory } from '../queries.ts';

/** What a list is narrowed to, beside the department that its form offers. */
export interface Within {
  readonly kind: 'commune' | 'epci' | 'region';
  readonly code: string;
  readonly name: string;
}

/** The commune, group of communes or region that a list's address names; null for none of ours. */
export async function withinOf(db: Db, search: URLSearchParams): Promise<Within | null> {
  for (const kind of ['commune', 'epci', 'region'] as const) {
    const code = search.get(kind)?.trim().toUpperCase();
    const found = code ? await getTerritory(db, kind, code) : null;
    if (found) return { kind, code: found.code, name: found.name };
  }
  return null;
}
