import { setTimeout as pause } from 'node:timers/promises';
import { type ConstructorOptions, fromKysely, fromPglite, type Job, PgBoss } from 'pg-boss';
import type { DatabaseHandle } from '../db/open.ts';
import type { Log } from '../log/log.ts';
import { deliver, type EventHandler, relayEvents, type StoredEvent } from './outbox.ts';

/** What runs at set times: a cron line in Paris time. */
export interface Scheduled {
  readonly name: string;
  readonly cron: string;
  readonly run: () => Promise<void>;
}

export interface Jobs {
  /** Looks at the outbox now instead of at the next poll. */
  wake(): void;
  /** Lets running work end, then stops. */
  stop(): Promise<void>;
}

const EVENT_QUEUE = 'domain-event';
/** Doubling from 5 s over 12 tries: about six hours before an event is given up, visibly. */
const RETRY = { retryLimit: 12, retryDelay: 5, retryBackoff: true } as const;
const POLL_MS = 2_000;
const GAP_MS = 50;

/**
 * Starts the queue on the same database: events of the outbox become jobs that are retried with
 * growing delays, scheduled work runs once over all processes.
 */
export async function startJobs(options: {
  readonly handle: DatabaseHandle;
  readonly log: Log;
  /** By a name that stays the same: it tells which of them are done. */
  readonly handlers: Readonly<Record<string, EventHandler>>;
  readonly schedule: readonly Scheduled[];
}): Promise<Jobs> {
  const { handle, log } = options;
  const boss = new PgBoss({ db: queueDatabase(handle), schema: 'jobs' });
  boss.on('error', (error) => log.error({ err: error }, 'queue'));
  await boss.start();
  await boss.createQueue(EVENT_QUEUE, RETRY);
  await boss.work<StoredEvent>(
    EVENT_QUEUE,
    { pollingIntervalSeconds: 1 },
    async (jobs: Job<StoredEvent>[]) => {
      for (const job of jobs) await deliver(handle.db, options.handlers, job.data);
    },
  );
  for (const scheduled of options.schedule) await addSchedule(boss, scheduled);

  const relay = relayLoop(handle, boss, log);
  return {
    wake: relay.wake,
    async stop() {
      await relay.stop();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

async function addSchedule(boss: PgBoss, scheduled: Scheduled): Promise<void> {
  await boss.createQueue(scheduled.name, { policy: 'short', retryLimit: 2 });
  await boss.work(scheduled.name, { pollingIntervalSeconds: 30 }, scheduled.run);
  await boss.schedule(scheduled.name, scheduled.cron, {}, { tz: 'Europe/Paris' });
}

/**
 * The database as the queue uses it. Its upkeep sends several statements at once and reads what
 * each of them answers; a query builder would hand back one answer, and the upkeep would stand still.
 */
export function queueDatabase(handle: DatabaseHandle): NonNullable<ConstructorOptions['db']> {
  const { pglite, pool, db } = handle;
  if (pglite) return fromPglite(pglite);
  if (!pool) return fromKysely(db);
  return {
    async executeSql(text, values) {
      const answers = [await pool.query(text, values)].flat();
      return { rows: answers.flatMap(({ rows }) => rows ?? []) };
    },
  };
}

function relayLoop(handle: DatabaseHandle, boss: PgBoss, log: Log) {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  let waiting = false;
  const once = async (): Promise<void> => {
    try {
      while (!stopped) {
        const moved = await relayEvents(handle.db, async (trx, event) => {
          await boss.send(
            EVENT_QUEUE,
            { ...event },
            { ...RETRY, id: event.id, db: fromKysely(trx) },
          );
        });
        if (moved === 0) return;
      }
    } catch (error) {
      log.error({ err: error }, 'outbox relay');
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
