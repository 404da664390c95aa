import type { Ctx, Scope } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import { writeSetting } from '../../../../platform/db/setting.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import type { PartnershipType } from '../../domain.ts';
import { TYPE_SHEETS } from '../../types/domain.ts';
import type { Clause } from '../domain.ts';
import { OPERATOR_SETTING, type Operator } from '../queries.ts';
import { COMMON_PLACEHOLDERS, unknownPlaceholders } from './domain.ts';
import { currentTemplate } from './queries.ts';
import '../tables.ts';

export interface TemplateFailure {
  readonly code: 'placeholder-unknown' | 'changed-meanwhile';
  readonly field: string;
  /** The words that are none of ours. */
  readonly names?: readonly string[];
}

/** Every placeholder that a type's template may use. */
export function placeholdersOf(type: PartnershipType): readonly string[] {
  return [...COMMON_PLACEHOLDERS, ...TYPE_SHEETS[type].fields.map(({ key }) => `fiche.${key}`)];
}

/**
 * Writes the next version of a type's template. Conventions that exist keep theirs.
 * @param seen the version that the writer started from; a newer one is not overwritten
 */
export async function saveTemplate(
  ctx: Ctx,
  scope: Scope<'conventions.template'>,
  type: PartnershipType,
  seen: number,
  clauses: readonly Clause[],
): Promise<Result<{ version: number }, TemplateFailure>> {
  const unknown = clauses.flatMap(({ title, body }) =>
    unknownPlaceholders(`${title} ${body}`, placeholdersOf(type)),
  );
  if (unknown.length > 0)
    return fail({ code: 'placeholder-unknown', field: 'clauses', names: [...new Set(unknown)] });
  return ctx.db.transaction().execute(async (trx) => {
    const { version } = await currentTemplate(trx, type);
    if (version !== seen) return fail({ code: 'changed-meanwhile', field: 'form' });
    const made = await trx
      .insertInto('convention_template')
      .values({
        id: newId(),
        type,
        version: version + 1,
        clauses: JSON.stringify(clauses),
        created_by: scope.accountId,
      })
      .onConflict((conflict) => conflict.columns(['type', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst();
    return made
      ? ok({ version: made.version })
      : fail({ code: 'changed-meanwhile', field: 'form' });
  });
}

/** Says who the operator is in the conventions to come. */
export async function saveOperator(
  ctx: Ctx,
  _scope: Scope<'conventions.template'>,
  operator: Operator,
): Promise<void> {
  await writeSetting(ctx.db, OPERATOR_SETTING, operator);
}
