import {
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';

/** A counter gives for its own place; a delegate for those of the department. */
export function mayGive(
  scope: Scope<'orientations.give'>,
  place: { readonly id: string; readonly departmentCode: string },
): boolean {
  return coversPlace(scope, place.id) || coversDepartment(scope, place.departmentCode);
}

/** What of an orientation decides who receives the person. */
export interface Hosted {
  readonly placeId: string;
  readonly departmentCode: string;
  readonly partnerId: string | null;
}

/** Received by the partner that hosts, by the place, or by who looks after the department. */
export function mayReceive(scope: Scope<'orientations.receive'>, host: Hosted): boolean {
  return (
    coversOrganisation(scope, host.partnerId) ||
    coversPlace(scope, host.placeId) ||
    coversDepartment(scope, host.departmentCode)
  );
}
