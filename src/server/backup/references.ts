import { sql } from 'kysely';
import type { Db } from '../../platform/db/schema.ts';

/** Columns that name a file of the store, and what the same row says of its content. */
interface FileColumn {
  readonly table: string;
  readonly key: string;
  /** SHA-256, hexadecimal. */
  readonly sha256?: string;
  readonly size?: string;
}

/** Every column that names a file; a test holds them to the schema. */
export const FILE_COLUMNS: readonly FileColumn[] = [
  { table: 'convention', key: 'sealed_key', sha256: 'sealed_sha256' },
  { table: 'convention', key: 'scan_key', sha256: 'scan_sha256' },
  { table: 'import_run', key: 'rejected_file' },
  { table: 'import_run', key: 'source_file' },
  { table: 'model_document', key: 'file_key', sha256: 'sha256', size: 'size' },
  { table: 'partner_document', key: 'file_key', sha256: 'sha256', size: 'size' },
];

export interface FileReference {
  readonly key: string;
  readonly sha256: string | null;
  /** Bytes. */
  readonly size: number | null;
}

/** The files that the database names, each once, with what it says of them. */
export async function listReferences(db: Db): Promise<FileReference[]> {
  const parts = FILE_COLUMNS.map(
    ({ table, key, sha256, size }) => sql`
      SELECT ${sql.ref(key)} AS key, ${sha256 ? sql.ref(sha256) : sql`NULL`}::text AS sha256,
        ${size ? sql.ref(size) : sql`NULL`}::bigint AS size
      FROM ${sql.table(table)} WHERE ${sql.ref(key)} IS NOT NULL`,
  );
  const { rows } = await sql<FileReference>`
    SELECT key, max(sha256) AS sha256, max(size) AS size
    FROM (${sql.join(parts, sql` UNION ALL `)}) AS named GROUP BY key ORDER BY key`.execute(db);
  return rows;
}

/** Which of these keys the database still names. */
export async function stillNamed(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const named = new Set((await listReferences(db)).map(({ key }) => key));
  return new Set(keys.filter((key) => named.has(key)));
}
