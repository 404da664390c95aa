import {
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';

/** What of a sheet decides who may change it and its rounds. */
export interface AdvisorOwned {
  readonly departmentCode: string;
  readonly employerId: string | null;
  readonly partnerId: string;
  readonly accountId: string | null;
}

/** Changed by who looks after the department, by the employer or the partner, by oneself. */
export function mayRun(
  scope: Scope<'advisors.write'> | Scope<'accompaniments.record'>,
  advisor: AdvisorOwned,
): boolean {
  return (
    coversDepartment(scope, advisor.departmentCode) ||
    coversOrganisation(scope, advisor.employerId) ||
    coversOrganisation(scope, advisor.partnerId) ||
    advisor.accountId === scope.accountId
  );
}

/** Stands in for somebody: another in post on a day in the same department, as the forms offer. */
export function mayStandIn(
  other: {
    readonly id: string;
    readonly department_code: string;
    readonly active_from: string;
    readonly active_until: string | null;
  },
  away: { readonly id: string; readonly department_code: string },
  on: string,
): boolean {
  return (
    other.id !== away.id &&
    other.department_code === away.department_code &&
    other.active_from <= on &&
    (other.active_until === null || other.active_until >= on)
  );
}

/** What of a sheet as it is read decides who may change it. */
export function ownedBy(advisor: {
  readonly departmentCode: string;
  readonly employer: { readonly id: string } | null;
  readonly partner: { readonly id: string };
  readonly accountId: string | null;
}): AdvisorOwned {
  const { departmentCode, employer, partner, accountId } = advisor;
  return { departmentCode, employerId: employer?.id ?? null, partnerId: partner.id, accountId };
}

/** Records of help are read by the reach of activity: department, place or organisation, or own. */
export function mayReadAccompaniment(
  scope: Scope<'accompaniments.read'>,
  where: {
    readonly departmentCode: string;
    readonly placeId: string | null;
    readonly partnerId: string;
    readonly recordedBy: string | null;
  },
): boolean {
  return (
    coversDepartment(scope, where.departmentCode) ||
    coversPlace(scope, where.placeId) ||
    coversOrganisation(scope, where.partnerId) ||
    where.recordedBy === scope.accountId
  );
}
