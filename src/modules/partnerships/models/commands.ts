import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import {
  type DocumentFailure,
  type StoredDocument,
  storeDocument,
} from '../../../platform/files/documents.ts';
import type { FileStore } from '../../../platform/files/files.ts';
import type { UploadedFile } from '../../../platform/http/upload.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { linkPartnership } from '../actions/commands.ts';
import { lock } from '../commands.ts';
import { AGREED } from '../domain.ts';
import type { ModelInput } from './contract.ts';
import './tables.ts';
import '../tables.ts';

export interface ModelFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'not-agreed-yet'
    | 'model-exists';
  readonly field: string;
}

type Outcome<T> = Result<T, ModelFailure>;

const written = (input: ModelInput) => ({
  title: input.title,
  problem: input.problem,
  money_euros: input.moneyEuros,
  days: input.days,
  in_kind: input.inKind,
  results: input.results,
  conditions: input.conditions,
  contact_name: input.contactName,
  contact_email: input.contactEmail,
});

/** Makes a model of a partnership that was agreed once; one model a partnership. */
export async function createModel(
  ctx: Ctx,
  scope: Scope<'models.write'>,
  partnershipId: string,
  input: ModelInput,
): Promise<Outcome<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const source = await lock(trx, partnershipId);
    if (!source) return fail({ code: 'not-found', field: 'form' });
    if (!coversDepartment(scope, source.departmentCode))
      return fail({ code: 'out-of-scope', field: 'form' });
    if (!AGREED.includes(source.stage)) return fail({ code: 'not-agreed-yet', field: 'form' });
    const known = await trx
      .selectFrom('model')
      .select('id')
      .where('partnership_id', '=', partnershipId)
      .executeTakeFirst();
    if (known) return fail({ code: 'model-exists', field: 'form' });
    const id = newId();
    await trx
      .insertInto('model')
      .values({
        id,
        partnership_id: partnershipId,
        ...written(input),
        created_by: scope.accountId,
      })
      .execute();
    return ok({ id });
  });
}

/** Changes a model that the writer saw in `version`. */
export async function updateModel(
  ctx: Ctx,
  scope: Scope<'models.write'>,
  id: string,
  version: number,
  input: ModelInput,
): Promise<Outcome<null>> {
  return ctx.db.transaction().execute(async (trx) => {
    const refused = await refuse(trx, scope, id, version);
    if (refused) return fail(refused);
    await trx
      .updateTable('model')
      .set({ ...written(input), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok(null);
  });
}

/** Takes an uploaded document into the store and puts it beside a model; refused, it leaves nothing. */
export async function takeModelDocument(
  ctx: Ctx,
  scope: Scope<'models.write'>,
  files: FileStore,
  id: string,
  title: string,
  uploaded: UploadedFile | undefined,
): Promise<
  Result<{ id: string }, ModelFailure | { code: DocumentFailure['code']; field: 'file' }>
> {
  const stored = await storeDocument(files, uploaded, `models/${newId()}`);
  if (!stored.ok) return fail({ code: stored.failure.code, field: 'file' });
  const added = await addModelDocument(ctx, scope, id, title, stored.value);
  if (!added.ok) await files.remove(stored.value.key);
  return added;
}

async function addModelDocument(
  ctx: Ctx,
  scope: Scope<'models.write'>,
  modelId: string,
  title: string,
  stored: StoredDocument,
): Promise<Outcome<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const refused = await refuse(trx, scope, modelId, null);
    if (refused) return fail(refused);
    const id = newId();
    await trx
      .insertInto('model_document')
      .values({
        id,
        model_id: modelId,
        title: title || stored.fileName,
        file_key: stored.key,
        file_name: stored.fileName,
        type: stored.type,
        size: stored.size,
        sha256: stored.sha256,
        uploaded_by: scope.accountId,
      })
      .execute();
    return ok({ id });
  });
}

async function refuse(
  trx: Trx,
  scope: Scope<'models.write'>,
  id: string,
  version: number | null,
): Promise<ModelFailure | null> {
  const row = await trx
    .selectFrom('model as m')
    .innerJoin('partnership as s', 's.id', 'm.partnership_id')
    .select(['m.version', 's.department_code'])
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (!row) return { code: 'not-found', field: 'form' };
  if (!coversDepartment(scope, row.department_code)) return { code: 'out-of-scope', field: 'form' };
  return version !== null && row.version !== version
    ? { code: 'changed-meanwhile', field: 'form' }
    : null;
}

/** Says of a partnership that is being made that it takes a model over. */
export async function replicate(trx: Trx, modelId: string, partnershipId: string): Promise<void> {
  const model = await trx
    .selectFrom('model')
    .select('partnership_id')
    .where('id', '=', modelId)
    .executeTakeFirst();
  if (!model) return;
  await trx
    .insertInto('replication')
    .values({
      partnership_id: partnershipId,
      model_id: modelId,
      from_partnership_id: model.partnership_id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a partnership is made for: an action of a plan, a model that it takes over, or neither. */
export interface Origin {
  readonly actionId: string | null;
  readonly modelId: string | null;
}

/** Ties a partnership that is being made to what it is made for, in the transaction that makes it. */
export function tieTo(ctx: Ctx, { actionId, modelId }: Origin) {
  const plan = authorize(ctx.actor, 'actions.write');
  return async (trx: Trx, partnershipId: string): Promise<void> => {
    if (actionId && plan) await linkPartnership(trx, plan, ctx.now, actionId, partnershipId);
    if (modelId) await replicate(trx, modelId, partnershipId);
  };
}
