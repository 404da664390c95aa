import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { resolveCommune } from '../reference/queries.ts';
import '../tables.ts';

export interface FoundCommune {
  readonly code: string;
  readonly name: string;
  readonly departmentCode: string;
}

export type CommuneFinding =
  | { readonly kind: 'one'; readonly commune: FoundCommune }
  | { readonly kind: 'many'; readonly candidates: readonly FoundCommune[] }
  | { readonly kind: 'none' };

const columns = ['code', 'name', 'department_code as departmentCode'] as const;

/**
 * Finds the commune that somebody typed: an INSEE code, a postal code, a name, or several of them
 * (« Guéret 23000 », « Guéret (23096) »). A postal code or name of several communes is `many`.
 */
export async function findCommune(db: Db, typed: string): Promise<CommuneFinding> {
  const codes = typed.toUpperCase().match(/\b\d[0-9AB]\d{3}\b/g) ?? [];
  const name = foldText(typed.replace(/\b\d[0-9AB]\d{3}\b/gi, ' '));
  for (const code of codes) {
    const postal = await db
      .selectFrom('commune')
      .select(columns)
      .where('postal_codes', '@>', [code])
      .orderBy('search_weight', 'desc')
      .limit(30)
      .execute();
    const fitting = name ? postal.filter((commune) => foldText(commune.name) === name) : postal;
    if (fitting.length > 0) return one(fitting);
    const resolved = await resolveCommune(db, code);
    if (resolved) {
      const commune = await db
        .selectFrom('commune')
        .select(columns)
        .where('code', '=', resolved.code)
        .execute();
      return one(commune);
    }
  }
  if (codes.length > 0 || name === '') return { kind: 'none' };
  const named = await db
    .selectFrom('commune')
    .select([...columns, 'search_text'])
    .where('search_text', '>=', name)
    .where('search_text', '<', `${name}~`)
    .orderBy('search_weight', 'desc')
    .limit(200)
    .execute();
  return one(named.filter((commune) => foldText(commune.name) === name));
}

function one(found: readonly FoundCommune[]): CommuneFinding {
  const communes = found.map(({ code, name, departmentCode }) => ({ code, name, departmentCode }));
  const [first] = communes;
  if (!first) return { kind: 'none' };
  return communes.length === 1
    ? { kind: 'one', commune: first }
    : { kind: 'many', candidates: communes };
}
