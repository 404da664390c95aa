import {
  coversDepartment,
  coversOrganisation,
  type Scope,
} from '../../../platform/access/access.ts';

interface Owned {
  readonly departmentCode: string;
  readonly partnerId: string;
}

/** Read by who looks after the department, by the partner's people, and by who audits or buys. */
export function mayReadConvention(scope: Scope<'conventions.read'>, partnership: Owned): boolean {
  return (
    coversDepartment(scope, partnership.departmentCode) ||
    coversOrganisation(scope, partnership.partnerId)
  );
}

/** Written, sent and withdrawn by who covers the department that looks after the partnership. */
export function mayWriteConvention(scope: Scope<'conventions.write'>, partnership: Owned): boolean {
  return coversDepartment(scope, partnership.departmentCode);
}
