import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import { mayKeep } from '../policy.ts';

/** Whether the actor says from how many devices on a place has few. */
export async function mayKeepPlace(
  db: Db,
  scope: Scope<'devices.write'>,
  placeId: string,
): Promise<boolean> {
  const place = await db
    .selectFrom('place')
    .select('department_code')
    .where('id', '=', placeId)
    .executeTakeFirst();
  return place !== undefined && mayKeep(scope, { placeId, departmentCode: place.department_code });
}
