import { setTimeout as pause } from 'node:timers/promises';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Db } from '../db/schema.ts';
import type { Log } from '../log/log.ts';
import { plainError } from '../outgoing/refused.ts';
import { relayEvents, type StoredEvent } from './outbox.ts';

const POLL_MS = 2_000;
const GAP_MS = 50;

export interface RelayOptions {
  readonly boss: PgBoss;
  readonly db: Db;
  readonly log: Log;
  /** Queues that want an event. */
  readonly queuesOf: (event: StoredEvent) => readonly string[];
  /** Types of events that somebody waits for: they overtake the others. */
  readonly urgent: readonly string[];
  /** There is something new in these queues. */
  readonly moved: (queues: Iterable<string>) => void;
}

/** Moves events from the outbox to the queues of those who want them, now and when woken. */
export function startRelay(options: RelayOptions) {
  const { boss, db, log } = options;
  const urgent = new Set(options.urgent);
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  let waiting = false;
  const hand = async (trx: Db, events: readonly StoredEvent[]): Promise<Set<string>> => {
    const byQueue = new Map<string, StoredEvent[]>();
    for (const event of events)
      for (const queue of options.queuesOf(event))
        byQueue.set(queue, [...(byQueue.get(queue) ?? []), event]);
    for (const [queue, wanted] of byQueue)
      await boss.insert(
        queue,
        // The event's id is the job's: handed over twice, it is one job.
        wanted.map((event) => ({
          id: event.id,
          data: { ...event },
          priority: urgent.has(event.type) ? 1 : 0,
        })),
        { db: fromKysely(trx) },
      );
    return new Set(byQueue.keys());
  };
  const once = async (): Promise<void> => {
    try {
      while (!stopped) {
        let queues = new Set<string>();
        const moved = await relayEvents(
          db,
          async (trx, events) => {
            queues = await hand(trx, events);
          },
          { first: options.urgent },
        );
        options.moved(queues);
        if (moved === 0) return;
      }
    } catch (error) {
      log.error({ problem: plainError(error) }, 'outbox relay');
    }
  };
  const run = (): void => {
    // Woken many times meanwhile, the next turn is for all of them.
    if (stopped || waiting) return;
    waiting = true;
    clearTimeout(timer);
    const turn = (): Promise<void> => {
      waiting = false;
      // Writers that wake it hundreds of times a second share a turn.
      return once().then(() => pause(GAP_MS));
    };
    running = running.then(turn).finally(() => {
      if (!stopped) timer = setTimeout(run, POLL_MS).unref();
    });
  };
  run();
  return {
    wake: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
