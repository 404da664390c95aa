import type { Db } from '../../../platform/db/schema.ts';

/** A signatory as things stand now: nobody is written to about what is over. */
export async function signatory(db: Db, id: string) {
  const row = await db
    .selectFrom('convention_signatory as s')
    .innerJoin('convention as c', 'c.id', 's.convention_id')
    .select([
      's.name',
      's.email',
      's.refused_at',
      's.refused_reason',
      'c.partnership_id',
      'c.status',
      'c.content',
      'c.sealed_sha256',
    ])
    .where('s.id', '=', id)
    .where('s.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    name: row.name,
    email: row.email,
    partnershipId: row.partnership_id,
    title: row.content.title,
    signing: row.status === 'ready' || row.status === 'partly-signed',
    sealed: row.sealed_sha256 !== null,
    refused: row.refused_at ? row.refused_reason : null,
  };
}

/** The partnership and title of a convention. */
export async function conventionAbout(db: Db, id: string) {
  const row = await db
    .selectFrom('convention')
    .select(['partnership_id', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { partnershipId: row.partnership_id, title: row.content.title } : null;
}

/** A running partnership with its term; null when it has ended or has none. */
export async function termOf(db: Db, id: string) {
  const row = await db
    .selectFrom('partnership')
    .select(['id', 'title', 'ends_on', 'department_code'])
    .where('id', '=', id)
    .where('stage', 'in', ['active', 'under-review', 'renewed'])
    .executeTakeFirst();
  return row?.ends_on
    ? { id: row.id, title: row.title, endsOn: row.ends_on, departmentCode: row.department_code }
    : null;
}
