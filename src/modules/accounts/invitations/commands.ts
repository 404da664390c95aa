import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { ensureAccount } from '../commands.ts';
import type { InvitationInput } from '../contract.ts';
import type { Role } from '../domain.ts';
import { INVITED } from '../events.ts';
import { abilitiesOf, type GrantRow, mayGrant } from '../policy.ts';
import { digest } from '../queries.ts';
import '../tables.ts';

const DAYS = 14;

export interface InvitationFailure {
  readonly code: 'scope-unknown' | 'out-of-scope' | 'invitation-spent';
  readonly field: string;
}

/**
 * Invites somebody to one role in one scope. Only an administrator makes administrators.
 * @param secret the process' secret; the token rests sealed until the mail has left
 */
export async function invite(
  ctx: Ctx,
  scope: Scope<'accounts.invite'>,
  secret: string,
  input: InvitationInput,
): Promise<Result<{ id: string }, InvitationFailure>> {
  const code = input.scopeKind === 'department' ? input.scopeCode.toUpperCase() : input.scopeCode;
  const grant = { role: input.role, scope_kind: input.scopeKind, scope_code: code };
  const departmentsOf = await regionsOf(ctx.db);
  if (!mayGrant(ctx.actor.abilities, grant, departmentsOf))
    return fail({ code: 'out-of-scope', field: input.role === 'admin' ? 'role' : 'scopeCode' });
  if (!(await scopeExists(ctx.db, input.scopeKind, code)))
    return fail({ code: 'scope-unknown', field: 'scopeCode' });
  const token = randomBytes(24).toString('base64url');
  const id = newId();
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('invitation')
      .values({
        id,
        email: input.email,
        role: input.role,
        scope_kind: input.scopeKind,
        scope_code: code,
        token_hash: digest(token),
        invited_by: scope.accountId,
        expires_at: new Date(ctx.now.getTime() + DAYS * 86_400_000),
        accepted_at: null,
        withdrawn_at: null,
      })
      .execute();
    await emit(trx, {
      type: INVITED,
      payload: { invitationId: id, sealedToken: seal(secret, token) },
    });
  });
  return ok({ id });
}

async function scopeExists(
  db: Db,
  kind: InvitationInput['scopeKind'],
  code: string,
): Promise<boolean> {
  if (kind === 'national') return code === '';
  const table = {
    region: 'region',
    department: 'department',
    place: 'place',
    organisation: 'partner',
  }[kind];
  const key = kind === 'region' || kind === 'department' ? 'code' : 'id';
  const { rows } = await sql`
    SELECT 1 FROM ${sql.table(table)} WHERE ${sql.ref(key)}::text = ${code.toLowerCase()}
      OR ${sql.ref(key)}::text = ${code}`.execute(db);
  return rows.length > 0;
}

/**
 * An invitation that still waits, by the token of its link, with the account that has its address
 * already.
 */
export async function openInvitation(db: Db, token: string) {
  return db
    .selectFrom('invitation')
    .leftJoin('auth_user as u', 'u.email', 'invitation.email')
    .select(['invitation.email', 'role', 'u.id as accountId', 'u.name'])
    .where('token_hash', '=', digest(token))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
}

/** Accepts an invitation: the account exists with its grant, once. Gives the address to sign in. */
export async function acceptInvitation(
  ctx: Ctx,
  token: string,
  name: string,
): Promise<Result<{ email: string }, InvitationFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await trx
      .updateTable('invitation')
      .set({ accepted_at: ctx.now })
      .where('token_hash', '=', digest(token))
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', ctx.now)
      .returning(['email', 'role', 'scope_kind', 'scope_code', 'invited_by'])
      .executeTakeFirst();
    if (!found) return fail({ code: 'invitation-spent', field: 'form' });
    if (!(await stillMayGrant(trx, found)))
      return fail({ code: 'invitation-spent', field: 'form' });
    await ensureAccount(
      trx,
      {
        email: found.email,
        name,
        locale: ctx.locale,
        grants: [
          { role: found.role as Role, scopeKind: found.scope_kind, scopeCode: found.scope_code },
        ],
      },
      found.invited_by,
    );
    return ok({ email: found.email });
  });
}

/** Whether who invited may still give what they gave; one without an author came with the house. */
async function stillMayGrant(
  trx: Db,
  found: GrantRow & { readonly invited_by: string | null },
): Promise<boolean> {
  if (found.invited_by === null) return true;
  const departmentsOf = await regionsOf(trx);
  const grants = await trx
    .selectFrom('account_grant')
    .select(['role', 'scope_kind', 'scope_code'])
    .where('user_id', '=', found.invited_by)
    .execute();
  return mayGrant(abilitiesOf(grants, departmentsOf), found, departmentsOf);
}

async function regionsOf(db: Db): Promise<(region: string) => readonly string[]> {
  const rows = await db.selectFrom('department').select(['code', 'region_code']).execute();
  return (region) => rows.flatMap((row) => (row.region_code === region ? [row.code] : []));
}

/** Takes an invitation back before it was accepted. */
export async function withdrawInvitation(
  ctx: Ctx,
  _scope: Scope<'accounts.invite'>,
  id: string,
): Promise<void> {
  await ctx.db
    .updateTable('invitation')
    .set({ withdrawn_at: ctx.now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .execute();
}
