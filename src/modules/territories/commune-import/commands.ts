import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/schema.ts';
import type { Importer, Tally } from '../../../platform/imports/importer.ts';
import { jsonItem, openJsonSource } from '../../../platform/imports/json-source.ts';
import { jsonRows, runUpsert } from '../../../platform/imports/upsert.ts';
import { ok } from '../../../platform/result.ts';
import { openJsonArray } from '../../../platform/tabular/json.ts';
import { type CommuneLookup, type CommuneRecord, parseCommune } from './domain.ts';
import { en } from './messages.en.ts';
import { type CommuneImportCode, fr } from './messages.fr.ts';
import '../tables.ts';

/** Communes in the form of the public geo API; its positions win over those known before. */
export const communeImporter: Importer<unknown, CommuneLookup, CommuneRecord, CommuneImportCode> = {
  kind: 'communes',
  messages: { fr, en },
  async open(path) {
    const source = await openJsonSource(path, openJsonArray);
    if (!source.ok) return source;
    return ok({
      headers: ['code', 'nom', 'json'],
      original: (value) => [jsonItem(value, 'code'), jsonItem(value, 'nom'), JSON.stringify(value)],
      rows: source.value,
      async prepare(db) {
        const departments = await db
          .selectFrom('department')
          .select(['code', 'region_code'])
          .execute();
        const epcis = await db.selectFrom('epci').select('code').execute();
        const formers = await db
          .selectFrom('former_commune')
          .select(['code', 'commune_code'])
          .execute();
        return {
          regionOf: new Map(departments.map((row) => [row.code, row.region_code])),
          epcis: new Set(epcis.map((row) => row.code)),
          formers: new Map(formers.map((row) => [row.code, row.commune_code])),
        };
      },
      parse: parseCommune,
      apply: upsertCommunes,
      async finish(trx, tally) {
        if (tally.created + tally.updated === 0) return;
        await sql`SELECT gin_clean_pending_list('commune_search')`.execute(trx);
        await sql`ANALYZE commune`.execute(trx);
      },
    });
  },
};

/** Writes communes by code. What the file does not say stays as it was. */
export async function upsertCommunes(trx: Trx, records: readonly CommuneRecord[]): Promise<Tally> {
  const statement = sql<{ created: boolean }>`
    INSERT INTO commune AS c (code, name, department_code, region_code, epci_code, population,
      postal_codes, latitude, longitude, position_source, search_text, search_weight)
    SELECT r.code, r.name, r.department_code, r.region_code, coalesce(r.epci_code, o.epci_code),
      coalesce(r.population, o.population), coalesce(r.postal_codes, o.postal_codes, '{}'),
      coalesce(r.latitude, o.latitude), coalesce(r.longitude, o.longitude),
      CASE WHEN r.latitude IS NOT NULL THEN 'geo-api' ELSE o.position_source END,
      CASE WHEN r.postal_codes IS NULL AND o.name = r.name THEN o.search_text ELSE r.search_text END,
      CASE WHEN r.population IS NULL THEN coalesce(o.search_weight, 0) ELSE r.search_weight END
    FROM jsonb_to_recordset(${jsonRows(records)}) AS r(code text, name text, department_code text,
      region_code text, epci_code text, population integer, postal_codes text[],
      latitude double precision, longitude double precision, search_text text, search_weight integer)
    LEFT JOIN commune o ON o.code = r.code
    ON CONFLICT (code) DO UPDATE SET name = excluded.name,
      department_code = excluded.department_code, region_code = excluded.region_code,
      epci_code = excluded.epci_code, population = excluded.population,
      postal_codes = excluded.postal_codes, latitude = excluded.latitude,
      longitude = excluded.longitude, position_source = excluded.position_source,
      search_text = excluded.search_text, search_weight = excluded.search_weight
    WHERE (c.name, c.department_code, c.region_code, c.epci_code, c.population, c.postal_codes,
        c.latitude, c.longitude, c.position_source, c.search_text, c.search_weight)
      IS DISTINCT FROM (excluded.name, excluded.department_code, excluded.region_code,
        excluded.epci_code, excluded.population, excluded.postal_codes, excluded.latitude,
        excluded.longitude, excluded.position_source, excluded.search_text, excluded.search_weight)
    RETURNING (xmax = 0) AS created`;
  return runUpsert(trx, statement, records.length);
}
