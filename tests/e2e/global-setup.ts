import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../support/server.ts';

/**
 * Fills one small demonstration, which the journeys' servers copy, and starts one server for all
 * journeys that leave it as it is; tests find it in `MAILLAGE_E2E_URL`.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MAILLAGE_E2E_URL) return undefined;
  const filled = mkdtempSync(join(tmpdir(), 'maillage-filled-'));
  const first = await startServer({ dataFolder: filled });
  await first.stop();
  process.env.MAILLAGE_E2E_DATA = filled;
  const server = await startServer();
  process.env.MAILLAGE_E2E_URL = server.url;
  return async () => {
    const code = await server.stop();
    rmSync(filled, { recursive: true, force: true });
    if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.output()}`);
  };
}
