import { setTimeout as pause } from 'node:timers/promises';

/** Who empties a queue in this process. */
export interface Worker {
  /** Looks for work now instead of at the next poll. */
  wake(): void;
  /** Takes nothing more, waits for what runs, then aborts it; takes at most two seconds longer. */
  stop(graceMs: number): Promise<void>;
}

export interface Places {
  /** How many tasks run side by side. */
  readonly places: number;
  readonly pollMs: number;
  /** Takes at most so many tasks. */
  take(free: number): Promise<readonly ((signal: AbortSignal) => Promise<void>)[]>;
  /** Taking, or a task, has failed. */
  failed(error: unknown): void;
}

const LAST_MS = 2_000;

/**
 * Keeps a number of places busy. Tasks are taken one by one as places become free: one that hangs
 * keeps its place and no other.
 */
export function keepBusy({ places, pollMs, take, failed }: Places): Worker {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let stopped = false;
  let again = false;
  let looking: Promise<void> | null = null;

  const fill = async (): Promise<void> => {
    while (again && !stopped && running.size < places) {
      again = false;
      for (const work of await take(places - running.size)) {
        // There may be more of it: looked for until nothing comes.
        again = true;
        const task = work(stopping.signal)
          .catch(failed)
          .finally(() => {
            running.delete(task);
            wake();
          });
        running.add(task);
      }
    }
  };
  const wake = (): void => {
    again = true;
    if (stopped || looking) return;
    looking = fill()
      .catch(failed)
      .finally(() => {
        looking = null;
      });
  };
  const timer = setInterval(wake, pollMs).unref();
  wake();
  return {
    wake,
    async stop(graceMs) {
      stopped = true;
      clearInterval(timer);
      await looking;
      const done = (async () => {
        while (running.size > 0) await Promise.all(running);
      })();
      await Promise.race([done, pause(graceMs, null, { ref: false })]);
      stopping.abort();
      // What does not listen is left behind: it counts as lost, and is taken up again.
      await Promise.race([done, pause(LAST_MS, null, { ref: false })]);
    },
  };
}
