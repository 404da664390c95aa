import type { Db } from '../../../platform/db/schema.ts';
import '../tables.ts';

/** Today's commune behind a code that a file gave, and how it was found. */
export interface ResolvedCommune {
  readonly code: string;
  readonly departmentCode: string;
  readonly via: 'current' | 'former' | 'arrondissement';
}

/** An in-memory lookup of every commune code, made once for an import. */
export interface CommuneResolver {
  /** Takes an INSEE code as written in files (`1053` for `01053`, `2a004`); null when unknown. */
  resolve(code: string | null | undefined): ResolvedCommune | null;
}

/** INSEE code in its full form: five characters, upper case; spreadsheets lose the first zero. */
export function normaliseCommuneCode(code: string): string {
  const trimmed = code.trim().toUpperCase();
  return /^\d{4}$/.test(trimmed) ? `0${trimmed}` : trimmed;
}

/**
 * Loads all communes and former codes (about 39,000) into a lookup: today's code, a former or
 * delegated commune's code → today's, a district of Paris, Lyon or Marseille → its commune.
 */
export async function loadCommuneResolver(db: Db): Promise<CommuneResolver> {
  const communes = await db.selectFrom('commune').select(['code', 'department_code']).execute();
  const formers = await db
    .selectFrom('former_commune')
    .select(['code', 'kind', 'commune_code'])
    .execute();
  const lookup = new Map<string, ResolvedCommune>();
  for (const { code, department_code } of communes) {
    lookup.set(code, { code, departmentCode: department_code, via: 'current' });
  }
  const today = new Map(lookup);
  for (const { code, kind, commune_code } of formers) {
    const target = today.get(commune_code);
    if (target) lookup.set(code, { ...target, via: viaOf(kind) });
  }
  return {
    resolve: (code) => (code ? (lookup.get(normaliseCommuneCode(code)) ?? null) : null),
  };
}

/** Resolves one code, for a form; importers load a `CommuneResolver` instead. */
export async function resolveCommune(db: Db, code: string): Promise<ResolvedCommune | null> {
  const wanted = normaliseCommuneCode(code);
  const former = await db
    .selectFrom('former_commune as f')
    .innerJoin('commune as c', 'c.code', 'f.commune_code')
    .select(['c.code', 'c.department_code', 'f.kind'])
    .where('f.code', '=', wanted)
    .executeTakeFirst();
  if (former) {
    return {
      code: former.code,
      departmentCode: former.department_code,
      via: viaOf(former.kind),
    };
  }
  const current = await db
    .selectFrom('commune')
    .select(['code', 'department_code'])
    .where('code', '=', wanted)
    .executeTakeFirst();
  return current
    ? { code: current.code, departmentCode: current.department_code, via: 'current' }
    : null;
}

function viaOf(kind: string): 'former' | 'arrondissement' {
  return kind === 'arrondissement' ? 'arrondissement' : 'former';
}
