import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { type Undone, type UndoTable, undoBatch } from '../../../platform/imports/undo.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { isMapped, type MappedKind } from '../domain.ts';
import '../tables.ts';

const TABLES: Readonly<Record<MappedKind, UndoTable>> = {
  partners: { table: 'partner', own: [], links: {} },
  partnerships: {
    table: 'partnership',
    own: ['partnership_territory', 'partnership_place', 'partnership_move'],
    links: {
      partnership_territory: ['partnership_id', 'territory_kind', 'territory_code'],
      partnership_place: ['partnership_id', 'place_id'],
    },
  },
};

/** Raised by the database when two records would have one number. */
const UNIQUE_VIOLATION = '23505';

export interface UndoFailure {
  readonly code: 'not-found' | 'undo-conflict';
  readonly field: string;
}

/**
 * Undoes an import of partners or partnerships as one: what it created and nobody used since is
 * removed, what it changed and nobody changed since is again as it was.
 */
export async function undoImport(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  id: string,
): Promise<Result<Undone, UndoFailure>> {
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      const run = await trx
        .selectFrom('import_run')
        .select(['kind'])
        .where('id', '=', id)
        .where('status', '=', 'done')
        .where('dry_run', '=', false)
        .forUpdate()
        .executeTakeFirst();
      if (!run || !isMapped(run.kind)) return fail({ code: 'not-found', field: 'form' });
      const undone = await undoBatch(trx, id, TABLES[run.kind]);
      await trx
        .updateTable('import_run')
        .set({
          status: 'undone',
          undone_by: scope.accountId,
          undone_at: ctx.now,
          undone: JSON.stringify(undone),
        })
        .where('id', '=', id)
        .execute();
      await trx.deleteFrom('import_change').where('run_id', '=', id).execute();
      return ok(undone);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION)
      return fail({ code: 'undo-conflict', field: 'form' });
    throw error;
  }
}
