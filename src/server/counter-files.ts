import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Services } from '../platform/http/services.ts';

/** Vite's manifest: what each entry became. */
const manifest = z.record(
  z.string(),
  z.object({
    name: z.string().optional(),
    file: z.string(),
    isEntry: z.boolean().optional(),
    css: z.array(z.string()).optional(),
  }),
);

/** Where the built files of the counter are. @throws when they were not built */
export function readCounterFiles(folder: string): Services['counterFiles'] {
  const entries = Object.values(
    manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))),
  ).filter(({ isEntry }) => isEntry);
  const named = (name: string) => {
    const found = entries.find((entry) => entry.name === name);
    if (!found) throw new Error(`the counter was built without its ${name}`);
    return found;
  };
  const [counter, worker] = [named('counter'), named('worker')];
  return {
    script: `/assets/counter/${counter.file}`,
    style: `/assets/counter/${counter.css?.[0] ?? ''}`,
    worker: readFileSync(join(folder, worker.file), 'utf8'),
  };
}
