import { sql } from 'kysely';
import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { noteEvent } from '../dossier/commands.ts';
import { partnerSearch } from '../search/domain.ts';
import '../tables.ts';
import { CHOICES, type Choice, type Moved, REFERENCES, TOGETHER, UNDO_DAYS } from './domain.ts';

export interface MergeFailure {
  readonly code:
    | 'not-found'
    | 'same-partner'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'undo-too-late'
    | 'undo-later-first'
    | 'siret-taken';
  readonly field: string;
}

type Row = Record<string, unknown>;

/** A partner's row with every column but the generated ones, as it lies in the database. */
async function rowOf(trx: Trx, id: string): Promise<Row | null> {
  const { rows } = await sql<{ row: Row }>`
    SELECT to_jsonb(p) - 'search' AS row FROM partner p WHERE id = ${id} FOR UPDATE`.execute(trx);
  return rows[0]?.row ?? null;
}

/**
 * Merges one record into another: the chosen values of each field survive, everything that hung on
 * either hangs on the kept one, both histories stay. Nothing is lost: what it takes to undo it is
 * kept with the merge.
 * @param versions what the one who merges saw of both; a change made meanwhile is not merged blindly
 * @param take fields whose value comes from the merged record
 */
export async function mergePartners(
  ctx: Ctx,
  scope: Scope<'partners.merge'>,
  keptId: string,
  mergedId: string,
  versions: { readonly kept: number; readonly merged: number },
  take: ReadonlySet<Choice>,
): Promise<Result<{ id: string }, MergeFailure>> {
  if (!isUuid(keptId) || !isUuid(mergedId)) return fail({ code: 'not-found', field: 'other' });
  if (keptId === mergedId) return fail({ code: 'same-partner', field: 'other' });
  return ctx.db.transaction().execute(async (trx) => {
    // In one order, whoever asks: two merges of the same pair wait for each other.
    const rows = new Map<string, Row | null>();
    for (const id of [keptId, mergedId].sort()) rows.set(id, await rowOf(trx, id));
    const kept = rows.get(keptId);
    const merged = rows.get(mergedId);
    if (!kept || !merged) return fail({ code: 'not-found', field: 'other' });
    for (const row of [kept, merged])
      if (!mayMerge(scope, row)) return fail({ code: 'out-of-scope', field: 'other' });
    if (kept.version !== versions.kept || merged.version !== versions.merged)
      return fail({ code: 'changed-meanwhile', field: 'form' });
    const after = chosen(kept, merged, take);
    const moved = await moveAll(trx, mergedId, keptId);
    // A member of the record that goes would hang on nothing, one of its own members on itself.
    if (after.parent_id === mergedId || (await isBelow(trx, after.parent_id, keptId)))
      after.parent_id = null;
    const grants = await moveGrants(trx, mergedId, keptId);
    await trx.deleteFrom('partner').where('id', '=', mergedId).execute();
    await writeRow(trx, keptId, { ...after, version: Number(kept.version) + 1 });
    const id = newId();
    await trx
      .insertInto('partner_merge')
      .values({
        id,
        kept_id: keptId,
        merged_id: mergedId,
        merged_name: String(merged.name),
        merged_row: JSON.stringify(merged),
        kept_before: JSON.stringify(kept),
        kept_after: JSON.stringify(after),
        moved: JSON.stringify(moved),
        grants: JSON.stringify(grants),
        merged_by: scope.accountId,
        merged_at: ctx.now,
        undone_by: null,
        undone_at: null,
      })
      .execute();
    await noteEvent(trx, keptId, 'merged', scope.accountId, { name: String(merged.name) });
    return ok({ id });
  });
}

/** Whether a partner is `above` itself or hangs somewhere below it. */
async function isBelow(trx: Trx, id: unknown, above: string): Promise<boolean> {
  if (!id) return false;
  const { rows } = await sql`WITH RECURSIVE up AS (
    SELECT id, parent_id FROM partner WHERE id = ${id}
    UNION SELECT p.id, p.parent_id FROM partner p JOIN up ON p.id = up.parent_id)
    SELECT 1 FROM up WHERE id = ${above}`.execute(trx);
  return rows.length > 0;
}

/** Both records must be within the reach of who says that they are one. */
function mayMerge(scope: Scope<'partners.merge'>, row: Row): boolean {
  return coversDepartment(scope, (row.department_code as string | null) ?? null);
}

