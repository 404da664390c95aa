import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/schema.ts';
import type { TerritoryKind } from '../alliance/public.ts';
import './tables.ts';

/** The only territory of kind `country`. */
export const COUNTRY_CODE = 'FR';

/** A territory by its name, as links and lists need it. */
export interface TerritoryRef {
  readonly kind: TerritoryKind;
  readonly code: string;
  /** Empty for the country, whose name is the reader's language's. */
  readonly name: string;
}

export interface TerritorySummary extends TerritoryRef {
  readonly population: number | null;
}

export interface Territory extends TerritorySummary {
  /** The territories that hold it, largest first. */
  readonly parents: readonly TerritoryRef[];
  /** Null for regions and the country. */
  readonly departmentCode: string | null;
  readonly communes: number;
  readonly postalCodes: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const COUNTRY: TerritoryRef = { kind: 'country', code: COUNTRY_CODE, name: '' };

/** One territory with what holds it; null when there is none of that kind and code. */
export async function getTerritory(
  db: Db,
  kind: TerritoryKind,
  code: string,
): Promise<Territory | null> {
  switch (kind) {
    case 'commune':
      return getCommune(db, code);
    case 'epci':
      return getEpci(db, code);
    case 'department':
      return getDepartment(db, code);
    case 'region':
      return getRegion(db, code);
    case 'country':
      return code === COUNTRY_CODE ? getCountry(db) : null;
  }
}

const NO_PLACE = { postalCodes: [], latitude: null, longitude: null } as const;

async function getCommune(db: Db, code: string): Promise<Territory | null> {
  const row = await db
    .selectFrom('commune as c')
    .innerJoin('department as d', 'd.code', 'c.department_code')
    .innerJoin('region as r', 'r.code', 'c.region_code')
    .leftJoin('epci as e', 'e.code', 'c.epci_code')
    .select(['c.code', 'c.name', 'c.population', 'c.postal_codes', 'c.latitude', 'c.longitude'])
    .select(['d.code as d_code', 'd.name as d_name', 'r.code as r_code', 'r.name as r_name'])
    .select(['e.code as e_code', 'e.name as e_name'])
    .where('c.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const parents: TerritoryRef[] = [
    COUNTRY,
    { kind: 'region', code: row.r_code, name: row.r_name },
    { kind: 'department', code: row.d_code, name: row.d_name },
  ];
  if (row.e_code) parents.push({ kind: 'epci', code: row.e_code, name: row.e_name ?? '' });
  return {
    kind: 'commune',
    code: row.code,
    name: row.name,
    population: row.population,
    parents,
    departmentCode: row.d_code,
    communes: 1,
    postalCodes: row.postal_codes,
    latitude: row.latitude,
    longitude: row.longitude,
  };
}

async function getEpci(db: Db, code: string): Promise<Territory | null> {
  const row = await db
    .selectFrom('epci as e')
    .leftJoin('department as d', 'd.code', 'e.department_code')
    .leftJoin('region as r', 'r.code', 'd.region_code')
    .select(['e.code', 'e.name', 'e.population', 'd.code as d_code', 'd.name as d_name'])
    .select(['r.code as r_code', 'r.name as r_name'])
    .select((eb) =>
      eb
        .selectFrom('commune as c')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('c.epci_code', '=', 'e.code')
        .as('communes'),
    )
    .where('e.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const parents: TerritoryRef[] = [COUNTRY];
  if (row.r_code) parents.push({ kind: 'region', code: row.r_code, name: row.r_name ?? '' });
  if (row.d_code) parents.push({ kind: 'department', code: row.d_code, name: row.d_name ?? '' });
  const { name, population, d_code, communes } = row;
  return {
    ...{ kind: 'epci', code, name, population, parents, departmentCode: d_code },
    communes: communes ?? 0,
    ...NO_PLACE,
  };
}

async function getDepartment(db: Db, code: string): Promise<Territory | null> {
  const row = await db
    .selectFrom('department as d')
    .innerJoin('region as r', 'r.code', 'd.region_code')
    .select(['d.name', 'd.population', 'r.code as r_code', 'r.name as r_name'])
    .where('d.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const communes = await countCommunes(db, sql<SqlBool>`department_code = ${code}`);
  const parents: TerritoryRef[] = [COUNTRY, { kind: 'region', code: row.r_code, name: row.r_name }];
  const { name, population } = row;
  return {
    ...{ kind: 'department', code, name, population, parents, departmentCode: code, communes },
    ...NO_PLACE,
  };
}

async function getRegion(db: Db, code: string): Promise<Territory | null> {
  const row = await db
    .selectFrom('region as r')
    .leftJoin('department as d', 'd.region_code', 'r.code')
    .select((eb) => ['r.name', eb.fn.sum<number>('d.population').as('population')])
    .where('r.code', '=', code)
    .groupBy('r.name')
    .executeTakeFirst();
  if (!row) return null;
  const communes = await countCommunes(db, sql<SqlBool>`region_code = ${code}`);
  const { name, population } = row;
  return {
    ...{ kind: 'region', code, name, population, parents: [COUNTRY], departmentCode: null },
    communes,
    ...NO_PLACE,
  };
}

async function getCountry(db: Db): Promise<Territory> {
  const row = await db
    .selectFrom('department')
    .select((eb) => eb.fn.sum<number>('population').as('population'))
    .executeTakeFirst();
  const communes = await countCommunes(db, sql<SqlBool>`true`);
  return {
    ...COUNTRY,
    population: row?.population ?? 0,
    ...{ parents: [], departmentCode: null, communes },
    ...NO_PLACE,
  };
}

async function countCommunes(db: Db, condition: ReturnType<typeof sql<SqlBool>>): Promise<number> {
  const row = await db
    .selectFrom('commune')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(condition)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Departments with their region, by code (01 … 95, 971 …), of one region or all. */
export async function listDepartments(
  db: Db,
  regionCode?: string,
): Promise<(TerritorySummary & { readonly region: TerritoryRef })[]> {
  const rows = await db
    .selectFrom('department as d')
    .innerJoin('region as r', 'r.code', 'd.region_code')
    .select(['d.code', 'd.name', 'd.population', 'r.code as r_code', 'r.name as r_name'])
    .$if(regionCode !== undefined, (q) => q.where('r.code', '=', regionCode ?? ''))
    .orderBy('d.code')
    .execute();
  return rows.map((row) => ({
    kind: 'department',
    code: row.code,
    name: row.name,
    population: row.population,
    region: { kind: 'region', code: row.r_code, name: row.r_name },
  }));
}

/** Groups of communes whose people mostly live in a department, by name. */
export async function listEpcis(db: Db, departmentCode: string): Promise<TerritorySummary[]> {
  const rows = await db
    .selectFrom('epci')
    .select(['code', 'name', 'population'])
    .where('department_code', '=', departmentCode)
    .execute();
  return sortByName(rows.map((row) => ({ kind: 'epci', ...row })));
}

export interface CommuneSummary extends TerritorySummary {
  readonly departmentCode: string;
  readonly postalCodes: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Communes of a department or of an EPCI, by name: at most about 900. */
export async function listCommunes(
  db: Db,
  of: { readonly department: string } | { readonly epci: string } | { readonly codes: string[] },
): Promise<CommuneSummary[]> {
  const rows = await db
    .selectFrom('commune')
    .select(['code', 'name', 'population', 'department_code', 'postal_codes'])
    .select(['latitude', 'longitude'])
    .$if('department' in of, (q) =>
      q.where('department_code', '=', 'department' in of ? of.department : ''),
    )
    .$if('epci' in of, (q) => q.where('epci_code', '=', 'epci' in of ? of.epci : ''))
    .$if('codes' in of, (q) =>
      q.where(sql<SqlBool>`code = ANY(${'codes' in of ? of.codes : []}::text[])`),
    )
    .execute();
  return sortByName(
    rows.map((row) => ({
      kind: 'commune',
      code: row.code,
      name: row.name,
      population: row.population,
      departmentCode: row.department_code,
      postalCodes: row.postal_codes,
      latitude: row.latitude,
      longitude: row.longitude,
    })),
  );
}

const { compare } = new Intl.Collator('fr');

/** Accents sort as people expect, whatever the database's collation. */
function sortByName<T extends { readonly name: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => compare(a.name, b.name));
}
