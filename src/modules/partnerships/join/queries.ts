import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import type { Commitment } from '../../alliance/public.ts';
import { findNearDuplicates, lookUp, type NearDuplicate } from '../../partners/public.ts';
import '../tables.ts';
import { followDigest, type OrganisationCheck } from './commands.ts';
import type { Checked } from './domain.ts';

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
  /** Last day for an answer, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly escalated: boolean;
  readonly checked: Checked;
  readonly listedName: string;
  readonly duplicateOf: string | null;
  readonly partnerId: string | null;
  readonly partnershipId: string | null;
  readonly refusal: string | null;
  readonly doors: readonly string[];
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
    dueOn: row.due_on,
    escalated: row.escalated_at !== null,
    checked: row.checked,
    listedName: row.listed_name,
    duplicateOf: row.duplicate_of,
    partnerId: row.partner_id,
    partnershipId: row.partnership_id,
    refusal: row.refusal,
    doors: row.doors,
  };
}

/** Counts an address that asks to join: seconds to wait when it asks too often, else 0. */
export function waitToAsk(db: Db, clientAddress: string): Promise<number> {
  return hitRateLimit(db, `join:${clientAddress}`, 5, 3600);
}

/**
 * Asks the public directory whether an organisation exists and is open. A directory that is off,
 * slow or down stops nobody: the request says that it was not checked.
 */
export async function checkOrganisation(
  directoryUrl: string | null,
  siret: string | null,
): Promise<OrganisationCheck> {
  const unchecked = { checked: 'not-checked', listedName: '', closed: false } as const;
  if (!siret) return unchecked;
  const found = await lookUp(directoryUrl, siret);
  if (!found.ok) return unchecked;
  const listed = found.value.find((one) => one.siren === siret.slice(0, 9));
  return listed
    ? { checked: 'listed', listedName: listed.name.slice(0, 200), closed: listed.closed }
    : { ...unchecked, checked: 'not-listed' };
}

/** Partners that may be the organisation of a request, with what they have in common. */
export async function likelyPartners(db: Db, request: JoinRequest): Promise<NearDuplicate[]> {
  return findNearDuplicates(db, {
    nameFolded: foldText(request.organisation),
    siren: null,
    siret: request.siret,
    rna: null,
    departmentCode: request.departmentCode,
  });
}

/** Requests within the actor's departments: those that wait first, by deadline. */
export async function listJoinRequests(db: Db, scope: Scope<'join.read'>): Promise<JoinRequest[]> {
  const rows = await base(db)
    .$if(!scope.everywhere, (q) => q.where('j.department_code', 'in', ['-', ...scope.departments]))
    .orderBy((eb) => eb('j.status', '!=', 'new'))
    .orderBy('j.due_on')
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
): Promise<Pick<
  JoinRequest,
  'organisation' | 'status' | 'answer' | 'createdAt' | 'dueOn' | 'refusal' | 'doors'
> | null> {
  const row = await db
    .selectFrom('join_request')
    .select(['organisation', 'status', 'answer', 'created_at', 'due_on', 'refusal', 'doors'])
    .where('follow_hash', '=', followDigest(secret))
    .executeTakeFirst();
  return row
    ? {
        organisation: row.organisation,
        status: row.status,
        answer: row.answer,
        createdAt: row.created_at.toISOString(),
        dueOn: row.due_on,
        refusal: row.refusal,
        doors: row.doors,
      }
    : null;
}
