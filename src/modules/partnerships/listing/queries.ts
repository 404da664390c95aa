import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Stage } from '../domain.ts';
import { type PartnershipFilters, rows } from '../queries.ts';
import '../../places/public.ts';

/** How many partnerships a filter holds, by the department that looks after them. */
export async function countByDepartment(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(db, scope, filters)
    .select((eb) => ['s.department_code', eb.fn.countAll<number>().as('n')])
    .groupBy('s.department_code')
    .execute();
  return new Map(found.map((row) => [row.department_code, Number(row.n)]));
}

/** A partnership at one of the places where it acts; without a place when it has none. */
export interface PartnershipPoint {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly placeId: string | null;
  readonly placeName: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

const MOST = 500;

/** The partnerships of a filter with the places where they act, for a map and its table. */
export async function listPoints(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
): Promise<PartnershipPoint[]> {
  return rows(db, scope, filters)
    .leftJoin('partnership_place as sp', 'sp.partnership_id', 's.id')
    .leftJoin('place as l', 'l.id', 'sp.place_id')
    .select(['s.id', 's.title', 's.stage', 'l.id as placeId', 'l.name as placeName'])
    .select(['l.longitude', 'l.latitude'])
    .orderBy(sql`s.title`)
    .orderBy('s.id')
    .limit(MOST)
    .execute();
}
