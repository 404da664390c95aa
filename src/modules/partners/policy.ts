import { coversDepartment, coversOrganisation, type Scope } from '../../platform/access/access.ts';

/** A partner may be written by who covers its department, or by itself. */
export function mayWritePartner(
  scope: Scope<'partners.write'>,
  partner: { readonly id: string | null; readonly departmentCode: string | null },
): boolean {
  return coversDepartment(scope, partner.departmentCode) || coversOrganisation(scope, partner.id);
}

/** A partner's own people see their own record; the operator's staff see all. */
export function mayReadPartner(scope: Scope<'partners.read'>, id: string): boolean {
  return coversOrganisation(scope, id);
}
