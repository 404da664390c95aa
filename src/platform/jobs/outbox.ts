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
 * Hands over the events that wait, oldest first, each batch in one transaction with its own mark:
 * a process that dies in between hands them over again, and the receiver's queue drops the second
 * by its id. Two processes never take the same event at once.
 * @returns number of events handed over
 */
export async function relayEvents(
  db: Db,
  receive: (trx: Db, event: StoredEvent) => Promise<void>,
  batch = 100,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const events = await trx
      .selectFrom('domain_event')
      .select(['id', 'type', 'payload'])
      .where('handled_at', 'is', null)
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const event of events) await receive(trx, event);
    if (events.length > 0) {
      await trx
        .updateTable('domain_event')
        .set({ handled_at: new Date() })
        .where(
          'id',
          'in',
          events.map((event) => event.id),
        )
        .execute();
    }
    return events.length;
  });
}
