import { hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import { unseal } from '../../platform/access/seal.ts';
import type { Db } from '../../platform/db/schema.ts';
import { readSetting } from '../../platform/db/setting.ts';

/** Columns whose text was sealed with the installation's secret; a test holds them to the schema. */
export const SEALED_COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['advisor_appointment', 'sealed_contact'],
  ['device_signature', 'sealed'],
  ['follow_up_consent', 'sealed_witness'],
  ['follow_up_consent', 'sealed_words'],
  ['follow_up_note', 'sealed_text'],
  ['followed_person', 'sealed_person'],
  ['orientation', 'sealed_contact'],
  ['webhook', 'sealed_secret'],
  ['workshop_registration', 'sealed_contact'],
];

/** The setting that names the secret a database belongs to. */
const FINGERPRINT = 'installation.secret';

/**
 * Names a secret without giving it away: a derived key of its own, which opens nothing. 128 bits
 * as 32 hexadecimal digits.
 */
export function fingerprintOf(secret: string): string {
  const derived = hkdfSync('sha256', secret, 'maillage', 'secret fingerprint', 16);
  return Buffer.from(derived).toString('hex');
}

/** The fingerprint that the database keeps; undefined when it was never written. */
export function keptFingerprint(db: Db): Promise<string | undefined> {
  return readSetting<string>(db, FINGERPRINT);
}

/** Writes the fingerprint, once: of two processes with two secrets the first one's stays. */
export async function keepFingerprint(db: Db, secret: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key: FINGERPRINT, value: JSON.stringify(fingerprintOf(secret)) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export interface SealedCheck {
  readonly looked: number;
  /** Values that the secret does not open, a table and column each. */
  readonly closed: readonly { readonly column: string; readonly values: number }[];
}

/**
 * Tries the secret on sealed values, a page at a time.
 * @param most values to try of each column; all by default
 */
export async function trySecret(
  db: Db,
  secret: string,
  most = Number.POSITIVE_INFINITY,
): Promise<SealedCheck> {
  let looked = 0;
  const closed: { column: string; values: number }[] = [];
  for (const [table, column] of SEALED_COLUMNS) {
    if (!(await hasColumn(db, table, column))) continue;
    let values = 0;
    for await (const sealed of sealedValues(db, table, column, most)) {
      looked += 1;
      if (!opens(secret, sealed)) values += 1;
    }
    if (values > 0) closed.push({ column: `${table}.${column}`, values });
  }
  return { looked, closed };
}

const PAGE = 500;

async function* sealedValues(db: Db, table: string, column: string, most: number) {
  let after = '(0,0)';
  for (let given = 0; given < most; ) {
    const { rows } = await sql<{ at: string; sealed: string }>`
      SELECT ctid::text AS at, ${sql.ref(column)} AS sealed FROM ${sql.table(table)}
      WHERE ctid > ${after}::tid AND ${sql.ref(column)} IS NOT NULL
      ORDER BY ctid LIMIT ${Math.min(PAGE, most - given)}`.execute(db);
    for (const { sealed } of rows) yield sealed;
    given += rows.length;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.at ?? after;
  }
}

/** An older schema has not got every column yet. */
async function hasColumn(db: Db, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(${table}) AND attname = ${column}
      AND NOT attisdropped`.execute(db);
  return rows.length > 0;
}

function opens(secret: string, sealed: string): boolean {
  try {
    unseal(secret, sealed);
    return true;
  } catch {
    return false;
  }
}
