import type { Scope } from '../../platform/access/access.ts';
import type { Keeper } from './domain.ts';

type Inside = 'follow-up.read' | 'follow-up.write' | 'follow-up.hand-over' | 'follow-up.manage';

/**
 * Whether the actor stands inside the organisation that keeps a file: a grant that names this very
 * partner, department or place. A grant for everywhere is no way in, nor is a department's for a
 * place in it: who may see everything of the alliance sees nobody's file.
 */
export function keeps(scope: Scope<Inside>, keeper: Keeper): boolean {
  const own = {
    partner: scope.organisations,
    department: scope.departments,
    place: scope.places,
  }[keeper.kind];
  return own.has(keeper.code);
}

/** The keepers that the actor stands inside of. */
export function keepersOf(scope: Scope<Inside>): Keeper[] {
  const all = (kind: Keeper['kind'], codes: ReadonlySet<string>): Keeper[] =>
    [...codes].sort().map((code) => ({ kind, code }));
  return [
    ...all('partner', scope.organisations),
    ...all('place', scope.places),
    ...all('department', scope.departments),
  ];
}

/** Who may give a file to somebody else: its referent, who manages, anybody where there is none. */
export function mayHandOver(
  scope: Scope<'follow-up.hand-over'>,
  manage: Scope<'follow-up.manage'> | null,
  file: { readonly keeper: Keeper; readonly referent: string | null },
): boolean {
  if (!keeps(scope, file.keeper)) return false;
  const own = file.referent === null || file.referent === scope.accountId;
  return own || (manage !== null && keeps(manage, file.keeper));
}
