import {
  type Actor,
  authorize,
  coversDepartment,
  coversOrganisation,
  type Scope,
} from '../../platform/access/access.ts';
import { type Mover, nextStages, type Stage } from './domain.ts';

interface Owned {
  readonly departmentCode: string;
  readonly partnerId: string;
}

/** Operator staff read all; a partner's people read their own. */
export function mayReadPartnership(scope: Scope<'partnerships.read'>, partnership: Owned): boolean {
  return coversOrganisation(scope, partnership.partnerId);
}

/** Written, moved and published by the operator by who covers the department that looks after it. */
export function mayActOnPartnership(
  scope: Scope<'partnerships.write'> | Scope<'partnerships.move'> | Scope<'partnerships.publish'>,
  partnership: Owned,
): boolean {
  return coversDepartment(scope, partnership.departmentCode);
}

/** The side for which this actor may move a partnership; null when they may not. */
export function moverOf(actor: Actor, partnership: Owned): Mover | null {
  const move = authorize(actor, 'partnerships.move');
  if (move && mayActOnPartnership(move, partnership)) return 'operator';
  const withdraw = authorize(actor, 'partnerships.withdraw');
  return withdraw && coversOrganisation(withdraw, partnership.partnerId) ? 'partner' : null;
}

/** The stages to which this actor may move a partnership from where it stands. */
export function movesOpenTo(actor: Actor, partnership: Owned, from: Stage): readonly Stage[] {
  const mover = moverOf(actor, partnership);
  return mover ? nextStages(from, mover) : [];
}

/** The partner agrees to its own publication only. */
export function mayAgree(scope: Scope<'partnerships.agree'>, partnership: Owned): boolean {
  return coversOrganisation(scope, partnership.partnerId);
}

/** Private notes: operator only, within the department. */
export function mayUseNotes(
  scope: Scope<'notes.read'> | Scope<'notes.write'>,
  partnership: Owned,
): boolean {
  return coversDepartment(scope, partnership.departmentCode);
}
