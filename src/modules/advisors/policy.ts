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
