import type { Db } from '../../platform/db/schema.ts';

export interface Reader {
  readonly email: string;
  readonly locale: 'fr' | 'en';
}

/** Address and language of an account. */
export async function reader(db: Db, userId: string): Promise<Reader | undefined> {
  return db
    .selectFrom('auth_user')
    .select(['email', 'locale'])
    .where('id', '=', userId)
    .executeTakeFirst();
}

/**
 * Who looks after a department, and in what capacity: its delegates, by department or by region;
 * where there are none, the national team.
 */
export async function lookingAfter(
  db: Db,
  departmentCode: string,
): Promise<{ readonly as: 'delegates' | 'team'; readonly readers: readonly Reader[] }> {
  const delegates = await db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.email', 'u.locale'])
    .distinct()
    .where('g.role', '=', 'territory-delegate')
    .where((eb) =>
      eb.or([
        eb.and([eb('g.scope_kind', '=', 'department'), eb('g.scope_code', '=', departmentCode)]),
        eb.and([
          eb('g.scope_kind', '=', 'region'),
          eb('g.scope_code', '=', (q) =>
            q.selectFrom('department').select('region_code').where('code', '=', departmentCode),
          ),
        ]),
      ]),
    )
    .execute();
  return delegates.length > 0
    ? { as: 'delegates', readers: delegates }
    : { as: 'team', readers: await leads(db) };
}

/** The national team. */
export async function leads(db: Db): Promise<Reader[]> {
  return db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.email', 'u.locale'])
    .distinct()
    .where('g.role', '=', 'alliance-lead')
    .execute();
}

/** Who looks after a partnership, when somebody does. */
export async function ownerOf(db: Db, partnershipId: string): Promise<Reader | undefined> {
  return db
    .selectFrom('partnership as s')
    .innerJoin('auth_user as u', 'u.id', 's.owner_id')
    .select(['u.email', 'u.locale'])
    .where('s.id', '=', partnershipId)
    .executeTakeFirst();
}
