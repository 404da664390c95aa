import type { Db } from '../../../platform/db/schema.ts';

/** A request to join as it stands now. */
export async function joinRequest(db: Db, id: string) {
  return db
    .selectFrom('join_request as j')
    .innerJoin('department as d', 'd.code', 'j.department_code')
    .select([
      'j.status',
      'j.answer',
      'j.contact_email',
      'j.locale',
      'j.department_code',
      'j.due_on',
      'j.doors',
      'd.name as department_name',
    ])
    .where('j.id', '=', id)
    .executeTakeFirst();
}
