import type { Ctx, Scope } from '../../platform/access/access.ts';
import { coversDepartment } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { foldText } from '../../platform/db/search.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { resolveCommune } from '../territories/public.ts';
import type { ContactInput, PartnerInput } from './contract.ts';
import { noteEvent } from './dossier/commands.ts';
import { mayWritePartner } from './policy.ts';
import { findNearDuplicates, type NearDuplicate } from './queries.ts';
import { partnerSearch, placeKey } from './search/domain.ts';
import './tables.ts';

export type PartnerFailure =
  | { readonly code: 'commune-unknown'; readonly field: 'communeCode' }
  | { readonly code: 'siret-siren-differ'; readonly field: 'siret' }
  | { readonly code: 'siret-taken'; readonly field: 'siret'; readonly partnerId: string }
  | {
      readonly code: 'near-duplicates';
      readonly field: 'name';
      readonly duplicates: readonly NearDuplicate[];
    }
  | { readonly code: 'out-of-scope'; readonly field: 'communeCode' }
  | { readonly code: 'changed-meanwhile'; readonly field: 'form' }
  | { readonly code: 'not-found'; readonly field: 'form' };

/**
 * Creates a partner. Near-duplicates stop the first try and are given back to be looked at;
 * `confirmed` says that they were. A SIRET that is already there always stops.
 */
export async function createPartner(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  input: PartnerInput,
  options: { readonly id?: string; readonly confirmed?: boolean } = {},
): Promise<Result<{ id: string; created: boolean }, PartnerFailure>> {
  const located = await locateWithin(ctx, scope, input);
  if (!located.ok) return located;
  const departmentCode = located.value;
  return inTransaction(ctx.db, async (trx) => {
    const id = options.id ?? newId();
    if (await exists(trx, id)) return ok({ id, created: false });
    const near = await findNearDuplicates(trx, compared(input, departmentCode));
    const same = near.find((found) => found.because === 'siret');
    if (same) return fail({ code: 'siret-taken', field: 'siret', partnerId: same.id });
    if (near.length > 0 && !options.confirmed) {
      return fail({ code: 'near-duplicates', field: 'name', duplicates: near });
    }
    await trx
      .insertInto('partner')
      .values({
        id,
        ...written(input, departmentCode),
        source: null,
        external_key: null,
        created_by: scope.accountId,
        search_weight: 0,
      })
      .execute();
    await noteEvent(trx, id, 'created', scope.accountId);
    return ok({ id, created: true });
  });
}

/** What near-duplicates are told by. */
export type PartnerCandidate = Pick<
  PartnerInput,
  'name' | 'siren' | 'siret' | 'rna' | 'address' | 'postalCode' | 'communeCode'
>;

/**
 * What `createPartner` would stop at, for whoever may create there.
 * @param except a record that is compared with the others, and not with itself
 */
export async function nearDuplicatesOf(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  candidate: PartnerCandidate,
  except: string | null = null,
): Promise<Result<readonly NearDuplicate[], PartnerFailure>> {
  const located = await locateWithin(ctx, scope, candidate);
  if (!located.ok) return located;
  return ok(await findNearDuplicates(ctx.db, compared(candidate, located.value), except));
}

function compared(candidate: PartnerCandidate, departmentCode: string | null) {
  return {
    ...candidate,
    nameFolded: foldText(candidate.name),
    placeKey: placeKey(candidate.address, candidate.postalCode ?? ''),
    departmentCode,
  };
}