/** The kept row with the values that were chosen from the other. */
function chosen(kept: Row, merged: Row, take: ReadonlySet<Choice>): Row {
  const after: Row = {};
  for (const choice of CHOICES)
    for (const column of [choice, ...(TOGETHER[choice] ?? [])])
      after[column] = take.has(choice) ? merged[column] : kept[column];
  const text = (column: string): string => String(after[column] ?? '');
  return {
    ...after,
    ...partnerSearch({
      name: text('name'),
      acronym: text('acronym'),
      siren: (after.siren as string | null) ?? null,
      siret: (after.siret as string | null) ?? null,
      rna: (after.rna as string | null) ?? null,
    }),
  };
}

/** Writes some columns of a row from JSON, whatever their types. */
async function writeRow(trx: Trx, id: string, values: Row): Promise<void> {
  const columns = Object.keys(values);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const from = sql.join(columns.map((column) => sql.ref(`r.${column}`)));
  await sql`UPDATE partner SET (${list}, updated_at) =
    (SELECT ${from}, now() FROM jsonb_populate_record(NULL::partner, ${JSON.stringify(values)}::jsonb) AS r)
    WHERE id = ${id}`.execute(trx);
}

async function moveAll(trx: Trx, from: string, to: string): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const { table, column, key, once } of REFERENCES) {
    const dropped = once ? await dropTwice(trx, { table, column, key }, from, to) : [];
    const { rows } = await sql<{ id: string }>`
      UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${to}
      WHERE ${sql.ref(column)} = ${from} RETURNING ${sql.ref(key)}::text AS id`.execute(trx);
    if (rows.length + dropped.length > 0)
      moved.push({ table, column, ids: rows.map(({ id }) => id), dropped });
  }
  return moved;
}

/** Takes out, and gives, the rows of the record that goes where the kept one has its own. */
async function dropTwice(
  trx: Trx,
  { table, column, key }: { table: string; column: string; key: string },
  from: string,
  to: string,
): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`
    DELETE FROM ${sql.table(table)} AS t WHERE ${sql.ref(`t.${column}`)} = ${from}
      AND EXISTS (SELECT FROM ${sql.table(table)} AS o
        WHERE ${sql.ref(`o.${column}`)} = ${to} AND ${sql.ref(`o.${key}`)} = ${sql.ref(`t.${key}`)})
    RETURNING to_jsonb(t) AS row`.execute(trx);
  return rows.map(({ row }) => row);
}

/** Accounts of the organisation go on seeing it; a grant that is there twice is kept once. */
async function moveGrants(trx: Trx, from: string, to: string): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`
    SELECT to_jsonb(g) AS row FROM account_grant g
    WHERE scope_kind = 'organisation' AND scope_code = ${from}`.execute(trx);
  await sql`DELETE FROM account_grant g WHERE scope_kind = 'organisation' AND scope_code = ${from}
    AND EXISTS (SELECT FROM account_grant o WHERE o.user_id = g.user_id AND o.role = g.role
      AND o.scope_kind = 'organisation' AND o.scope_code = ${to})`.execute(trx);
  await sql`UPDATE account_grant SET scope_code = ${to}
    WHERE scope_kind = 'organisation' AND scope_code = ${from}`.execute(trx);
  return rows.map(({ row }) => row);
}

/**
 * Undoes a merge within thirty days: the record that went comes back with all that it had; what
 * was added to the kept one since stays there, and so does what was changed on it since.
 */
export async function undoMerge(
  ctx: Ctx,
  scope: Scope<'partners.merge'>,
  mergeId: string,
): Promise<Result<{ restored: string }, MergeFailure>> {
  if (!isUuid(mergeId)) return fail({ code: 'not-found', field: 'form' });
  return ctx.db.transaction().execute(async (trx) => {
    const merge = await trx
      .selectFrom('partner_merge')
      .selectAll()
      .where('id', '=', mergeId)
      .forUpdate()
      .executeTakeFirst();
    if (!merge || merge.undone_at) return fail({ code: 'not-found', field: 'form' });
    if (ctx.now.getTime() - merge.merged_at.getTime() > UNDO_DAYS * 86_400_000)
      return fail({ code: 'undo-too-late', field: 'form' });
    const kept = await rowOf(trx, merge.kept_id);
    if (!kept) return fail({ code: 'undo-later-first', field: 'form' });
    // A later merge may have taken over what this one chose: last in, first out.
    const later = await trx
      .selectFrom('partner_merge')
      .select('id')
      .where('kept_id', '=', merge.kept_id)
      .where('undone_at', 'is', null)
      .where('id', '>', merge.id)
      .executeTakeFirst();
    if (later) return fail({ code: 'undo-later-first', field: 'form' });
    for (const row of [kept, merge.merged_row])
      if (!mayMerge(scope, row)) return fail({ code: 'out-of-scope', field: 'form' });
    const back = restored(kept, merge.kept_before, merge.kept_after);
    if (await identifierTaken(trx, merge.merged_row, merge.kept_id, back))
      return fail({ code: 'siret-taken', field: 'form' });
    // Identifiers go back before the record that bears them returns; federations after it.
    const { parent_id: parent, ...rest } = back;
    await writeRow(trx, merge.kept_id, { ...rest, version: Number(kept.version) + 1 });
    await insertRow(trx, { ...merge.merged_row, parent_id: null });
    await hangBelow(trx, merge.merged_id, merge.merged_row.parent_id);
    await hangBelow(trx, merge.kept_id, parent);
    for (const one of merge.moved) await moveBack(trx, one, merge.merged_id, merge.kept_id);
    await restoreGrants(trx, merge.merged_id, merge.kept_id, merge.grants);
    await trx
      .updateTable('partner_merge')
      .set({ undone_at: ctx.now, undone_by: scope.accountId })
      .where('id', '=', mergeId)
      .execute();
    await noteEvent(trx, merge.kept_id, 'unmerged', scope.accountId, { name: merge.merged_name });
    return ok({ restored: merge.merged_id });
  });
}

