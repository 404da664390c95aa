import {
  coversDepartment,
  coversOrganisation,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';

/** What decides who may handle a device: where it is, and whose partnership it came under. */
export interface DeviceOwned {
  readonly placeId: string;
  readonly departmentCode: string;
  readonly partnerId: string;
}

/** The stock of a place is looked after by who manages the place or the department. */
export function mayKeep(
  scope: Scope<'devices.write'>,
  place: Pick<DeviceOwned, 'placeId' | 'departmentCode'>,
): boolean {
  return coversDepartment(scope, place.departmentCode) || coversPlace(scope, place.placeId);
}

/** Handled, and its hand-outs read, by who looks after the place or department, or the partner. */
export function mayHandle(
  scope: Scope<'devices.read'> | Scope<'devices.write'> | Scope<'devices.hand-out'>,
  device: DeviceOwned,
): boolean {
  return (
    coversDepartment(scope, device.departmentCode) ||
    coversPlace(scope, device.placeId) ||
    coversOrganisation(scope, device.partnerId)
  );
}