/** Changes a partner that the writer saw in `version`; a change made meanwhile is not overwritten. */
export async function updatePartner(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  id: string,
  version: number,
  input: PartnerInput,
): Promise<Result<{ id: string }, PartnerFailure>> {
  const located = await locate(ctx.db, input);
  if (!located.ok) return located;
  return ctx.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('partner')
      .select(['id', 'department_code', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayWritePartner(scope, { id, departmentCode: before.department_code })) {
      return fail({ code: 'out-of-scope', field: 'communeCode' });
    }
    if (!mayWritePartner(scope, { id, departmentCode: located.value })) {
      return fail({ code: 'out-of-scope', field: 'communeCode' });
    }
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (input.siret) {
      const taken = await trx
        .selectFrom('partner')
        .select('id')
        .where('siret', '=', input.siret)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (taken) return fail({ code: 'siret-taken', field: 'siret', partnerId: taken.id });
    }
    await trx
      .updateTable('partner')
      .set({ ...written(input, located.value), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    await noteEvent(trx, id, 'changed', scope.accountId);
    return ok({ id });
  });
}

function written(input: PartnerInput, departmentCode: string | null) {
  return {
    name: input.name,
    acronym: input.acronym,
    kind: input.kind,
    siret: input.siret,
    rna: input.rna,
    description: input.description,
    address: input.address,
    postal_code: input.postalCode ?? '',
    commune_code: input.communeCode?.toUpperCase() ?? null,
    department_code: departmentCode,
    website: input.website,
    siren: input.siren ?? input.siret?.slice(0, 9) ?? null,
    place_key: placeKey(input.address, input.postalCode ?? ''),
    ...partnerSearch({ ...input, siren: input.siren ?? input.siret?.slice(0, 9) ?? null }),
  };
}

async function locateWithin(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  input: Located,
): Promise<Result<string | null, PartnerFailure>> {
  const located = await locate(ctx.db, input);
  return located.ok && !coversDepartment(scope, located.value)
    ? fail({ code: 'out-of-scope', field: 'communeCode' })
    : located;
}

type Located = Pick<PartnerInput, 'siren' | 'siret' | 'communeCode'>;

async function locate(db: Db, input: Located): Promise<Result<string | null, PartnerFailure>> {
  if (input.siret && input.siren && !input.siret.startsWith(input.siren)) {
    return fail({ code: 'siret-siren-differ', field: 'siret' });
  }
  if (!input.communeCode) return ok(null);
  const commune = await resolveCommune(db, input.communeCode);
  if (!commune) return fail({ code: 'commune-unknown', field: 'communeCode' });
  input.communeCode = commune.code;
  return ok(commune.departmentCode);
}

async function exists(db: Db, id: string): Promise<boolean> {
  return (
    (await db.selectFrom('partner').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined
  );
}

/** Adds a person to call at a partner. */
export async function addContact(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  input: ContactInput,
): Promise<Result<{ id: string }, { code: 'out-of-scope'; field: 'form' }>> {
  const partner = await ctx.db
    .selectFrom('partner')
    .select(['id', 'department_code'])
    .where('id', '=', partnerId)
    .executeTakeFirst();
  if (
    !partner ||
    !mayWritePartner(scope, { id: partnerId, departmentCode: partner.department_code })
  ) {
    return fail({ code: 'out-of-scope', field: 'form' });
  }
  const id = newId();
  await inTransaction(ctx.db, async (trx) => {
    await trx
      .insertInto('partner_contact')
      .values({ id, partner_id: partnerId, ...input })
      .execute();
    await noteEvent(trx, partnerId, 'contact-added', scope.accountId);
  });
  return ok({ id });
}

/** Adds a private note, kept for one department's delegate and the national team. */
export async function addPartnerNote(
  ctx: Ctx,
  scope: Scope<'notes.write'>,
  partnerId: string,
  input: { readonly body: string; readonly departmentCode: string },
): Promise<
  Result<{ id: string }, { code: 'out-of-scope' | 'territory-unknown'; field: 'departmentCode' }>
> {
  if (!coversDepartment(scope, input.departmentCode))
    return fail({ code: 'out-of-scope', field: 'departmentCode' });
  const department = await ctx.db
    .selectFrom('department')
    .select('code')
    .where('code', '=', input.departmentCode)
    .executeTakeFirst();
  if (!department) return fail({ code: 'territory-unknown', field: 'departmentCode' });
  const id = newId();
  await ctx.db
    .insertInto('partner_note')
    .values({
      id,
      partner_id: partnerId,
      department_code: input.departmentCode,
      body: input.body,
      author_id: scope.accountId,
    })
    .execute();
  return ok({ id });
}
