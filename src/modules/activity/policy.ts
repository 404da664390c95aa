import {
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';

interface Where {
  readonly departmentCode: string;
  readonly placeId: string | null;
  readonly partnerId: string;
}

/** Recorded by who covers the department, the place or the partner organisation. */
export function mayRecord(
  scope: Scope<'activity.record'> | Scope<'activity.correct'>,
  where: Where,
): boolean {
  return (
    coversDepartment(scope, where.departmentCode) ||
    coversPlace(scope, where.placeId) ||
    coversOrganisation(scope, where.partnerId)
  );
}

/** Read by the same reach. */
export function mayReadActivity(scope: Scope<'activity.read'>, where: Where): boolean {
  return (
    coversDepartment(scope, where.departmentCode) ||
    coversPlace(scope, where.placeId) ||
    coversOrganisation(scope, where.partnerId)
  );
}
