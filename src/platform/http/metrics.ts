import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { backupAge, readBackupState } from '../backup/state.ts';
import type { Db } from '../db/schema.ts';
import type { QueueState } from '../jobs/queries.ts';
import { outgoingSeconds } from '../outgoing/metrics.ts';

/** Prometheus metrics of one process, and of the outbox that all processes share. */
export class Metrics {
  /** For what is counted elsewhere. */
  readonly registry = new Registry();
  readonly #durations: Histogram<'method' | 'status'>;
  readonly #waiting: Gauge;
  readonly #queues: Gauge<'queue' | 'state'>;
  readonly #oldest: Gauge<'queue'>;
  readonly #backup: Gauge;
  readonly headers: Record<string, string>;

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'maillage_' });
    this.#durations = new Histogram({
      name: 'maillage_http_request_seconds',
      help: 'Duration of HTTP requests in seconds',
      labelNames: ['method', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
    this.#waiting = new Gauge({
      name: 'maillage_outbox_waiting',
      help: 'Domain events that wait to be handed to the queue',
      registers: [this.registry],
    });
    this.#backup = new Gauge({
      name: 'maillage_backup_age_seconds',
      help: 'Age of the last verified backup in BACKUP_FOLDER; +Inf when there is none',
      registers: [this.registry],
    });
    this.#queues = new Gauge({
      name: 'maillage_queue_jobs',
      help: 'Jobs of a queue that wait, run, or were given up in the last week',
      labelNames: ['queue', 'state'],
      registers: [this.registry],
    });
    this.#oldest = new Gauge({
      name: 'maillage_queue_oldest_seconds',
      help: 'Age of the oldest job of a queue that waits, in seconds; 0 when none does',
      labelNames: ['queue'],
      registers: [this.registry],
    });
    this.registry.registerMetric(outgoingSeconds);
    this.headers = { 'content-type': this.registry.contentType };
  }

  /** Counts one answered request; seconds of server time. */
  observe(method: string, status: number, seconds: number): void {
    this.#durations.observe({ method, status: String(status) }, seconds);
  }

  /** The text that a Prometheus server scrapes. */
  async text(db: Db, queues: readonly QueueState[]): Promise<string> {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM domain_event WHERE handled_at IS NULL`.execute(db);
    this.#waiting.set(Number(rows[0]?.n ?? 0));
    this.#backup.set(backupAge(await readBackupState(db), new Date()));
    for (const { name, waiting, running, failed, oldestAt } of queues) {
      this.#queues.set({ queue: name, state: 'waiting' }, waiting);
      this.#queues.set({ queue: name, state: 'running' }, running);
      this.#queues.set({ queue: name, state: 'failed' }, failed);
      const age = oldestAt ? (Date.now() - Date.parse(oldestAt)) / 1000 : 0;
      this.#oldest.set({ queue: name }, Math.max(0, age));
    }
    return this.registry.metrics();
  }
}
