import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { COUNTRY_CODE, type Territory } from '../queries.ts';
import type { Aggregation } from '../tables.ts';
import { bandOf, quartileOf, type Rank, type TerritoryIndicator } from './domain.ts';

/**
 * All indicators of a territory, in their order. An indicator that is a count of things has 0
 * where nothing was published, because files list only what exists; any other has null.
 */
export async function territoryIndicators(
  db: Db,
  territory: Territory,
): Promise<TerritoryIndicator[]> {
  const { kind, code, departmentCode } = territory;
  const indicators = await db
    .selectFrom('indicator as i')
    .leftJoin('indicator_distribution as d', (join) =>
      join.onRef('d.indicator_code', '=', 'i.code').on('d.territory_kind', '=', kind),
    )
    .selectAll('i')
    .select(['d.peers', 'd.cuts'])
    .orderBy('i.position')
    .orderBy('i.code')
    .execute();
  if (indicators.length === 0) return [];
  const values = await readValues(db, territory);
  const ranks = await readRanks(db, territory);
  const { department, country } = await readPopulations(db, departmentCode);
  return indicators.map((row) => {
    const own = values.get(`${row.code} ${kind} ${code}`);
    const value = own?.value ?? (row.aggregation === 'sum' && row.peers ? 0 : null);
    const national = row.comparable_within === 'country';
    const placed = national && kind !== 'country' && value !== null && isRanked(row.aggregation);
    const rank = national || kind === 'commune' ? ranks.get(row.code) : undefined;
    return {
      code: row.code,
      label: { fr: row.label_fr, en: row.label_en },
      note: { fr: row.note_fr, en: row.note_en },
      commitment: row.commitment,
      source: row.source,
      sourceUrl: row.source_url,
      vintage: row.vintage,
      kind,
      aggregation: row.aggregation,
      higherMeans: row.higher_means,
      unit: row.unit,
      comparableWithin: row.comparable_within,
      value,
      category: own?.category ?? null,
      departmentValue: values.get(`${row.code} department ${departmentCode}`)?.value ?? null,
      countryValue: values.get(`${row.code} country ${COUNTRY_CODE}`)?.value ?? null,
      population: territory.population,
      departmentPopulation: department,
      countryPopulation: country,
      band: placed && row.cuts ? bandOf(row.cuts, row.peers ?? 0, value) : null,
      quartile: placed && row.cuts ? quartileOf(row.cuts, value) : null,
      rank: rank ?? null,
    };
  });
}

/** Counts follow the number of people: a rank among them would only say how large a place is. */
function isRanked(aggregation: Aggregation): boolean {
  return aggregation === 'population-weighted-mean' || aggregation === 'none';
}

interface Value {
  readonly value: number;
  readonly category: string | null;
}

async function readValues(db: Db, territory: Territory): Promise<Map<string, Value>> {
  const { kind, code, departmentCode } = territory;
  const rows = await db
    .selectFrom('indicator_value')
    .select(['indicator_code', 'territory_kind', 'territory_code', 'value', 'category'])
    .where((eb) =>
      eb.or([
        eb.and([eb('territory_kind', '=', kind), eb('territory_code', '=', code)]),
        eb.and([
          eb('territory_kind', '=', 'department'),
          eb('territory_code', '=', departmentCode ?? ''),
        ]),
        eb.and([eb('territory_kind', '=', 'country'), eb('territory_code', '=', COUNTRY_CODE)]),
      ]),
    )
    .execute();
  return new Map(
    rows.map((row) => [`${row.indicator_code} ${row.territory_kind} ${row.territory_code}`, row]),
  );
}

/** Ranks among the communes of the department, all departments, or all regions. */
async function readRanks(db: Db, territory: Territory): Promise<Map<string, Rank>> {
  const { kind, code, departmentCode } = territory;
  if (kind === 'country' || kind === 'epci') return new Map();
  const peers =
    kind === 'commune'
      ? sql`commune AS c JOIN indicator_value AS v
          ON v.territory_kind = 'commune' AND v.territory_code = c.code
          AND c.department_code = ${departmentCode}`
      : sql`indicator_value AS v`;
  const { rows } = await sql<Rank & { code: string }>`
    SELECT v.indicator_code AS code, count(*)::int AS peers,
      (count(*) FILTER (WHERE v.value < mine.value))::int AS below,
      (count(*) FILTER (WHERE v.value > mine.value))::int AS above
    FROM ${peers}
    JOIN indicator_value AS mine ON mine.indicator_code = v.indicator_code
      AND mine.territory_kind = ${kind} AND mine.territory_code = ${code}
    WHERE v.territory_kind = ${kind}
    GROUP BY v.indicator_code`.execute(db);
  return new Map(rows.map(({ code: indicator, ...rank }) => [indicator, rank]));
}

async function readPopulations(
  db: Db,
  departmentCode: string | null,
): Promise<{ department: number | null; country: number }> {
  const row = await db
    .selectFrom('department')
    .select((eb) => [
      eb.fn.sum<number>('population').as('country'),
      eb.fn
        .sum<number | null>('population')
        .filterWhere('code', '=', departmentCode ?? '')
        .as('department'),
    ])
    .executeTakeFirst();
  return { department: row?.department ?? null, country: row?.country ?? 0 };
}

/** An indicator to choose from a list, with what is needed to write its values. */
export interface IndicatorChoice {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly unit: string;
  readonly aggregation: Aggregation;
  readonly commitment: string | null;
  readonly comparableWithin: 'country' | 'region';
  readonly source: string;
  readonly vintage: string;
}

/** All indicators, in their order. */
export async function listIndicators(db: Db): Promise<IndicatorChoice[]> {
  const rows = await db
    .selectFrom('indicator')
    .select(['code', 'label_fr', 'label_en', 'unit', 'aggregation', 'source', 'vintage'])
    .select('commitment')
    .select('comparable_within as comparableWithin')
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows.map(({ label_fr, label_en, ...row }) => ({
    ...row,
    label: { fr: label_fr, en: label_en },
  }));
}

/** Value of one indicator in each department that has one. */
export async function departmentValues(
  db: Db,
  indicatorCode: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('indicator_value')
    .select(['territory_code', 'value'])
    .where('indicator_code', '=', indicatorCode)
    .where('territory_kind', '=', 'department')
    .execute();
  return new Map(rows.map((row) => [row.territory_code, row.value]));
}
