import type { Log } from '../platform/log/log.ts';

/** Work that goes on after an answer was sent; a graceful stop waits for it. */
export function backgroundWork(log: Log) {
  const running = new Set<Promise<void>>();
  return {
    run(name: string, work: () => Promise<void>): void {
      const task = work()
        .catch((error: unknown) => log.error({ err: error, work: name }, 'background work failed'))
        .finally(() => running.delete(task));
      running.add(task);
    },
    async idle(): Promise<void> {
      await Promise.all(running);
    },
  };
}