/** Gives rows back to the record that returns, and those that had to make room. */
async function moveBack(trx: Trx, one: Moved, merged: string, kept: string): Promise<void> {
  const { table, column, ids, dropped } = one;
  const key = REFERENCES.find((known) => known.table === table && known.column === column)?.key;
  await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${merged}
    WHERE ${sql.ref(key ?? 'id')}::text = ANY(${[...ids]}) AND ${sql.ref(column)} = ${kept}`.execute(
    trx,
  );
  for (const row of dropped)
    await sql`INSERT INTO ${sql.table(table)}
      SELECT * FROM jsonb_populate_record(NULL::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)
      ON CONFLICT DO NOTHING`.execute(trx);
}

/** Fields that are still as the merge left them go back to what they were; the others stay. */
function restored(now: Row, before: Row, after: Row): Row {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const back: Row = {};
  for (const choice of CHOICES) {
    const columns = [choice, ...(TOGETHER[choice] ?? [])];
    const untouched = columns.every((column) => same(now[column], after[column]));
    for (const column of columns) back[column] = untouched ? before[column] : now[column];
  }
  const text = (column: string): string => String(back[column] ?? '');
  return {
    ...back,
    ...partnerSearch({
      name: text('name'),
      acronym: text('acronym'),
      siren: (back.siren as string | null) ?? null,
      siret: (back.siret as string | null) ?? null,
      rna: (back.rna as string | null) ?? null,
    }),
  };
}

async function identifierTaken(trx: Trx, row: Row, keptId: string, back: Row): Promise<boolean> {
  if (!row.siret) return false;
  if (back.siret === row.siret) return true;
  const { rows } =
    await sql`SELECT 1 FROM partner WHERE siret = ${row.siret} AND id <> ${keptId}`.execute(trx);
  return rows.length > 0;
}

async function insertRow(trx: Trx, row: Row): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  await sql`INSERT INTO partner (${columns})
    SELECT ${columns} FROM jsonb_populate_record(NULL::partner, ${JSON.stringify(row)}::jsonb)`.execute(
    trx,
  );
}

/** Puts a record below a federation again, unless that is gone or would hang on itself by now. */
async function hangBelow(trx: Trx, id: string, parent: unknown): Promise<void> {
  if (parent && (await isBelow(trx, parent, id))) return;
  await sql`UPDATE partner SET parent_id = (SELECT id FROM partner WHERE id = ${parent ?? null}::uuid)
    WHERE id = ${id}`.execute(trx);
}

async function restoreGrants(
  trx: Trx,
  merged: string,
  kept: string,
  grants: readonly Row[],
): Promise<void> {
  for (const grant of grants) {
    const { rows } = await sql`UPDATE account_grant SET scope_code = ${merged}
      WHERE id = ${grant.id} AND scope_code = ${kept} RETURNING id`.execute(trx);
    if (rows.length > 0) continue;
    // It was there twice when the two were one: the second comes back, if its account is there.
    await sql`INSERT INTO account_grant (id, user_id, role, scope_kind, scope_code, granted_by)
      SELECT ${newId()}, u.id, ${grant.role}, 'organisation', ${merged}, NULL
      FROM auth_user u WHERE u.id = ${grant.user_id}
      ON CONFLICT DO NOTHING`.execute(trx);
  }
}
