import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import '../tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface RecordablePartnership {
  readonly id: string;
  readonly title: string;
  readonly partnerName: string;
  readonly commitment: Commitment;
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly communeName: string;
  }[];
}

/**
 * Partnerships for which this actor may record something, the ones used last first, with their
 * places (at most 40 of the former, 30 of the latter).
 */
export async function recordablePartnerships(
  db: Db,
  scope: Scope<'activity.record'>,
  first: string | null,
): Promise<RecordablePartnership[]> {
  const rows = await db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .leftJoin('activity as mine', (join) =>
      join.onRef('mine.partnership_id', '=', 's.id').on('mine.recorded_by', '=', scope.accountId),
    )
    .select((eb) => [
      's.id',
      's.title',
      's.commitment',
      'p.name as partner_name',
      eb.fn.max('mine.recorded_at').as('last_used'),
    ])
    .where('s.stage', 'in', ['agreed', 'active', 'under-review', 'renewed'])
    .$if(!scope.everywhere, (q) =>
      q.where((eb) =>
        eb.or([
          eb('s.department_code', 'in', ['-', ...scope.departments]),
          eb('s.partner_id', 'in', [NOBODY, ...scope.organisations]),
          eb.exists(
            eb
              .selectFrom('partnership_place as pp')
              .select('pp.place_id')
              .whereRef('pp.partnership_id', '=', 's.id')
              .where('pp.place_id', 'in', [NOBODY, ...scope.places]),
          ),
        ]),
      ),
    )
    .groupBy(['s.id', 's.title', 's.commitment', 'p.name'])
    .orderBy(sql`s.id = ${first ?? NOBODY}::uuid`, 'desc')
    .orderBy('last_used', (o) => o.desc().nullsLast())
    .orderBy('s.title')
    .limit(40)
    .execute();
  const places = await placesOfPartnerships(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    partnerName: row.partner_name,
    commitment: row.commitment,
    places: places.get(row.id) ?? [],
  }));
}

async function placesOfPartnerships(db: Db, ids: readonly string[]) {
  const byPartnership = new Map<string, { id: string; name: string; communeName: string }[]>();
  if (ids.length === 0) return byPartnership;
  const rows = await db
    .selectFrom('partnership_place as pp')
    .innerJoin('place as l', 'l.id', 'pp.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .select(['pp.partnership_id', 'l.id', 'l.name', 'c.name as communeName'])
    .where('pp.partnership_id', 'in', ids)
    .orderBy('l.name')
    .execute();
  for (const { partnership_id, ...place } of rows) {
    const list = byPartnership.get(partnership_id) ?? [];
    if (list.length < 30) list.push(place);
    byPartnership.set(partnership_id, list);
  }
  return byPartnership;
}
