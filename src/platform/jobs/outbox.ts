import { newId } from '../db/ids.ts';
import type { Db } from '../db/schema.ts';
import '../db/platform-tables.ts';

/** Something that happened, told to whoever listens after the commit. No personal data beyond ids. */
export interface DomainEvent {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** Saves an event in the caller's transaction: it exists exactly when the change it tells of does. */
export async function emit(trx: Db, event: DomainEvent): Promise<void> {
  await trx
    .insertInto('domain_event')
    .values({
      id: newId(),
      type: event.type,
      payload: JSON.stringify(event.payload),
      handled_at: null,
      last_error: null,
    })
    .execute();
}

export interface StoredEvent extends DomainEvent {
  readonly id: string;
}

/**
 * Hands over the events that wait, those that somebody waits for first, then the oldest; each
 * batch in one transaction with its own mark: a process that dies in between hands them over
 * again, and the receiver's queue drops the second by its id. Two processes never take the same
 * event at once.
 * @param first types that overtake the others
 * @returns number of events handed over
 */
export async function relayEvents(
  db: Db,
  receive: (trx: Db, events: readonly StoredEvent[]) => Promise<void>,
  { first = [], batch = 100 }: { readonly first?: readonly string[]; readonly batch?: number } = {},
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const events = await trx
      .selectFrom('domain_event')
      .select(['id', 'type', 'payload'])
      .where('handled_at', 'is', null)
      .orderBy((eb) => eb('type', '=', eb.fn.any(eb.val([...first]))), 'desc')
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    if (events.length === 0) return 0;
    await receive(trx, events);
    await trx
      .updateTable('domain_event')
      .set({ handled_at: new Date() })
      .where(
        'id',
        'in',
        events.map((event) => event.id),
      )
      .execute();
    return events.length;
  });
}

/** Answers events. Without `wants` it is given all of them. */
export interface EventHandler {
  (event: StoredEvent): Promise<void>;
  readonly wants?: (type: string) => boolean;
}

/** Whether a handler has anything to do with events of a type. */
export function wants(handler: EventHandler, type: string): boolean {
  return handler.wants?.(type) ?? true;
}

/** Gives an event to one handler, unless an earlier try has succeeded. */
export function handleOnce(
  db: Db,
  name: string,
  handler: EventHandler,
  event: StoredEvent,
): Promise<void> {
  return once(db, event.id, name, () => handler(event));
}

/** Does a part of what an event asks for, unless an earlier try has done it already. */
export async function once(
  db: Db,
  eventId: string,
  part: string,
  work: () => Promise<void>,
): Promise<void> {
  const done = await db
    .selectFrom('domain_event_done')
    .select('part')
    .where('event_id', '=', eventId)
    .where('part', '=', part)
    .executeTakeFirst();
  if (done) return;
  await work();
  await db
    .insertInto('domain_event_done')
    .values({ event_id: eventId, part })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Gives an event to every handler, as a job of the former single queue has it. One that fails keeps none of the others from theirs, and a
 * second try reaches only those that have not succeeded yet.
 * @param handlers by a name that stays the same
 * @throws what the handlers threw, so that the queue tries again
 */
export async function deliver(
  db: Db,
  handlers: Readonly<Record<string, EventHandler>>,
  event: StoredEvent,
): Promise<void> {
  const errors: unknown[] = [];
  for (const [name, handle] of Object.entries(handlers)) {
    try {
      await handleOnce(db, name, handle, event);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} handlers failed`);
}
