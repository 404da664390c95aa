import type { Incidents } from '../platform/http/incidents.ts';

/** Work that goes on after an answer was sent; a graceful stop waits for it. */
export function backgroundWork(incidents: Incidents) {
  const running = new Set<Promise<void>>();
  return {
    run(name: string, work: () => Promise<void>): void {
      const task = work()
        .catch((error: unknown) => void incidents.report(error, 'background', { work: name }))
        .finally(() => running.delete(task));
      running.add(task);
    },
    async idle(): Promise<void> {
      await Promise.all(running);
    },
  };
}
