import type { Db } from '../../../../platform/db/schema.ts';
import type { PartnershipType } from '../../domain.ts';
import type { Clause } from '../domain.ts';
import { defaultClauses } from './domain.ts';
import '../tables.ts';

export interface Template {
  readonly type: PartnershipType;
  /** 0 = the text that comes with the product. */
  readonly version: number;
  readonly clauses: readonly Clause[];
  readonly writtenAt: string | null;
}

/** The text that a type's next convention starts with. */
export async function currentTemplate(db: Db, type: PartnershipType): Promise<Template> {
  const row = await db
    .selectFrom('convention_template')
    .select(['version', 'clauses', 'created_at'])
    .where('type', '=', type)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row
    ? { type, version: row.version, clauses: row.clauses, writtenAt: row.created_at.toISOString() }
    : { type, version: 0, clauses: defaultClauses(type), writtenAt: null };
}
