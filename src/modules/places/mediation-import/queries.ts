import type { Db } from '../../../platform/db/schema.ts';
import { loadPostalLookup, type Position, type PostalLookup } from '../../territories/public.ts';
import { loadPlaceLookup, type PlaceLookup } from '../place-upsert/queries.ts';
import '../mediation/tables.ts';
import '../tables.ts';

/** What importers of places of mediation look things up in. */
export interface MediationLookup extends PlaceLookup {
  readonly postal: PostalLookup;
  readonly centres: ReadonlyMap<string, Position>;
  /** Communes of a postal code. */
  readonly sharing: ReadonlyMap<string, readonly SharingCommune[]>;
  /** Ids of the source whose sheet was corrected here. */
  readonly edited: ReadonlySet<string>;
  /** Ids of all places that did not come from this source, for files that were made here. */
  readonly own: ReadonlySet<string>;
}

/** One of the communes that a postal code stands for. */
export interface SharingCommune {
  readonly code: string;
  readonly departmentCode: string;
}

/** Loads all that parsing one source's file needs. */
export async function loadMediationLookup(
  db: Db,
  source: string,
  vintage: string | null,
): Promise<MediationLookup> {
  const centres = await db
    .selectFrom('commune')
    .select(['code', 'department_code', 'postal_codes', 'latitude', 'longitude'])
    .execute();
  const edited = await db
    .selectFrom('place as p')
    .innerJoin('place_mediation as m', 'm.place_id', 'p.id')
    .select('p.external_id')
    .where('p.source', '=', source)
    .where('m.edited_at', 'is not', null)
    .execute();
  const own = await db.selectFrom('place').select('id').where('source', '!=', source).execute();
  const sharing = new Map<string, SharingCommune[]>();
  for (const { code, department_code, postal_codes } of centres)
    for (const postal of postal_codes)
      sharing.set(postal, [
        ...(sharing.get(postal) ?? []),
        { code, departmentCode: department_code },
      ]);
  return {
    sharing,
    ...(await loadPlaceLookup(db, vintage)),
    postal: await loadPostalLookup(db),
    centres: new Map(
      centres.flatMap(({ code, latitude, longitude }) =>
        latitude === null || longitude === null ? [] : [[code, { latitude, longitude }]],
      ),
    ),
    edited: new Set(edited.map((row) => row.external_id)),
    own: new Set(own.map((row) => row.id)),
  };
}
