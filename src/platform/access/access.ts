import type { Db } from '../db/schema.ts';

/**
 * Every permission of the house. A module declares its own in `contract.ts` by augmentation; the
 * matrix role × permission (accounts) must then name each, or does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by augmentation
export interface Permissions {}
export type Permission = keyof Permissions;

/** How far a permission carries: everywhere, or within what a grant names. */
export interface Reach {
  readonly everywhere: boolean;
  readonly departments: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly organisations: ReadonlySet<string>;
}

declare const minted: unique symbol;
/**
 * Proof that the gate let this actor through for this permission, and how far. Only `authorize`
 * makes one, so a query or command that asks for it cannot be reached without the gate.
 */
export interface Scope<P extends Permission = Permission> extends Reach {
  readonly permission: P;
  readonly accountId: string;
  readonly [minted]: true;
}

/** Who asks. Anonymous has no account and no abilities. */
export interface Actor {
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly abilities: ReadonlyMap<Permission, Reach>;
}

export const ANONYMOUS: Actor = { accountId: null, name: '', roles: [], abilities: new Map() };

export type Locale = 'fr' | 'en';

/** What every query and command is given. `db` may be an open transaction. */
export interface Ctx {
  readonly db: Db;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly now: Date;
}

/** The one gate: a scope when this actor has the permission, else null. Deny by default. */
export function authorize<P extends Permission>(actor: Actor, permission: P): Scope<P> | null {
  const reach = actor.abilities.get(permission);
  if (!reach || actor.accountId === null) return null;
  return { ...reach, permission, accountId: actor.accountId } as Scope<P>;
}

/** True when the scope covers a department; a thing without a department needs `everywhere`. */
export function coversDepartment(scope: Scope, code: string | null): boolean {
  return scope.everywhere || (code !== null && scope.departments.has(code));
}

/** True when the scope covers an organisation. */
export function coversOrganisation(scope: Scope, id: string | null): boolean {
  return scope.everywhere || (id !== null && scope.organisations.has(id));
}

/** True when the scope covers a place. */
export function coversPlace(scope: Scope, id: string | null): boolean {
  return scope.everywhere || (id !== null && scope.places.has(id));
}

const NOWHERE: Reach = {
  everywhere: false,
  departments: new Set(),
  places: new Set(),
  organisations: new Set(),
};

/** The union of two reaches: somebody with two grants may do what either allows. */
export function joinReach(a: Reach = NOWHERE, b: Reach = NOWHERE): Reach {
  return {
    everywhere: a.everywhere || b.everywhere,
    departments: new Set([...a.departments, ...b.departments]),
    places: new Set([...a.places, ...b.places]),
    organisations: new Set([...a.organisations, ...b.organisations]),
  };
}
