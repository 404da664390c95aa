import { type ConstructorOptions, fromKysely, fromPglite, PgBoss } from 'pg-boss';
import { inLane } from '../db/lanes.ts';
import type { DatabaseHandle } from '../db/open.ts';
import type { Log } from '../log/log.ts';
import { returnLost, takeUpWaiting, tryAgain } from './commands.ts';
import { deliver, type EventHandler, handleOnce, type StoredEvent, wants } from './outbox.ts';
import type { Worker } from './places.ts';
import { type QueueSource, type QueueState, queueStates } from './queries.ts';
import { startRelay } from './relay.ts';
import { startWork, type Work } from './work.ts';

/** What runs at set times: a cron line in Paris time. */
export interface Scheduled {
  readonly name: string;
  readonly cron: string;
  readonly run: () => Promise<void>;
}

export interface JobsOptions {
  /** By a name that stays the same: it tells which of them are done. Each has a queue of its own. */
  readonly handlers: Readonly<Record<string, EventHandler>>;
  readonly schedule: readonly Scheduled[];
  /** Queues that `add` fills. */
  readonly works?: readonly Work[];
  /** Types of events that somebody waits for: they overtake the others. */
  readonly urgent?: readonly string[];
  /** Queues that are kept elsewhere than in jobs; shown and counted with the others. */
  readonly sources?: readonly QueueSource[];
}

export interface Jobs {
  /** Begins to work; until then jobs are only taken in. */
  start(options: JobsOptions): Promise<void>;
  /** Looks at the outbox now instead of at the next poll. */
  wake(): void;
  /** Puts a job in a queue; the second with its id changes nothing. `data` must be JSON. */
  add(queue: string, id: string, data: object): Promise<void>;
  /** How every queue stands. */
  states(): Promise<QueueState[]>;
  /** Tries again now what failed or waits for its next try: one job, or all of a queue. */
  again(queue: string, id: string | null): Promise<void>;
  /** Lets running work end within ten seconds, then stops. */
  stop(): Promise<void>;
}

/** Where all events went before each handler had a queue: what an older version left is done. */
const FORMER_QUEUE = 'domain-event';
/** Doubling from 5 s over 12 tries: about six hours before an event is given up, visibly. */
const RETRY = { retryLimit: 12, retryDelay: 5, retryBackoff: true } as const;
/** A job whose process died is looked for this often, in seconds. */
const SUPERVISE = { superviseIntervalSeconds: 20, monitorIntervalSeconds: 20 };
const HANDLER_WORKERS = 4;
const HANDLER_LOST_AFTER = 300;
const SCHEDULED_LOST_AFTER = 3600;
const SCHEDULED_POLL_SECONDS = 20;
const GRACE_MS = 5_000;

/** Jobs, however many run at once, leave connections to those who wait for a page. */
function inJobsLane(work: Work): Work {
  return { ...work, run: (job, signal) => inLane('jobs', () => work.run(job, signal)) };
}

/**
 * Opens the queues on the same database: events of the outbox become one job for each handler that
 * wants them, every job is retried by itself with growing delays, scheduled work runs once over
 * all processes.
 */
export async function openJobs(handle: DatabaseHandle, log: Log): Promise<Jobs> {
  const { db } = handle;
  const boss = new PgBoss({ db: queueDatabase(handle), schema: 'jobs', ...SUPERVISE });
  boss.on('error', (error) => log.error({ err: error }, 'queue'));
  await boss.start();
  // One embedded database has one process: what runs there now was left by one that died.
  if (handle.engine === 'pglite') await returnLost(db);

  const workers = new Map<string, Worker>();
  let relay: ReturnType<typeof startRelay> | null = null;
  let sources: readonly QueueSource[] = [];
  let known: readonly string[] = [];

  const worksOf = (options: JobsOptions): Work[] => [
    ...Object.entries(options.handlers).map(([name, handler]) => ({
      queue: eventQueue(name),
      workers: HANDLER_WORKERS,
      lostAfter: HANDLER_LOST_AFTER,
      run: ({ data }: { data: unknown }) => handleOnce(db, name, handler, data as StoredEvent),
    })),
    {
      queue: FORMER_QUEUE,
      workers: 1,
      lostAfter: HANDLER_LOST_AFTER,
      pollSeconds: SCHEDULED_POLL_SECONDS,
      run: ({ data }) => deliver(db, options.handlers, data as StoredEvent),
    },
    ...(options.works ?? []),
  ];

  return {
    async start(options) {
      const works = worksOf(options);
      const there = new Set((await boss.getQueues()).map(({ name }) => name));
      for (const { queue, lostAfter } of works)
        if (!there.has(queue))
          await boss.createQueue(queue, { ...RETRY, expireInSeconds: lostAfter });
      await takeUpWaiting(db, async (trx, queue, jobs) => {
        await boss.insert(queue, [...jobs], { db: fromKysely(trx) });
      });
      await forgetSchedules(boss, options.schedule);
      for (const { name, cron } of options.schedule) {
        if (!there.has(name))
          await boss.createQueue(name, {
            policy: 'short',
            retryLimit: 2,
            expireInSeconds: SCHEDULED_LOST_AFTER,
          });
        await boss.schedule(name, cron, {}, { tz: 'Europe/Paris' });
      }
      const scheduled = options.schedule.map(({ name, run }) => ({
        queue: name,
        workers: 1,
        lostAfter: SCHEDULED_LOST_AFTER,
        pollSeconds: SCHEDULED_POLL_SECONDS,
        run,
      }));
      for (const work of [...works, ...scheduled])
        workers.set(work.queue, startWork(boss, db, log, inJobsLane(work)));
      sources = options.sources ?? [];
      known = [...workers.keys()];
      relay = startRelay({
        boss,
        db,
        log,
        urgent: options.urgent ?? [],
        queuesOf: (event) =>
          Object.entries(options.handlers)
            .filter(([, handler]) => wants(handler, event.type))
            .map(([name]) => eventQueue(name)),
        moved: (queues) => {
          for (const queue of queues) workers.get(queue)?.wake();
        },
      });
    },
    wake: () => relay?.wake(),
    async add(queue, id, data) {
      await boss.insert(queue, [{ id, data }]);
      workers.get(queue)?.wake();
    },
    states: () => queueStates(db, known, sources),
    async again(queue, id) {
      const source = sources.find(({ name }) => name === queue);
      if (source) return source.again();
      await tryAgain(db, queue, id);
      workers.get(queue)?.wake();
    },
    async stop() {
      await relay?.stop();
      await Promise.all([...workers.values()].map((worker) => worker.stop(GRACE_MS)));
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

/** The queue of a handler of events. */
export function eventQueue(handler: string): string {
  return `event-${handler}`;
}

/** What is no longer in the schedule would go on being asked for, and nobody would do it. */
async function forgetSchedules(boss: PgBoss, schedule: readonly Scheduled[]): Promise<void> {
  const wanted = new Set(schedule.map(({ name }) => name));
  for (const { name } of await boss.getSchedules())
    if (!wanted.has(name)) await boss.unschedule(name);
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
