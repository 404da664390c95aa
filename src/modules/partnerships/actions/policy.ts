import {
  type Actor,
  authorize,
  coversDepartment,
  type Scope,
} from '../../../platform/access/access.ts';

/** What of an action decides who may change it. */
export interface ActionFacts {
  readonly departmentCode: string;
  readonly ownerPartnerId: string | null;
  readonly ownerAccountId: string | null;
}

/** Planned by who looks after the department. */
export function mayPlan(scope: Scope<'actions.write'>, departmentCode: string): boolean {
  return coversDepartment(scope, departmentCode);
}

/** Milestones are moved by who plans there, by the partner that owns the action, by its person. */
export function mayMoveMilestone(actor: Actor, action: ActionFacts): boolean {
  const write = authorize(actor, 'actions.write');
  if (write && mayPlan(write, action.departmentCode)) return true;
  const move = authorize(actor, 'actions.move');
  if (!move) return false;
  return (
    action.ownerAccountId === move.accountId ||
    (action.ownerPartnerId !== null && move.organisations.has(action.ownerPartnerId))
  );
}

/**
 * Who reads an action of a plan: who may enter the workshop of its department, and its owner
 * wherever they are.
 */
export function mayReadAction(
  scope: Scope<'codesign.read'>,
  action: ActionFacts,
  present: ReadonlySet<string>,
): boolean {
  return (
    scope.everywhere ||
    action.ownerAccountId === scope.accountId ||
    (action.ownerPartnerId !== null && scope.organisations.has(action.ownerPartnerId)) ||
    [...scope.organisations].some((id) => present.has(id))
  );
}
