import { createHash } from 'node:crypto';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import type { Commitment } from '../../alliance/public.ts';
import { findNearDuplicates, lookUp, type NearDuplicate } from '../../partners/public.ts';
import { findCommune } from '../../territories/public.ts';
import '../tables.ts';
import type { JoinInput } from './contract.ts';
import { type Checked, type Numbers, sameNumbers } from './domain.ts';

/** Digest under which a follow-up link's secret is stored. */
export function followDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** What was found out about an organisation before its request is taken. */
export interface OrganisationCheck {
  readonly checked: Checked;
  readonly listedName: string;
  /** Empty unless the directory knows it. */
  readonly listedSiren: string;
  readonly closed: boolean;
}

export interface JoinRequest {
  readonly id: string;
  readonly organisation: string;
  readonly siret: string | null;
  readonly siren: string | null;
  readonly rna: string | null;
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
  readonly listedSiren: string;
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
    siren: row.siren,
    rna: row.rna,
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
    listedSiren: row.listed_siren,
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

const UNCHECKED: OrganisationCheck = {
  checked: 'not-checked',
  listedName: '',
  listedSiren: '',
  closed: false,
};

/**
 * Asks the public directory whether an organisation exists and is open: by SIRET or SIREN, else by
 * RNA number, else by its name in its commune, which recognises it without proving anything. A
 * directory that is off, slow or down stops nobody: the request says that it was not checked.
 */
export async function checkOrganisation(
  db: Db,
  directoryUrl: string | null,
  asker: Pick<JoinInput, 'organisation' | 'siret' | 'siren' | 'rna' | 'commune'>,
): Promise<OrganisationCheck> {
  const siren = asker.siret?.slice(0, 9) ?? asker.siren;
  const number = siren ?? asker.rna;
  if (number) {
    const found = await lookUp(directoryUrl, asker.siret ?? number);
    if (!found.ok) return UNCHECKED;
    const listed = found.value.find((one) => (siren ? one.siren === siren : one.rna === number));
    if (listed) return { ...told(listed), checked: 'listed', closed: listed.closed };
    // Associations without employees are not in the directory: an RNA number proves nothing there.
    if (siren) return { ...UNCHECKED, checked: 'not-listed' };
  }
  const commune = await findCommune(db, asker.commune);
  const found = await lookUp(directoryUrl, asker.organisation);
  if (!found.ok || commune.kind !== 'one') return UNCHECKED;
  const name = foldText(asker.organisation);
  const [alike, ...more] = found.value.filter(
    (one) =>
      !one.closed &&
      one.communeCode === commune.commune.code &&
      [one.name, one.acronym].some((words) => foldText(words) === name),
  );
  return alike && more.length === 0 ? { ...told(alike), checked: 'alike' } : UNCHECKED;
}

const told = ({ name, siren }: { readonly name: string; readonly siren: string }) => ({
  ...UNCHECKED,
  listedName: name.slice(0, 200),
  listedSiren: siren,
});

/** Requests of the same organisation that wait: by number, else by name in the same commune. */
export async function sameOrganisation(
  trx: Db,
  organisation: string,
  numbers: Numbers,
  communeCode: string,
) {
  const rows = await trx
    .selectFrom('join_request')
    .select(['id', 'organisation', 'siret', 'siren', 'rna', 'contact_email', 'due_on'])
    .where('status', '=', 'new')
    .where((eb) =>
      eb.or([
        eb('commune_code', '=', communeCode),
        ...(numbers.siren ? [eb('siren', '=', numbers.siren)] : []),
        ...(numbers.rna ? [eb('rna', '=', numbers.rna)] : []),
      ]),
    )
    .orderBy('created_at')
    .execute();
  const name = foldText(organisation);
  return rows.filter((row) => sameNumbers(row, numbers) ?? foldText(row.organisation) === name);
}

/** Partners that may be the organisation of a request, with what they have in common. */
export async function likelyPartners(db: Db, request: JoinRequest): Promise<NearDuplicate[]> {
  return findNearDuplicates(db, {
    nameFolded: foldText(request.organisation),
    siren: request.siren ?? (request.listedSiren || null),
    siret: request.siret,
    rna: request.rna,
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
