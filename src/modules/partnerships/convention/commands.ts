import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lock } from '../commands.ts';
import { mayMoveConvention, type Obstacle, OPEN, obstacles, SIGNING, statusOf } from './domain.ts';
import { noteEvent } from './history/commands.ts';
import { mayWriteConvention } from './policy.ts';
import { conventionFacts, listSignatories } from './queries.ts';
import { issueLink, revokeLinks } from './signing/commands.ts';
import { draftContent } from './template/domain.ts';
import { currentTemplate } from './template/queries.ts';
import './tables.ts';

export interface ConventionFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'move-not-allowed'
    | 'reason-needed'
    | 'same-person-twice'
    | 'signatory-unknown'
    | Obstacle;
  readonly field: string;
}

/** Locks a convention for a change in this transaction, with what decides who may. */
export async function lockConvention(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('convention')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const owner = await trx
    .selectFrom('partnership')
    .select(['department_code', 'partner_id'])
    .where('id', '=', row.partnership_id)
    .executeTakeFirstOrThrow();
  return { ...row, departmentCode: owner.department_code, partnerId: owner.partner_id };
}

/**
 * Makes a draft from the type's template and the record. A partnership has one convention in the
 * making: asked twice, the same is given. The signatories of the one before are taken over.
 */
export async function prepareConvention(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  partnershipId: string,
): Promise<Result<{ id: string; created: boolean }, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const partnership = await lock(trx, partnershipId);
    if (!partnership) return fail({ code: 'not-found', field: 'form' });
    if (!mayWriteConvention(scope, partnership))
      return fail({ code: 'out-of-scope', field: 'form' });
    return ok(await prepareIn(trx, scope.accountId, partnershipId));
  });
}

/** What a review decided, for the convention that follows from it. */
export interface AfterReview {
  readonly decision: 'renew' | 'extend';
  /** What changes, or why the term is extended. */
  readonly words: string;
  readonly startsOn: string | null;
}

