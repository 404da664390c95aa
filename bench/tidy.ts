import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Undo = () => Promise<void> | void;

const undos = new Set<Undo>();
let tidying: Promise<void> | null = null;

/** Remembers how to end something that must not outlive the bench; gives a way to end it now. */
export function atEnd(undo: Undo): () => Promise<void> {
  const once = async (): Promise<void> => {
    if (undos.delete(once)) await undo();
  };
  undos.add(once);
  return once;
}

/** Ends everything that is left, the latest first; a failure does not keep the others running. */
export function tidy(): Promise<void> {
  tidying ??= (async () => {
    for (const undo of [...undos].reverse()) {
      await Promise.resolve(undo()).catch((error: unknown) => console.error(String(error)));
    }
  })();
  return tidying;
}

/** A folder that is gone when the bench ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `maillage-bench-${name}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An interrupted bench leaves no server and no folder behind. */
export function tidyOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      void tidy().finally(() => process.exit(130));
    });
  }
}
