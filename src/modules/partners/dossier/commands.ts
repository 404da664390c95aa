import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { resolveCommune } from '../../territories/public.ts';
import { mayWritePartner } from '../policy.ts';
import '../tables.ts';
import type { EstablishmentInput, LabelInput } from './contract.ts';

export interface DossierFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'commune-unknown'
    | 'siret-taken'
    | 'partner-unknown'
    | 'federation-loop';
  readonly field: string;
}

type Done<T> = Promise<Result<T, DossierFailure>>;

/** Notes something that happened to a partner's record. */
export async function noteEvent(
  db: Db,
  partnerId: string,
  kind: string,
  by: string,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  await db
    .insertInto('partner_event')
    .values({ id: newId(), partner_id: partnerId, kind, detail: JSON.stringify(detail), by_id: by })
    .execute();
}

/** Runs a change of a partner's record, when this scope may write it. */
export async function onPartner<T>(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  work: (trx: Trx) => Done<T>,
): Done<T> {
  return ctx.db.transaction().execute(async (trx) => {
    const partner = await trx
      .selectFrom('partner')
      .select(['id', 'department_code'])
      .where('id', '=', partnerId)
      .forUpdate()
      .executeTakeFirst();
    if (!partner) return fail({ code: 'not-found', field: 'form' });
    if (!mayWritePartner(scope, { id: partnerId, departmentCode: partner.department_code }))
      return fail({ code: 'out-of-scope', field: 'form' });
    return work(trx);
  });
}

/** Adds a label (what it is recognised as) or a role (what it is to us), with its dates. */
export function addLabel(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  input: LabelInput,
): Done<{ id: string }> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const id = newId();
    await trx
      .insertInto('partner_label')
      .values({
        id,
        partner_id: partnerId,
        kind: input.kind,
        code: input.code,
        source: input.source,
        valid_from: input.validFrom,
        valid_to: input.validTo,
        created_by: scope.accountId,
      })
      .execute();
    await noteEvent(trx, partnerId, `${input.kind}-added`, scope.accountId, { code: input.code });
    return ok({ id });
  });
}

/** Takes a label or role off the record. */
export function removeLabel(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  labelId: string,
): Done<null> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const gone = await trx
      .deleteFrom('partner_label')
      .where('id', '=', labelId)
      .where('partner_id', '=', partnerId)
      .returning(['kind', 'code'])
      .executeTakeFirst();
    if (!gone) return fail({ code: 'not-found', field: 'form' });
    await noteEvent(trx, partnerId, `${gone.kind}-removed`, scope.accountId, { code: gone.code });
    return ok(null);
  });
}

/** Adds another site of the organisation. */
export function addEstablishment(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  input: EstablishmentInput,
): Done<{ id: string }> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const commune = input.communeCode ? await resolveCommune(trx, input.communeCode) : null;
    if (input.communeCode && !commune)
      return fail({ code: 'commune-unknown', field: 'communeCode' });
    const taken = input.siret
      ? await trx
          .selectFrom('partner_establishment')
          .select('id')
          .where('siret', '=', input.siret)
          .executeTakeFirst()
      : undefined;
    if (taken) return fail({ code: 'siret-taken', field: 'siret' });
    const id = newId();
    await trx
      .insertInto('partner_establishment')
      .values({
        id,
        partner_id: partnerId,
        name: input.name,
        siret: input.siret,
        address: input.address,
        postal_code: input.postalCode ?? '',
        commune_code: commune?.code ?? null,
      })
      .execute();
    await noteEvent(trx, partnerId, 'establishment-added', scope.accountId, { name: input.name });
    return ok({ id });
  });
}

/** Takes a site off the record. */
export function removeEstablishment(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  establishmentId: string,
): Done<null> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    const gone = await trx
      .deleteFrom('partner_establishment')
      .where('id', '=', establishmentId)
      .where('partner_id', '=', partnerId)
      .returning('name')
      .executeTakeFirst();
    if (!gone) return fail({ code: 'not-found', field: 'form' });
    await noteEvent(trx, partnerId, 'establishment-removed', scope.accountId, { name: gone.name });
    return ok(null);
  });
}

/** Puts a partner under its federation, or takes it out (null). A tree has no loop. */
export function setFederation(
  ctx: Ctx,
  scope: Scope<'partners.write'>,
  partnerId: string,
  parentId: string | null,
): Done<null> {
  return onPartner(ctx, scope, partnerId, async (trx) => {
    let name = '';
    const seen = new Set([partnerId]);
    for (let at = parentId; at; ) {
      if (seen.has(at)) return fail({ code: 'federation-loop', field: 'parentId' });
      seen.add(at);
      const above = await trx
        .selectFrom('partner')
        .select(['name', 'parent_id'])
        .where('id', '=', at)
        .executeTakeFirst();
      if (!above) return fail({ code: 'partner-unknown', field: 'parentId' });
      if (at === parentId) name = above.name;
      at = above.parent_id;
    }
    await trx
      .updateTable('partner')
      .set((eb) => ({ parent_id: parentId, version: eb('version', '+', 1), updated_at: ctx.now }))
      .where('id', '=', partnerId)
      .execute();
    await noteEvent(trx, partnerId, 'federation', scope.accountId, { name });
    return ok(null);
  });
}
