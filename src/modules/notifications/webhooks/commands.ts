import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal, unseal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { emit, type StoredEvent } from '../../../platform/jobs/outbox.ts';
import { newWebhookSecret, sendWebhook } from '../../../platform/webhooks/send.ts';
import type { WebhookInput } from './contract.ts';
import { isWebhookEvent, nextTry } from './domain.ts';
import './tables.ts';

export interface WebhookOptions {
  readonly db: Db;
  readonly secret: string;
  readonly allowPrivate: boolean;
}

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
      .set({ status: 'waiting', attempts: 0, next_at: ctx.now })
      .where('id', '=', id)
      .where('status', '!=', 'delivered')
      .execute();
    await emit(trx, { type: RETRY_ASKED, payload: {} });
  });
}

/** Notes for each address that wants it that an event is to be told; then tries. */
export function webhookHandler(options: WebhookOptions) {
  return async (event: StoredEvent): Promise<void> => {
    const now = new Date();
    if (event.type === RETRY_ASKED) await deliverDue(options, now);
    if (!isWebhookEvent(event.type)) return;
    const hooks = await options.db
      .selectFrom('webhook')
      .select('id')
      .where('active', '=', true)
      .where((eb) => eb(eb.val(event.type), '=', eb.fn.any('events')))
      .execute();
    if (hooks.length === 0) return;
    const body = JSON.stringify({ type: event.type, data: event.payload });
    await options.db
      .insertInto('webhook_delivery')
      .values(
        hooks.map(({ id }) => ({
          id: newId(),
          webhook_id: id,
          event_id: event.id,
          event_type: event.type,
          body,
          // Our own clock: the database's is finer, and a moment ahead of it.
          next_at: now,
          last_status: null,
          delivered_at: null,
        })),
      )
      // The queue may hand an event over twice: the second changes nothing.
      .onConflict((conflict) => conflict.columns(['webhook_id', 'event_id']).doNothing())
      .execute();
    await deliverDue(options, now);
  };
}

const BATCH = 50;

/**
 * Tries every delivery whose time has come, once each. Two processes never take the same one: a
 * try is claimed by moving its next time on before the message leaves.
 * @returns how many were tried
 */
export async function deliverDue(options: WebhookOptions, now: Date): Promise<number> {
  const claimed = await options.db
    .updateTable('webhook_delivery')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_at: new Date(now.getTime() + 60_000),
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('webhook_delivery')
        .select('id')
        .where('status', '=', 'waiting')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'webhook_id', 'event_id', 'body', 'attempts'])
    .execute();
  for (const one of claimed) await tryOnce(options, one, now);
  return claimed.length;
}

async function tryOnce(
  { db, secret, allowPrivate }: WebhookOptions,
  one: {
    readonly id: string;
    readonly webhook_id: string;
    readonly event_id: string;
    readonly body: string;
    readonly attempts: number;
  },
  now: Date,
): Promise<void> {
  const hook = await db
    .selectFrom('webhook')
    .select(['url', 'sealed_secret'])
    .where('id', '=', one.webhook_id)
    .executeTakeFirst();
  if (!hook) return;
  const message = { id: one.event_id, body: one.body };
  const key = unseal(secret, hook.sealed_secret);
  const sent = await sendWebhook(hook.url, key, message, now, { allowPrivate });
  const again = sent.ok ? null : nextTry(one.attempts, now);
  await db
    .updateTable('webhook_delivery')
    .set(
      sent.ok
        ? {
            status: 'delivered',
            delivered_at: now,
            last_status: sent.value.status,
            last_error: '',
          }
        : {
            status: again ? 'waiting' : 'given-up',
            ...(again ? { next_at: again } : {}),
            last_status: sent.failure.status,
            last_error: sent.failure.error,
          },
    )
    .where('id', '=', one.id)
    .execute();
}
