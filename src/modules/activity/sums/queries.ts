import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../../../platform/db/schema.ts';
import '../tables.ts';

/** Sums of records. `personsDeclared` adds declarations up and may count one person twice. */
export interface ActivitySums {
  readonly records: number;
  readonly participations: number;
  readonly personsDeclared: number;
  readonly recordsWithPersons: number;
  readonly minutes: number;
}

export type SummedBy = {
  readonly [K in 'partnership' | 'place' | 'commune' | 'epci' | 'department' | 'region']: {
    readonly [P in K]: string;
  };
}['partnership' | 'place' | 'commune' | 'epci' | 'department' | 'region'];

function partOf(eb: ExpressionBuilder<Schema, 'activity'>, by: SummedBy) {
  if ('partnership' in by) return eb('partnership_id', '=', by.partnership);
  if ('place' in by) return eb('place_id', '=', by.place);
  if ('commune' in by) return eb('commune_code', '=', by.commune);
  if ('department' in by) return eb('department_code', '=', by.department);
  if ('epci' in by) {
    const communes = eb.selectFrom('commune').select('code').where('epci_code', '=', by.epci);
    return eb('commune_code', 'in', communes);
  }
  const departments = eb
    .selectFrom('department')
    .select('code')
    .where('region_code', '=', by.region);
  return eb('department_code', 'in', departments);
}

/** Sums over what one partnership, place or territory has recorded, from the records themselves. */
export async function sumActivity(db: Db, by: SummedBy): Promise<ActivitySums> {
  const row = await db
    .selectFrom('activity')
    .select((eb) => [
      eb.fn.countAll<number>().as('records'),
      eb.fn.sum<number | null>('participations').as('participations'),
      eb.fn.sum<number | null>('persons_declared').as('persons'),
      eb.fn.count<number>('persons_declared').as('with_persons'),
      eb.fn.sum<number | null>('minutes').as('minutes'),
    ])
    .where((eb) => partOf(eb, by))
    .where('status', '=', 'recorded')
    .executeTakeFirstOrThrow();
  return {
    records: Number(row.records),
    participations: Number(row.participations ?? 0),
    personsDeclared: Number(row.persons ?? 0),
    recordsWithPersons: Number(row.with_persons),
    minutes: Number(row.minutes ?? 0),
  };
}
