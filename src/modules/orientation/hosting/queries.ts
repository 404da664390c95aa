import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import '../tables.ts';

/** How many orientations wait for this account to say whether it receives the person. */
export async function countWaitingOrientations(
  db: Db,
  scope: Scope<'orientations.receive'>,
): Promise<number> {
  const row = await db
    .selectFrom('orientation as o')
    .innerJoin('place as h', 'h.id', 'o.host_place_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('o.state', '=', 'given')
    .$if(!scope.everywhere, (q) =>
      q.where(
        sql<SqlBool>`(o.host_partner_id = ANY(${[...scope.organisations].filter(isUuid)}::uuid[])
          OR o.host_place_id = ANY(${[...scope.places].filter(isUuid)}::uuid[])
          OR h.department_code = ANY(${[...scope.departments]}::text[]))`,
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
