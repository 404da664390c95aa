import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { DumpedSequence } from './manifest.ts';

/** A table of the program's schema and the columns that hold data of their own. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The list of applied migrations: making the schema writes it. */
const OF_THE_SCHEMA = 'schema_migration';

/** Every table with its columns; generated columns are left out, the database fills them. */
export async function listTables(db: Db): Promise<CatalogTable[]> {
  const { rows } = await sql<CatalogTable>`
    SELECT c.relname AS name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
        ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND c.relname <> ${OF_THE_SCHEMA}
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    GROUP BY c.relname ORDER BY c.relname`.execute(db);
  return rows;
}

/** Every sequence with its state, those of identity columns too. */
export async function listSequences(db: Db): Promise<DumpedSequence[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class
    WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY 1`.execute(db);
  const found: DumpedSequence[] = [];
  for (const { name } of rows) {
    const state = await sql<{ value: number; called: boolean }>`
      SELECT last_value AS value, is_called AS called FROM ${sql.table(name)}`.execute(db);
    const [one] = state.rows;
    if (one) found.push({ name, value: Number(one.value), called: one.called });
  }
  return found;
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function listForeignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.conparentid = 0
      AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2`.execute(db);
  return rows;
}

/** Tables with triggers of the program's own. */
export async function listTriggered(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
    ORDER BY 1`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Empties the schema of the program's tables, sequences and functions, and the queue's schema;
 * what extensions brought stays.
 */
export async function dropEverything(trx: Db, queueSchema: string): Promise<void> {
  await sql`DROP SCHEMA IF EXISTS ${sql.id(queueSchema)} CASCADE`.execute(trx);
  const { rows } = await sql<{ statement: string }>`
    SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) AS statement
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND ${own(sql`c.relnamespace`, sql`c.oid`)}
    UNION ALL
    SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', c.oid::regclass)
    FROM pg_class c WHERE c.relkind = 'S' AND ${own(sql`c.relnamespace`, sql`c.oid`)}
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p WHERE ${own(sql`p.pronamespace`, sql`p.oid`)}`.execute(trx);
  for (const { statement } of rows) await sql.raw(statement).execute(trx);
}

function own(namespace: ReturnType<typeof sql>, oid: ReturnType<typeof sql>) {
  return sql`${namespace} = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = ${oid} AND d.deptype = 'e')`;
}
