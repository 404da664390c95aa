import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { COUNTRY_CODE } from '../queries.ts';
import '../tables.ts';

/**
 * Works out the values of EPCI, departments, regions and the country from those of communes, as
 * each indicator's `aggregation` says: `sum`; `population-weighted-mean` (of communes that have a
 * value; a mean of medians is not a median, and screens say so); `share-of-communes` (ratio 0–1 of
 * communes whose value is above zero among all communes, because lists name only the communes
 * concerned); `none` leaves upper values alone. Replaces former aggregates. Also notes how
 * values are spread, so that a page need not count 35,000 communes to tell where one stands.
 * Call it in the transaction of the import, after the communes' values were written.
 * @returns number of values written.
 */
export async function recomputeIndicatorAggregates(
  db: Db,
  indicatorCodes: readonly string[],
): Promise<number> {
  if (indicatorCodes.length === 0) return 0;
  await sql`DELETE FROM indicator_value v USING indicator i
    WHERE i.code = v.indicator_code AND i.aggregation <> 'none'
      AND v.territory_kind <> 'commune' AND i.code = ANY(${indicatorCodes}::text[])`.execute(db);
  const { numAffectedRows } = await sql`
    WITH size AS (
      SELECT grouping(epci_code, department_code, region_code) AS level,
        coalesce(epci_code, department_code, region_code, ${COUNTRY_CODE}) AS territory,
        count(*) AS communes
      FROM commune
      GROUP BY GROUPING SETS ((epci_code), (department_code), (region_code), ())
      -- Communes without EPCI make a group of their own, which is no territory.
      HAVING NOT (grouping(epci_code) = 0 AND epci_code IS NULL)
    ), figure AS (
      SELECT i.code, i.aggregation, grouping(epci_code, department_code, region_code) AS level,
        coalesce(epci_code, department_code, region_code, ${COUNTRY_CODE}) AS territory,
        sum(v.value) AS total,
        sum(v.value * c.population) / nullif(sum(c.population), 0) AS mean,
        (count(*) FILTER (WHERE v.value > 0))::float8 AS concerned
      FROM indicator i
      JOIN indicator_value v ON v.indicator_code = i.code AND v.territory_kind = 'commune'
      JOIN commune c ON c.code = v.territory_code
      WHERE i.aggregation <> 'none' AND i.code = ANY(${indicatorCodes}::text[])
      GROUP BY GROUPING SETS ((i.code, i.aggregation, epci_code),
        (i.code, i.aggregation, department_code), (i.code, i.aggregation, region_code),
        (i.code, i.aggregation))
      HAVING NOT (grouping(epci_code) = 0 AND epci_code IS NULL)
    ), upper_value AS (
      SELECT code, territory,
        CASE level WHEN 3 THEN 'epci' WHEN 5 THEN 'department' WHEN 6 THEN 'region'
          ELSE 'country' END AS kind,
        CASE aggregation WHEN 'sum' THEN total WHEN 'share-of-communes' THEN concerned / communes
          ELSE mean END AS value
      FROM figure JOIN size USING (level, territory)
    )
    INSERT INTO indicator_value (indicator_code, territory_kind, territory_code, value)
    SELECT code, kind, territory, value FROM upper_value WHERE value IS NOT NULL`.execute(db);
  await writeDistributions(db, indicatorCodes);
  // The embedded engine never gathers statistics by itself; ranks are slow without.
  await sql`ANALYZE indicator_value`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function writeDistributions(db: Db, indicatorCodes: readonly string[]): Promise<void> {
  await sql`DELETE FROM indicator_distribution
    WHERE indicator_code = ANY(${indicatorCodes}::text[])`.execute(db);
  await sql`
    INSERT INTO indicator_distribution (indicator_code, territory_kind, peers, cuts)
    SELECT indicator_code, territory_kind, count(*),
      percentile_disc(array(SELECT p / 100.0::float8 FROM generate_series(0, 100) AS p))
        WITHIN GROUP (ORDER BY value)
    FROM indicator_value WHERE indicator_code = ANY(${indicatorCodes}::text[])
    GROUP BY indicator_code, territory_kind`.execute(db);
}
