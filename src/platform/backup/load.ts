import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type AppliedMigration, type Migration, migrateIn } from '../db/migrate.ts';
import type { Db } from '../db/schema.ts';
import { listForeignKeys, listTables, listTriggered } from './catalog.ts';
import { fixedTexts } from './dump.ts';
import { type DumpedTable, type Manifest, tableMember } from './manifest.ts';

const BATCH_ROWS = 2_000;
const BATCH_CHARACTERS = 2_000_000;

/**
 * Fills an empty database from a folder that `dumpDatabase` wrote, in the caller's transaction:
 * the schema as it was, the rows without triggers, the links between them checked at the end, then
 * the migrations since. Needs no more rights than owning the tables.
 * @param known the program's migrations; those of the manifest must be among them
 * @returns the migrations that the archive had not got yet
 * @throws when the rows do not fit the schema
 */
export async function loadDatabase(
  trx: Db,
  folder: string,
  manifest: Manifest,
  known: readonly Migration[],
): Promise<string[]> {
  await migrateIn(trx, archived(known, manifest.migrations));
  await fixedTexts(trx);
  const links = await listForeignKeys(trx);
  for (const { table, name } of links)
    await sql`ALTER TABLE ${sql.table(table)} DROP CONSTRAINT ${sql.id(name)}`.execute(trx);
  const triggered = await listTriggered(trx);
  for (const name of triggered)
    await sql`ALTER TABLE ${sql.table(name)} DISABLE TRIGGER USER`.execute(trx);
  // Migrations wrote rows of their own, which are among those of the archive.
  const present = await listTables(trx);
  if (present.length > 0)
    await sql`TRUNCATE ${sql.join(present.map(({ name }) => sql.table(name)))}`.execute(trx);

  for (const table of manifest.tables) {
    await loadTable(trx, folder, table);
    await expectRows(trx, table);
  }

  for (const name of triggered)
    await sql`ALTER TABLE ${sql.table(name)} ENABLE TRIGGER USER`.execute(trx);
  for (const { table, name, definition } of links)
    await sql`ALTER TABLE ${sql.table(table)} ADD CONSTRAINT ${sql.id(name)}
      ${sql.raw(definition)}`.execute(trx);
  for (const { name, value, called } of manifest.sequences)
    await sql`SELECT setval(${name}::regclass, ${value}::bigint, ${called})`.execute(trx);
  return migrateIn(trx, known);
}

function archived(known: readonly Migration[], wanted: readonly AppliedMigration[]): Migration[] {
  const names = new Set(wanted.map(({ name }) => name));
  return known.filter(({ name }) => names.has(name));
}

async function loadTable(trx: Db, folder: string, table: DumpedTable): Promise<void> {
  let batch: string[] = [];
  let characters = 0;
  for await (const line of linesOf(join(folder, tableMember(table.name)))) {
    batch.push(line);
    characters += line.length;
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    await insertRows(trx, table, batch);
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) await insertRows(trx, table, batch);
}

async function expectRows(trx: Db, { name, rows: wanted }: DumpedTable): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM ${sql.table(name)}`.execute(trx);
  const found = Number(rows[0]?.n);
  if (found !== wanted) throw new Error(`${name} has ${found} rows instead of ${wanted}`);
}

/** Lines that `\n` ends: `node:readline` would also break at U+2028, which texts may hold. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}

async function insertRows(trx: Db, { name, columns }: DumpedTable, rows: string[]): Promise<void> {
  const values = columns.map(
    ({ type }, at) => sql`(r ->> ${sql.lit(at)})::${sql.raw(typed(type))}`,
  );
  await sql`INSERT INTO ${sql.table(name)} (${sql.join(columns.map((one) => sql.ref(one.name)))})
    OVERRIDING SYSTEM VALUE
    SELECT ${sql.join(values)} FROM json_array_elements(${`[${rows.join(',')}]`}::json) AS r`.execute(
    trx,
  );
}

/** An archive is someone's file: what is put into a statement is a type's name and nothing else. */
function typed(type: string): string {
  if (!/^[a-z][a-z0-9_ ]*(\(\d+(,\d+)?\))?( with(out)? time zone)?(\[\])*$/.test(type))
    throw new Error(`Not a type of a column: ${type}`);
  return type;
}
