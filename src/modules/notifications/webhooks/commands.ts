import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type EventHandler, emit, type StoredEvent } from '../../../platform/jobs/outbox.ts';
import { newWebhookSecret } from '../../../platform/webhooks/send.ts';
import type { WebhookInput } from './contract.ts';
import { isWebhookEvent } from './domain.ts';
import './tables.ts';

/** Somebody does not want to wait for the next minute. */
const RETRY_ASKED = 'webhooks.retry-asked';

/** Adds an address. Gives the secret that signs what it gets; it is shown once. */
export async function addWebhook(
  ctx: Ctx,
  scope: Scope<'webhooks.manage'>,
  input: WebhookInput,
  installationSecret: string,
): Promise<{ id: string; secret: string }> {
  const secret = newWebhookSecret();
  const id = newId();
  await ctx.db
    .insertInto('webhook')
    .values({
      id,
      url: input.url,
      events: [...new Set(input.events)],
      sealed_secret: seal(installationSecret, secret),
      created_by: scope.accountId,
    })
    .execute();
  return { id, secret };
}

/** Takes an address away, with its log. */
export async function removeWebhook(
  ctx: Ctx,
  _scope: Scope<'webhooks.manage'>,
  id: string,
): Promise<void> {
  await ctx.db.deleteFrom('webhook').where('id', '=', id).execute();
}

/** Puts a delivery that failed back, to be tried at once. */
export async function retryDelivery(
  ctx: Ctx,
  _scope: Scope<'webhooks.manage'>,
  id: string,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('webhook_delivery')
      .set({ status: 'waiting', attempts: 0, next_at: ctx.now, given_up_at: null })
      .where('id', '=', id)
      .where('status', '!=', 'delivered')
      .execute();
    await emit(trx, { type: RETRY_ASKED, payload: {} });
  });
}

/**
 * Notes for each address that wants it that an event is to be told.
 * @param wake told when there is something to deliver
 */
export function webhookHandler(db: Db, wake: () => void): EventHandler {
  const handle = async (event: StoredEvent): Promise<void> => {
    if (event.type === RETRY_ASKED) wake();
    if (!isWebhookEvent(event.type)) return;
    const hooks = await db
      .selectFrom('webhook')
      .select('id')
      .where('active', '=', true)
      .where((eb) => eb(eb.val(event.type), '=', eb.fn.any('events')))
      .execute();
    if (hooks.length === 0) return;
    const body = JSON.stringify({ type: event.type, data: event.payload });
    await db
      .insertInto('webhook_delivery')
      .values(
        hooks.map(({ id }) => ({
          id: newId(),
          webhook_id: id,
          event_id: event.id,
          event_type: event.type,
          body,
          // Our own clock: the database's is finer, and a moment ahead of it.
          next_at: new Date(),
          last_status: null,
          delivered_at: null,
          claimed_until: null,
          given_up_at: null,
        })),
      )
      // The queue may hand an event over twice: the second changes nothing.
      .onConflict((conflict) => conflict.columns(['webhook_id', 'event_id']).doNothing())
      .execute();
    wake();
  };
  const wants = (type: string): boolean => type === RETRY_ASKED || isWebhookEvent(type);
  return Object.assign(handle, { wants });
}
