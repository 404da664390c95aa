import {
  coversDepartment,
  coversOrganisation,
  type Scope,
} from '../../../platform/access/access.ts';

interface Owned {
  readonly departmentCode: string;
  readonly partnerId: string;
}

/** The operator's people with the permission read all; a partner's people their own. */
export function mayReadConvention(scope: Scope<'conventions.read'>, partnership: Owned): boolean {
  return coversOrganisation(scope, partnership.partnerId);
}

/** Written, sent and withdrawn by who covers the department that looks after the partnership. */
export function mayWriteConvention(scope: Scope<'conventions.write'>, partnership: Owned): boolean {
  return coversDepartment(scope, partnership.departmentCode);
}
