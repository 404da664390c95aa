import type { Db } from '../../../../platform/db/schema.ts';
import { hitRateLimit } from '../../../../platform/http/rate-limit.ts';
import type { ConventionStatus } from '../domain.ts';
import '../tables.ts';

export interface KeptFile {
  readonly key: string;
  readonly fileName: string;
  readonly type: string;
}

/** The sealed document or the scanned copy of a convention, for `sendDocument`. */
export async function conventionFile(
  db: Db,
  id: string,
  which: 'sealed' | 'scan',
): Promise<KeptFile | null> {
  const row = await db
    .selectFrom('convention as c')
    .innerJoin('partnership as s', 's.id', 'c.partnership_id')
    .select(['c.sealed_key', 'c.scan_key', 'c.scan_name', 'c.scan_type', 'c.number', 's.reference'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  if (which === 'scan')
    return row.scan_key
      ? { key: row.scan_key, fileName: row.scan_name ?? 'scan', type: row.scan_type ?? '' }
      : null;
  const fileName = `convention-${row.reference}-${row.number}.pdf`;
  return row.sealed_key ? { key: row.sealed_key, fileName, type: 'application/pdf' } : null;
}

export interface Verified {
  readonly reference: string;
  readonly number: number;
  readonly sealedAt: string;
  readonly status: ConventionStatus;
}

/** Counts an address that checks files: seconds to wait when it checks too many, else 0. */
export function waitToVerify(db: Db, clientAddress: string): Promise<number> {
  return hitRateLimit(db, `verify:${clientAddress}`, 30, 3600);
}

/**
 * The sealed convention that a file is, by the file's own digest: whoever has the file may know
 * that it is the one that was signed, and learns nothing that it does not say.
 */
export async function findSealed(db: Db, sha256: string): Promise<Verified | null> {
  const row = await db
    .selectFrom('convention as c')
    .innerJoin('partnership as s', 's.id', 'c.partnership_id')
    .select(['s.reference', 'c.number', 'c.sealed_at', 'c.status'])
    .where('c.sealed_sha256', '=', sha256)
    .executeTakeFirst();
  return row?.sealed_at
    ? {
        reference: row.reference,
        number: row.number,
        sealedAt: row.sealed_at.toISOString(),
        status: row.status,
      }
    : null;
}
