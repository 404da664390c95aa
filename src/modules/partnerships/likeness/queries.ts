import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { IndicatorChoice } from '../../territories/public.ts';
import { departmentValues, listDepartments, listIndicators } from '../../territories/public.ts';
import type { Model } from '../models/queries.ts';
import { type Candidate, type Likeness, type ReadSide, rankTerritories } from './domain.ts';
import '../tables.ts';

export interface LikeTerritories {
  readonly ranked: readonly Likeness[];
  readonly indicators: readonly IndicatorChoice[];
}

/** Departments by likeness to the one where a model works, with what speaks for each. */
export async function likeTerritories(db: Db, model: Model): Promise<LikeTerritories> {
  const indicators = (await listIndicators(db)).filter(
    ({ aggregation, comparableWithin }) =>
      comparableWithin === 'country' &&
      (aggregation === 'population-weighted-mean' || aggregation === 'share-of-communes'),
  );
  const [departments, counts, ...values] = await Promise.all([
    listDepartments(db),
    countsByDepartment(db, model),
    ...indicators.map(({ code }) => departmentValues(db, code)),
  ]);
  const spreads = values.map(quartileRange);
  const candidates: Candidate[] = departments
    .filter(({ code }) => code !== model.departmentCode)
    .map(({ code, name }) => ({
      code,
      name,
      indicators: indicators.flatMap((indicator, at): ReadSide[] => {
        const here = values[at]?.get(model.departmentCode);
        const there = values[at]?.get(code);
        if (here === undefined || there === undefined) return [];
        const own = indicator.commitment === model.commitment;
        return [{ code: indicator.code, here, there, spread: spreads[at] ?? 0, own }];
      }),
      needs: counts.get(code)?.needs ?? 0,
      places: counts.get(code)?.places ?? 0,
      partners: counts.get(code)?.partners ?? 0,
      taken: counts.get(code)?.taken ?? 0,
    }));
  return { ranked: rankTerritories(candidates), indicators };
}

/** Distance between the first and the third quartile. */
function quartileRange(values: ReadonlyMap<string, number>): number {
  const sorted = [...values.values()].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(0.75) - at(0.25);
}

interface Counts {
  readonly code: string;
  readonly needs: number;
  readonly places: number;
  readonly partners: number;
  readonly taken: number;
}

async function countsByDepartment(db: Db, model: Model): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await sql<Counts>`
    SELECT d.code,
      (SELECT count(*)::int FROM need n WHERE n.department_code = d.code
        AND n.status = 'open' AND n.commitment = ${model.commitment}) AS needs,
      (SELECT count(*)::int FROM place l WHERE l.department_code = d.code
        AND l.status = 'open') AS places,
      (SELECT count(*)::int FROM partner p WHERE p.department_code = d.code
        AND p.kind = ${model.partner.kind}) AS partners,
      (SELECT count(*)::int FROM replication r JOIN partnership s ON s.id = r.partnership_id
        WHERE s.department_code = d.code AND r.model_id = ${model.id}) AS taken
    FROM department d`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Partners of departments of the same nature as the model's, to begin with, as far as one may read. */
export async function likelyHosts(
  db: Db,
  scope: Scope<'partners.read'>,
  model: Model,
  departmentCodes: readonly string[],
): Promise<{ id: string; name: string; departmentCode: string }[]> {
  if (departmentCodes.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; departmentCode: string }>`
    SELECT id, name, "departmentCode" FROM (
      SELECT p.id, p.name, p.department_code AS "departmentCode",
        row_number() OVER (PARTITION BY p.department_code ORDER BY p.name, p.id) AS n
      FROM partner p WHERE p.kind = ${model.partner.kind}
        AND p.department_code = ANY (${[...departmentCodes]})
        AND (${scope.everywhere} OR p.id = ANY (${[...scope.organisations]}::uuid[]))) AS ranked
    WHERE n <= 3 ORDER BY "departmentCode", name`.execute(db);
  return rows;
}
