import type { Db } from '../../../platform/db/schema.ts';
import { findCommune, findEpci } from '../../territories/public.ts';
import { type DigitalQuery, digitalQuery } from '../digital/contract.ts';

/** What an address asks for, and the words of it that nobody understands. */
export interface Asked {
  readonly query: DigitalQuery;
  readonly badYear: string;
  /** A territory that was typed and not found. */
  readonly badTerritory: string;
  /** A place or partner whose id is none. */
  readonly badSubject: boolean;
}

/** Reads year and subject from an address; a commune or its group may be typed in words. */
export async function askedOf(db: Db, search: URLSearchParams): Promise<Asked> {
  const get = (key: string): string => search.get(key)?.trim() ?? '';
  const typed = { commune: get('communeText'), epci: get('epciText') };
  const commune = get('commune').toUpperCase() || (await communeOf(db, typed.commune));
  const epci = get('epci') || (await epciOf(db, typed.epci));
  const unfound = [commune ? '' : typed.commune, epci ? '' : typed.epci].filter(Boolean).join(', ');
  const territory = {
    region: get('region') || undefined,
    department: get('departement').toUpperCase() || undefined,
    epci: epci || undefined,
    commune: commune || undefined,
  };
  const { shape } = digitalQuery;
  const where = digitalQuery.safeParse(territory);
  const subject = digitalQuery.safeParse({
    place: get('lieu') || undefined,
    partner: get('partenaire') || undefined,
  });
  const year = shape.year.safeParse(get('annee') || undefined);
  return {
    query: {
      ...(where.success ? where.data : {}),
      ...(subject.success ? subject.data : {}),
      year: year.data,
    },
    badYear: year.success ? '' : get('annee'),
    badTerritory: unfound || (where.success ? '' : Object.values(territory).find(Boolean) || ''),
    badSubject: !subject.success,
  };
}

async function communeOf(db: Db, typed: string): Promise<string> {
  const found = typed ? await findCommune(db, typed) : null;
  return found?.kind === 'one' ? found.commune.code : '';
}

async function epciOf(db: Db, typed: string): Promise<string> {
  return (typed && (await findEpci(db, typed))?.code) || '';
}
