import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { applyMove, lock, refuseMove } from '../commands.ts';
import type { MoveInput } from '../contract.ts';
import type { Stage } from '../domain.ts';
import '../tables.ts';

/** Partnerships that one bulk move may hold. */
export const MOST = 500;

/** A partnership of a bulk move, as the one who moves saw it. */
export interface Ticked {
  readonly id: string;
  /** Null in a preview: nothing was shown yet that could have changed. */
  readonly version: number | null;
}

/** What a bulk move does, or would do, to one partnership. */
export interface Moving {
  readonly id: string;
  readonly title: string;
  readonly from: Stage;
  readonly version: number;
  /** Why it stays where it is; null when it moves. */
  readonly problem: string | null;
}

/** Carries a preview out of the transaction that it undoes. */
class Undo extends Error {}

/**
 * Moves many partnerships by the same rule as one. Those that may not move stay and say why; all
 * that move do so in one transaction.
 * @param dryRun finds out what would happen, and changes nothing
 */
export async function moveMany(
  ctx: Ctx,
  scope: Scope<'partnerships.move'>,
  ticked: readonly Ticked[],
  input: MoveInput,
  dryRun: boolean,
): Promise<readonly Moving[]> {
  const moving: Moving[] = [];
  try {
    await ctx.db.transaction().execute(async (trx) => {
      // Locked in one order, whoever asks: two bulk moves wait for each other and end.
      const wanted = [...ticked].filter(({ id }) => isUuid(id)).slice(0, MOST);
      for (const one of wanted.sort((a, b) => a.id.localeCompare(b.id))) {
        const moved = await moveOne(trx, ctx, scope, one, input);
        if (moved) moving.push(moved);
      }
      if (dryRun) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return moving.sort((a, b) => a.title.localeCompare(b.title));
}

async function moveOne(
  trx: Trx,
  ctx: Ctx,
  scope: Scope<'partnerships.move'>,
  one: Ticked,
  input: MoveInput,
): Promise<Moving | null> {
  const before = await lock(trx, one.id);
  if (!before) return null;
  const { id, title, stage: from, version } = before;
  const late = one.version !== null && one.version !== version;
  const refused = late
    ? { code: 'changed-meanwhile' }
    : await refuseMove(trx, scope, before, input, today(ctx.now));
  if (!refused) await applyMove(trx, ctx.now, before, input, scope.accountId);
  return { id, title, from, version, problem: refused?.code ?? null };
}
