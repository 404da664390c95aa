import { z } from 'zod';

/** Raised when an older program could no longer read an archive. */
export const ARCHIVE_FORMAT = 1;
/** The archive's last member: what is in it, so that a cut archive has none. */
export const MANIFEST = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const table = z.object({
  name: z.string(),
  /** In the order of each row's values. */
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.int().min(0),
});

const sequence = z.object({ name: z.string(), value: z.number(), called: z.boolean() });

export const manifestSchema = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  program: z.object({ name: z.literal('maillage'), version: z.string() }),
  madeAt: z.iso.datetime(),
  engine: z.object({ name: z.enum(['pglite', 'postgres']), version: z.string() }),
  migrations: z.array(z.object({ name: z.string(), sha256 })),
  tables: z.array(table),
  sequences: z.array(sequence),
  /** Events that nobody had finished with: they are handed over again after a restore. */
  waiting: z.int().min(0),
  files: z.object({
    /** Named by the database and gone by the time they were copied, with their record. */
    removedMeanwhile: z.array(z.string()),
    /** Named by the database, and not there: lost before the backup. */
    missing: z.array(z.string()),
  }),
  secret: z.object({
    /** Names the secret that belongs to this alliance without giving it away. */
    fingerprint: z.string(),
    included: z.boolean(),
    note: z.string(),
  }),
  members: z.array(z.object({ name: z.string(), size: z.int().min(0), sha256 })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type DumpedTable = z.infer<typeof table>;
export type DumpedSequence = z.infer<typeof sequence>;
export type Member = Manifest['members'][number];

/** The member that holds a table's rows: one JSON array of texts and nulls a line. */
export function tableMember(name: string): string {
  return `database/${name}.ndjson`;
}

/** The member that holds a file. */
export function fileMember(key: string): string {
  return `files/${key}`;
}
