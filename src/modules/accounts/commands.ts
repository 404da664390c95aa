import type { Ctx, Scope } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Role, ScopeKind } from './domain.ts';
import './tables.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly locale: 'fr' | 'en';
  readonly demonstration?: boolean;
  readonly grants: readonly {
    readonly role: Role;
    readonly scopeKind: ScopeKind;
    readonly scopeCode: string;
  }[];
}

/** Makes an account with its grants, or adds the grants to the one that has this address. */
export async function ensureAccount(
  trx: Db,
  account: NewAccount,
  grantedBy: string | null,
): Promise<string> {
  const email = account.email.trim().toLowerCase();
  const made = await trx
    .insertInto('auth_user')
    .values({
      id: newId(),
      name: account.name,
      email,
      emailVerified: true,
      image: null,
      locale: account.locale,
      demonstration: account.demonstration ?? false,
    })
    .onConflict((oc) => oc.column('email').doUpdateSet({ updatedAt: new Date() }))
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const grant of account.grants) {
    await trx
      .insertInto('account_grant')
      .values({
        id: newId(),
        user_id: made.id,
        role: grant.role,
        scope_kind: grant.scopeKind,
        scope_code: grant.scopeCode,
        granted_by: grantedBy,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  return made.id;
}

/** Ends one of one's own sessions; true when there was one. */
export async function endSession(db: Db, accountId: string, sessionId: string): Promise<boolean> {
  const ended = await db
    .deleteFrom('auth_session')
    .where('id', '=', sessionId)
    .where('userId', '=', accountId)
    .executeTakeFirst();
  return ended.numDeletedRows > 0n;
}

/** Keeps the language that an account reads. */
export async function setLocale(db: Db, accountId: string, locale: 'fr' | 'en'): Promise<void> {
  await db
    .updateTable('auth_user')
    .set({ locale, updatedAt: new Date() })
    .where('id', '=', accountId)
    .execute();
}

/** Takes a grant away; the account stays, and its sessions see the change at their next request. */
export async function revokeGrant(
  ctx: Ctx,
  scope: Scope<'accounts.manage'>,
  grantId: string,
): Promise<Result<null, { code: 'grant-unknown' } | { code: 'own-grant' }>> {
  const grant = await ctx.db
    .selectFrom('account_grant')
    .select(['user_id', 'role'])
    .where('id', '=', grantId)
    .executeTakeFirst();
  if (!grant) return fail({ code: 'grant-unknown' });
  // Nobody locks the last door behind themselves.
  if (grant.user_id === scope.accountId && grant.role === 'admin')
    return fail({ code: 'own-grant' });
  await ctx.db.deleteFrom('account_grant').where('id', '=', grantId).execute();
  return ok(null);
}
