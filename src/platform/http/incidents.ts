import { Counter, type Registry } from 'prom-client';
import { type DatabaseTrouble, databaseTrouble } from '../db/trouble.ts';
import type { Log } from '../log/log.ts';

/** Where something broke: a page, the programming interface, work after an answer, a job. */
export type Where = 'page' | 'api' | 'background' | 'job';

/** How long a full disk is told of after the last write that failed for it, in milliseconds. */
const FULL_MS = 60_000;

/** What broke, in one place: each is logged, counted, and told apart from a mistake of ours. */
export class Incidents {
  readonly #log: Log;
  readonly #counter: Counter<'where' | 'kind'>;
  #full = Number.NEGATIVE_INFINITY;

  constructor(log: Log, registry: Registry) {
    this.#log = log;
    this.#counter = new Counter({
      name: 'maillage_errors_total',
      help: 'What broke, by place and by kind: down, busy and full are the database, bug is ours',
      labelNames: ['where', 'kind'],
      registers: [registry],
    });
  }

  /**
   * Logs and counts an error, once each time that it is caught for good.
   * @param about what the log says beside it; nothing personal
   * @returns the database's trouble, or null when the mistake is ours
   */
  report(error: unknown, where: Where, about: object = {}): DatabaseTrouble | null {
    const trouble = databaseTrouble(error);
    this.#counter.inc({ where, kind: trouble ?? 'bug' });
    if (trouble === 'full') this.#full = Date.now();
    this.#log.error({ err: error, where, ...(trouble ? { trouble } : {}), ...about }, 'failed');
    return trouble;
  }

  /** Whether a write failed in the last minute because there was no room. */
  get diskFull(): boolean {
    return Date.now() - this.#full < FULL_MS;
  }
}
