import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import '../tables.ts';
import { followDigest } from './commands.ts';

export interface JoinRequest {
  readonly id: string;
  readonly organisation: string;
  readonly siret: string | null;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly commitment: Commitment;
  readonly message: string;
  readonly status: 'new' | 'accepted' | 'refused';
  readonly answer: string;
  readonly createdAt: string;
}

function base(db: Db) {
  return db
    .selectFrom('join_request as j')
    .innerJoin('commune as c', 'c.code', 'j.commune_code')
    .selectAll('j')
    .select('c.name as commune_name');
}

function output(row: Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]): JoinRequest {
  return {
    id: row.id,
    organisation: row.organisation,
    siret: row.siret,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    commitment: row.commitment,
    message: row.message,
    status: row.status,
    answer: row.answer,
    createdAt: row.created_at.toISOString(),
  };
}

/** Requests within the actor's departments: those that wait first, oldest first. */
export async function listJoinRequests(db: Db, scope: Scope<'join.read'>): Promise<JoinRequest[]> {
  const rows = await base(db)
    .$if(!scope.everywhere, (q) => q.where('j.department_code', 'in', ['-', ...scope.departments]))
    .orderBy((eb) => eb('j.status', '!=', 'new'))
    .orderBy('j.created_at')
    .limit(200)
    .execute();
  return rows.map(output);
}

/** How many requests wait within the actor's departments. */
export async function countWaitingJoins(db: Db, scope: Scope<'join.read'>): Promise<number> {
  const row = await db
    .selectFrom('join_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('status', '=', 'new')
    .$if(!scope.everywhere, (q) => q.where('department_code', 'in', ['-', ...scope.departments]))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** One request within the actor's departments. */
export async function getJoinRequest(
  db: Db,
  scope: Scope<'join.read'>,
  id: string,
): Promise<JoinRequest | null> {
  if (!isUuid(id)) return null;
  const row = await base(db).where('j.id', '=', id).executeTakeFirst();
  if (!row || !(scope.everywhere || scope.departments.has(row.department_code))) return null;
  return output(row);
}

/** What the asker's follow-up link shows; null for a link that is not one. */
export async function followJoin(
  db: Db,
  secret: string,
): Promise<Pick<JoinRequest, 'organisation' | 'status' | 'answer' | 'createdAt'> | null> {
  const row = await db
    .selectFrom('join_request')
    .select(['organisation', 'status', 'answer', 'created_at'])
    .where('follow_hash', '=', followDigest(secret))
    .executeTakeFirst();
  return row
    ? {
        organisation: row.organisation,
        status: row.status,
        answer: row.answer,
        createdAt: row.created_at.toISOString(),
      }
    : null;
}
