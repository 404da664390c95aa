import type { Db } from '../../../platform/db/schema.ts';
import {
  type CommuneResolver,
  loadCommuneResolver,
  loadQpvIndex,
  type QpvIndex,
} from '../../territories/public.ts';

/** What both importers of places look things up in. */
export interface PlaceLookup {
  readonly communes: CommuneResolver;
  readonly names: ReadonlyMap<string, string>;
  readonly qpv: QpvIndex;
  /** Vintage of the file at hand, from its name; null when that tells none. */
  readonly vintage: string | null;
}

/** Loads communes and priority neighbourhoods once for an import. */
export async function loadPlaceLookup(db: Db, vintage: string | null): Promise<PlaceLookup> {
  const names = await db.selectFrom('commune').select(['code', 'name']).execute();
  return {
    communes: await loadCommuneResolver(db),
    names: new Map(names.map((row) => [row.code, row.name])),
    qpv: await loadQpvIndex(db),
    vintage,
  };
}
