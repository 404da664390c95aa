import type { Db } from '../../../platform/db/schema.ts';
import { findCommune } from '../../territories/public.ts';
import { type DigitalQuery, digitalQuery } from '../digital/contract.ts';

/** What an address asks for, and the words of it that nobody understands. */
export interface Asked {
  readonly query: DigitalQuery;
  readonly badYear: string;
  /** A commune that was typed and not found. */
  readonly badCommune: string;
}

/** Reads year and territory from an address; a commune may be typed in words. */
export async function askedOf(db: Db, search: URLSearchParams): Promise<Asked> {
  const get = (key: string): string => search.get(key)?.trim() ?? '';
  const typed = get('communeText');
  const code = get('commune').toUpperCase();
  const found = !code && typed ? await findCommune(db, typed) : null;
  const commune = code || (found?.kind === 'one' ? found.commune.code : '');
  const parsed = digitalQuery.safeParse({
    region: get('region') || undefined,
    department: get('departement').toUpperCase() || undefined,
    commune: commune || undefined,
  });
  const year = digitalQuery.shape.year.safeParse(get('annee') || undefined);
  return {
    query: { ...(parsed.success ? parsed.data : {}), year: year.data },
    badYear: year.success ? '' : get('annee'),
    badCommune: typed && !commune ? typed : parsed.success ? '' : code || get('departement'),
  };
}
