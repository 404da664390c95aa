import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openDatabase } from '../../src/platform/db/open.ts';

/**
 * A data folder whose embedded database has every migration and the real territories, so that a
 * process which is started on it has nothing to prepare. On PostgreSQL the database is elsewhere,
 * and nothing is made.
 * @param data path of the folder
 */
export async function prepareDataFolder(data: string): Promise<void> {
  const { engine, reference } = inject('templates');
  if (engine !== 'pglite') return;
  const dataDir = join(data, 'database');
  const handle = await openDatabase({ dataDir, loadDataDir: await openAsBlob(reference) });
  await handle.close();
}
