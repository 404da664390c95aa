import {
  abilitiesOf,
  type Role,
  SCOPES_OF_ROLE,
  type ScopeKind,
} from '../../src/modules/accounts/public.ts';
import {
  type Actor,
  authorize,
  type Ctx,
  type Permission,
  type Scope,
} from '../../src/platform/access/access.ts';
import type { Db } from '../../src/platform/db/schema.ts';

export const NOW = new Date('2026-06-15T10:00:00Z');

/** An actor with one role in one scope, as a session would make it. The account must exist. */
export function actorOf(
  accountId: string,
  role: Role,
  scopeKind: ScopeKind,
  scopeCode: string,
): Actor {
  const regions: Readonly<Record<string, readonly string[]>> = { '75': ['19', '23', '87'] };
  return {
    accountId,
    name: role,
    roles: [role],
    abilities: abilitiesOf(
      [{ role, scope_kind: scopeKind, scope_code: scopeCode }],
      (code) => regions[code] ?? [],
    ),
  };
}

/** The first kind of scope that a role may have. */
export function usualScope(role: Role): ScopeKind {
  return SCOPES_OF_ROLE[role][0] ?? 'national';
}

export function ctxOf(db: Db, actor: Actor): Ctx {
  return { db, actor, locale: 'fr', now: NOW };
}

/** The scope of a permission, or a failed test. */
export function need<P extends Permission>(actor: Actor, permission: P): Scope<P> {
  const scope = authorize(actor, permission);
  if (!scope) throw new Error(`${actor.roles.join()} lacks ${permission}`);
  return scope;
}
