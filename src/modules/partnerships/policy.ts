import { coversDepartment, coversOrganisation, type Scope } from '../../platform/access/access.ts';

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