/** Drafts a convention in the caller's transaction; the caller has checked who asks. */
export async function prepareIn(
  trx: Trx,
  by: string,
  partnershipId: string,
  after?: AfterReview,
): Promise<{ id: string; created: boolean }> {
  const before = await trx
    .selectFrom('convention')
    .select(['id', 'number', 'status'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (before && OPEN.includes(before.status)) return { id: before.id, created: false };
  const id = newId();
  const { type } = await trx
    .selectFrom('partnership')
    .select('type')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const template = await currentTemplate(trx, type);
  const facts = await conventionFacts(trx, partnershipId);
  const draft = draftContent(template.clauses, facts, after);
  const content = JSON.stringify(draft);
  await trx
    .insertInto('convention')
    .values({
      id,
      partnership_id: partnershipId,
      number: (before?.number ?? 0) + 1,
      status: 'draft',
      template_version: template.version,
      content,
      starts_on: draft.startsOn,
      ends_on: draft.endsOn,
      sealed_key: null,
      sealed_sha256: null,
      sealed_at: null,
      scan_key: null,
      scan_name: null,
      scan_type: null,
      scan_sha256: null,
      signed_on: null,
      created_by: by,
    })
    .execute();
  await trx
    .insertInto('convention_revision')
    .values({ convention_id: id, revision: 1, content, changed_by: by })
    .execute();
  if (before) await copySignatories(trx, before.id, id);
  await noteEvent(trx, id, 'prepared', { by });
  return { id, created: true };
}

async function copySignatories(trx: Trx, from: string, to: string): Promise<void> {
  const people = await trx
    .selectFrom('convention_signatory')
    .select(['side', 'name', 'function', 'email', 'name_folded', 'position'])
    .where('convention_id', '=', from)
    .where('removed_at', 'is', null)
    .execute();
  if (people.length === 0) return;
  await trx
    .insertInto('convention_signatory')
    .values(
      people.map((person) => ({
        ...person,
        id: newId(),
        convention_id: to,
        told_at: null,
        refused_at: null,
        removed_at: null,
      })),
    )
    .execute();
}

/**
 * Sends every signatory a personal link. Signatures that still stand from before are kept.
 * @param secret the process' secret: links rest sealed until their mail has left
 */
export async function sendConvention(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  secret: string,
  id: string,
): Promise<Result<{ sent: number }, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockConvention(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    if (!mayWriteConvention(scope, found)) return fail({ code: 'out-of-scope', field: 'form' });
    if (!mayMoveConvention(found.status, 'ready', 'editor'))
      return fail({ code: 'move-not-allowed', field: 'form' });
    const people = await listSignatories(trx, id);
    const [obstacle] = obstacles(found.content, people);
    if (obstacle) return fail({ code: obstacle, field: 'form' });
    const waiting = people.filter(({ state }) => state !== 'signed');
    if (waiting.length === 0) return fail({ code: 'move-not-allowed', field: 'form' });
    await trx
      .updateTable('convention')
      .set({
        status: statusOf(people.length, people.length - waiting.length),
        version: found.version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    for (const person of waiting)
      await issueLink(trx, ctx.now, secret, person.id, found.revision, 'invitation');
    await noteEvent(trx, id, 'sent', { by: scope.accountId });
    return ok({ sent: waiting.length });
  });
}

/** Takes a convention back to be reworked: its links wait, its signatures stand until words change. */
export async function takeBackConvention(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  id: string,
): Promise<Result<null, ConventionFailure>> {
  return change(ctx, scope, id, 'draft', 'taken-back', '');
}

/** Gives up a convention before everybody has signed; its links say so. */
export async function deprecateConvention(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  id: string,
  reason: string,
): Promise<Result<null, ConventionFailure>> {
  if (reason.trim() === '') return fail({ code: 'reason-needed', field: 'reason' });
  return change(ctx, scope, id, 'deprecated', 'deprecated', reason.trim().slice(0, 2000));
}

async function change(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  id: string,
  to: 'draft' | 'deprecated',
  kind: string,
  reason: string,
): Promise<Result<null, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockConvention(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    if (!mayWriteConvention(scope, found)) return fail({ code: 'out-of-scope', field: 'form' });
    if (!mayMoveConvention(found.status, to, 'editor'))
      return fail({ code: 'move-not-allowed', field: 'form' });
    await trx
      .updateTable('convention')
      .set({ status: to, reason, version: found.version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    await noteEvent(trx, id, kind, { by: scope.accountId, detail: reason });
    return ok(null);
  });
}

/** Sends a new link to somebody who has not answered; the one that they have goes on working. */
export async function remindSignatory(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  secret: string,
  signatoryId: string,
): Promise<Result<null, ConventionFailure>> {
  return withSignatory(ctx, scope, signatoryId, async (trx, found) => {
    await issueLink(trx, ctx.now, secret, signatoryId, found.revision, 'reminder');
    await noteEvent(trx, found.id, 'reminded', { signatory: signatoryId, by: scope.accountId });
    return ok(null);
  });
}

/**
 * Corrects a signatory's address: nothing that anybody signed is touched. Links that went to the
 * wrong address stop working, and a new one leaves.
 */
export async function correctAddress(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  secret: string,
  signatoryId: string,
  email: string,
): Promise<Result<null, ConventionFailure>> {
  return withSignatory(ctx, scope, signatoryId, async (trx, found) => {
    const taken = await trx
      .selectFrom('convention_signatory')
      .select('id')
      .where('convention_id', '=', found.id)
      .where('removed_at', 'is', null)
      .where('id', '!=', signatoryId)
      .where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase()))
      .executeTakeFirst();
    if (taken) return fail({ code: 'same-person-twice', field: 'email' });
    await trx
      .updateTable('convention_signatory')
      .set({ email: email.toLowerCase() })
      .where('id', '=', signatoryId)
      .execute();
    await revokeLinks(trx, ctx.now, signatoryId);
    const signed = await trx
      .selectFrom('convention_signature')
      .select('id')
      .where('signatory_id', '=', signatoryId)
      .where('voided_at', 'is', null)
      .executeTakeFirst();
    if (!signed && SIGNING.includes(found.status))
      await issueLink(trx, ctx.now, secret, signatoryId, found.revision, 'address');
    await noteEvent(trx, found.id, 'address-corrected', {
      signatory: signatoryId,
      by: scope.accountId,
    });
    return ok(null);
  });
}

async function withSignatory<T>(
  ctx: Ctx,
  scope: Scope<'conventions.write'>,
  signatoryId: string,
  work: (
    trx: Trx,
    found: NonNullable<Awaited<ReturnType<typeof lockConvention>>>,
  ) => Promise<Result<T, ConventionFailure>>,
): Promise<Result<T, ConventionFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const person = await trx
      .selectFrom('convention_signatory')
      .select('convention_id')
      .where('id', '=', signatoryId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    const found = person ? await lockConvention(trx, person.convention_id) : null;
    if (!found) return fail({ code: 'signatory-unknown', field: 'form' });
    if (!mayWriteConvention(scope, found)) return fail({ code: 'out-of-scope', field: 'form' });
    if (!OPEN.includes(found.status)) return fail({ code: 'move-not-allowed', field: 'form' });
    return work(trx, found);
  });
}
