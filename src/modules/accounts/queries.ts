import { createHash } from 'node:crypto';
import type { Actor, Permission, Scope } from '../../platform/access/access.ts';
import type { Db } from '../../platform/db/schema.ts';
import { ROLES, TOKEN_SCOPES, type TokenScope } from './domain.ts';
import { abilitiesOf, type GrantRow, MATRIX, type SignedIn } from './policy.ts';
import type { SignIn } from './sign-in/commands.ts';
import './tables.ts';

export type DepartmentsOf = (regionCode: string) => readonly string[];

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly locale: 'fr' | 'en';
}

async function actorOf(db: Db, account: AccountRow, departmentsOf: DepartmentsOf): Promise<Actor> {
  const grants = await db
    .selectFrom('account_grant')
    .select(['role', 'scope_kind', 'scope_code'])
    .where('user_id', '=', account.id)
    .execute();
  return actorFromGrants(account, grants, departmentsOf);
}

/** The actor that an account with these grants is. */
export function actorFromGrants(
  account: { readonly id: string; readonly name: string },
  grants: readonly GrantRow[],
  departmentsOf: DepartmentsOf,
): Actor {
  return {
    accountId: account.id,
    name: account.name,
    roles: [...new Set(grants.map((grant) => grant.role))],
    abilities: abilitiesOf(grants, departmentsOf),
  };
}

/** Who this request's session belongs to; null when there is none or it ended. */
export async function signedIn(
  db: Db,
  auth: SignIn,
  headers: Headers,
  departmentsOf: DepartmentsOf,
): Promise<SignedIn | null> {
  if (!headers.get('cookie')?.includes('maillage.session_token')) return null;
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const found = await db
    .selectFrom('auth_user as u')
    .leftJoin('account_grant as g', 'g.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.locale', 'g.role', 'g.scope_kind', 'g.scope_code'])
    .where('u.id', '=', session.user.id)
    .execute();
  const [account] = found;
  if (!account) return null;
  const grants = found.flatMap(({ role, scope_kind, scope_code }) =>
    role && scope_kind && scope_code !== null ? [{ role, scope_kind, scope_code }] : [],
  );
  return {
    actor: actorFromGrants(account, grants, departmentsOf),
    locale: account.locale,
    sessionId: session.session.id,
  };
}

/** Digest under which secrets that we hand out are stored. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Who a token stands for, and what the token may be used for. */
export interface TokenBearer extends SignedIn {
  readonly uses: readonly TokenScope[];
}

/**
 * Who a token of the programming interface stands for: its account, with all that it may do. What
 * the token itself may be used for is held against each operation (`accessOf`): the name of a
 * permission does not say whether an operation writes.
 */
export async function tokenActor(
  db: Db,
  token: string,
  departmentsOf: DepartmentsOf,
): Promise<TokenBearer | null> {
  const row = await db
    .selectFrom('api_token')
    .innerJoin('auth_user', 'auth_user.id', 'api_token.user_id')
    .select([
      'api_token.id as token_id',
      'api_token.scopes',
      'auth_user.id',
      'auth_user.name',
      'auth_user.locale',
      'api_token.last_used_at',
    ])
    .where('token_hash', '=', digest(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  if (!row) return null;
  // Written at most once a minute: a use is worth knowing, not worth a write each.
  if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > 60_000) {
    await db
      .updateTable('api_token')
      .set({ last_used_at: new Date() })
      .where('id', '=', row.token_id)
      .execute();
  }
  const actor = await actorOf(db, row, departmentsOf);
  const uses = TOKEN_SCOPES.filter((use) => row.scopes.includes(use));
  return { actor, uses, locale: row.locale, sessionId: null };
}

export interface SessionRow {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
}

/** An account's open sessions, newest first. */
export async function listSessions(db: Db, accountId: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('auth_session')
    .select(['id', 'createdAt', 'expiresAt', 'userAgent'])
    .where('userId', '=', accountId)
    .where('expiresAt', '>', new Date())
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    userAgent: row.userAgent,
  }));
}

export interface DemonstrationAccount {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** The one-click accounts of a demonstration, one a role. */
export async function listDemonstrationAccounts(db: Db): Promise<DemonstrationAccount[]> {
  return db
    .selectFrom('auth_user')
    .innerJoin('account_grant', 'account_grant.user_id', 'auth_user.id')
    .select(['auth_user.id', 'auth_user.name', 'account_grant.role'])
    .where('auth_user.demonstration', '=', true)
    .orderBy('auth_user.createdAt')
    .orderBy('auth_user.id')
    .execute();
}

/** The address of the administrator who came first; null when there is none. */
export async function firstAdministrator(db: Db): Promise<string | null> {
  const found = await db
    .selectFrom('auth_user')
    .innerJoin('account_grant', 'account_grant.user_id', 'auth_user.id')
    .select('auth_user.email')
    .where('account_grant.role', '=', 'admin')
    .orderBy('auth_user.createdAt')
    .executeTakeFirst();
  return found?.email ?? null;
}

export interface AccountWithGrants {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly demonstration: boolean;
  readonly grants: readonly {
    readonly id: string;
    readonly role: string;
    readonly scopeKind: string;
    readonly scopeCode: string;
  }[];
}

/** Accounts with what they may do, by name; at most 500. */
export async function listAccounts(
  db: Db,
  _scope: Scope<'accounts.read'>,
): Promise<AccountWithGrants[]> {
  const users = await db
    .selectFrom('auth_user')
    .select(['id', 'name', 'email', 'demonstration'])
    .orderBy('name')
    .limit(500)
    .execute();
  const grants = await db.selectFrom('account_grant').selectAll().orderBy('role').execute();
  return users.map((user) => ({
    ...user,
    grants: grants
      .filter((grant) => grant.user_id === user.id)
      .map((grant) => ({
        id: grant.id,
        role: grant.role,
        scopeKind: grant.scope_kind,
        scopeCode: grant.scope_code,
      })),
  }));
}

/** Invitations that wait, newest first. */
export async function listInvitations(db: Db, _scope: Scope<'accounts.read'>) {
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'scope_kind', 'scope_code', 'expires_at'])
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, expires_at: row.expires_at.toISOString() }));
}

/**
 * Accounts that hold a permission by a grant that names this very department (or its region),
 * place or organisation, by name.
 */
export async function accountsWith(
  db: Db,
  permission: Permission,
  scopeKind: 'department' | 'place' | 'organisation',
  scopeCode: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const roles = ROLES.filter((role) => MATRIX[role][permission] !== undefined);
  if (roles.length === 0) return [];
  return db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.id', 'u.name'])
    .distinct()
    .where('g.role', 'in', roles)
    .where((eb) => {
      const own = eb.and([eb('g.scope_kind', '=', scopeKind), eb('g.scope_code', '=', scopeCode)]);
      if (scopeKind !== 'department') return own;
      const region = eb
        .selectFrom('department')
        .select('region_code')
        .where('code', '=', scopeCode);
      return eb.or([
        own,
        eb.and([eb('g.scope_kind', '=', 'region'), eb('g.scope_code', '=', region)]),
      ]);
    })
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
}
