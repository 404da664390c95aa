import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { compareRollups } from '../../modules/activity/public.ts';
import { compareOrientationRollup } from '../../modules/orientation/public.ts';
import type { Db } from '../../platform/db/schema.ts';
import type { FileStore } from '../../platform/files/files.ts';
import { type SealedCheck, trySecret } from '../installation/secret.ts';
import { type FileReference, listReferences } from './references.ts';

export interface VerifyReport {
  /** Roll-up rows that differ from the records. */
  readonly rollups: number;
  readonly files: {
    readonly looked: number;
    /** Named by the database and not in the store. */
    readonly missing: readonly string[];
    /** Of another size or digest than the database says. */
    readonly changed: readonly string[];
  };
  readonly sealed: SealedCheck;
  /** All of these together: 0 is an alliance that is whole. */
  readonly differences: number;
}

/**
 * Looks whether an alliance is whole: sums agree with the records, every file that the database
 * names is there with its digest, everything sealed opens with the secret.
 * @param gone keys that are known to have been removed since the database was copied
 */
export async function verifyAlliance(
  { db, files, secret }: { readonly db: Db; readonly files: FileStore; readonly secret: string },
  gone: readonly string[] = [],
): Promise<VerifyReport> {
  const rollups = (await compareRollups(db)) + (await compareOrientationRollup(db));
  const missing: string[] = [];
  const changed: string[] = [];
  const references = (await listReferences(db)).filter(({ key }) => !gone.includes(key));
  for (const reference of references) {
    const content = await files.get(reference.key);
    if (!content) missing.push(reference.key);
    else if (!(await isAsSaid(content, reference))) changed.push(reference.key);
  }
  const sealed = await trySecret(db, secret);
  const closed = sealed.closed.reduce((sum, { values }) => sum + values, 0);
  return {
    rollups,
    files: { looked: references.length, missing, changed },
    sealed,
    differences: rollups + missing.length + changed.length + closed,
  };
}

async function isAsSaid(content: Readable, { sha256, size }: FileReference): Promise<boolean> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  if (size !== null && Number(size) !== bytes) return false;
  return sha256 === null || hash.digest('hex') === sha256;
}
