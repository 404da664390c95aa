import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { backupAge, readBackupState } from '../backup/state.ts';
import type { Db } from '../db/schema.ts';

/** Prometheus metrics of one process, and of the outbox that all processes share. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #durations: Histogram<'method' | 'status'>;
  readonly #waiting: Gauge;
  readonly #backup: Gauge;
  readonly headers: Record<string, string>;

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'maillage_' });
    this.#durations = new Histogram({
      name: 'maillage_http_request_seconds',
      help: 'Duration of HTTP requests in seconds',
      labelNames: ['method', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.#registry],
    });
    this.#waiting = new Gauge({
      name: 'maillage_outbox_waiting',
      help: 'Domain events that wait to be handed to the queue',
      registers: [this.#registry],
    });
    this.#backup = new Gauge({
      name: 'maillage_backup_age_seconds',
      help: 'Age of the last verified backup in BACKUP_FOLDER; +Inf when there is none',
      registers: [this.#registry],
    });
    this.headers = { 'content-type': this.#registry.contentType };
  }

  /** Counts one answered request; seconds of server time. */
  observe(method: string, status: number, seconds: number): void {
    this.#durations.observe({ method, status: String(status) }, seconds);
  }

  /** The text that a Prometheus server scrapes. */
  async text(db: Db): Promise<string> {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM domain_event WHERE handled_at IS NULL`.execute(db);
    this.#waiting.set(Number(rows[0]?.n ?? 0));
    this.#backup.set(backupAge(await readBackupState(db), new Date()));
    return this.#registry.metrics();
  }
}
