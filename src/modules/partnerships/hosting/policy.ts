import {
  type Actor,
  authorize,
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../../platform/access/access.ts';
import type { HostingOutput } from './contract.ts';

/** What of a hosted business decides who may know and change it. */
export interface HostingOwned {
  readonly departmentCode: string;
  readonly placeId: string;
  readonly partnerId: string;
}

/** What of a hosted business as it is read decides who may know and change it. */
export function hostingOwned(hosting: HostingOutput): HostingOwned {
  const { departmentCode, place, partner } = hosting;
  return { departmentCode, placeId: place.id, partnerId: partner.id };
}

/** Operator staff read all; a partner's people read their own. */
export function mayReadHosting(scope: Scope<'hosting.read'>, hosting: HostingOwned): boolean {
  return coversOrganisation(scope, hosting.partnerId);
}

/** The agreement: who looks after the department or the place, the partner itself, who audits. */
export function mayReadTerms(actor: Actor, hosting: HostingOwned): boolean {
  const scope = authorize(actor, 'hosting-terms.read');
  return (
    scope !== null &&
    (coversDepartment(scope, hosting.departmentCode) ||
      coversPlace(scope, hosting.placeId) ||
      coversOrganisation(scope, hosting.partnerId))
  );
}

/** Written by who looks after the department or the place. */
export function mayWriteHosting(
  scope: Scope<'hosting.write'>,
  hosting: Pick<HostingOwned, 'departmentCode' | 'placeId'>,
): boolean {
  return coversDepartment(scope, hosting.departmentCode) || coversPlace(scope, hosting.placeId);
}
