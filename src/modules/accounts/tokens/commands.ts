import { randomBytes } from 'node:crypto';
import type { Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { TokenInput } from '../contract.ts';
import { digest } from '../queries.ts';
import '../tables.ts';

/** Makes a token of the programming interface. Its text is given once and never kept. */
export async function createToken(
  ctx: Ctx,
  accountId: string,
  input: TokenInput,
): Promise<{ id: string; token: string }> {
  const token = `mlg_${randomBytes(32).toString('base64url')}`;
  const id = newId();
  await ctx.db
    .insertInto('api_token')
    .values({
      id,
      user_id: accountId,
      name: input.name,
      token_hash: digest(token),
      hint: token.slice(-4),
      scopes: [...input.scopes],
      expires_at: new Date(ctx.now.getTime() + input.days * 86_400_000),
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
  return { id, token };
}

/** Ends one of one's own tokens at once. */
export async function revokeToken(ctx: Ctx, accountId: string, id: string): Promise<void> {
  await ctx.db
    .updateTable('api_token')
    .set({ revoked_at: ctx.now })
    .where('id', '=', id)
    .where('user_id', '=', accountId)
    .execute();
}

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

/** An account's tokens that still work. */
export async function listTokens(db: Db, accountId: string): Promise<TokenRow[]> {
  const rows = await db
    .selectFrom('api_token')
    .select(['id', 'name', 'hint', 'scopes', 'expires_at', 'last_used_at'])
    .where('user_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
