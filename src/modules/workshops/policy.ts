import {
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';

/** What of a session decides who may run it. */
export interface SessionOwned {
  readonly departmentCode: string;
  readonly placeId: string;
  readonly partnerId: string;
}

/** Run by who looks after the department or the place, or by the partner. */
export function mayRun(scope: Scope<'workshops.write'>, session: SessionOwned): boolean {
  return (
    coversDepartment(scope, session.departmentCode) ||
    coversPlace(scope, session.placeId) ||
    coversOrganisation(scope, session.partnerId)
  );
}

/** What somebody wrote of a session is read as activity is: it becomes a part of that record. */
export function mayReadComment(scope: Scope<'activity.read'> | null, of: SessionOwned): boolean {
  return (
    scope !== null &&
    (coversDepartment(scope, of.departmentCode) ||
      coversPlace(scope, of.placeId) ||
      coversOrganisation(scope, of.partnerId))
  );
}

/** What of a session as it is read decides who may run it. */
export function ownedBy(session: {
  readonly departmentCode: string;
  readonly place: { readonly id: string };
  readonly partner: { readonly id: string };
}): SessionOwned {
  const { departmentCode, place, partner } = session;
  return { departmentCode, placeId: place.id, partnerId: partner.id };
}
