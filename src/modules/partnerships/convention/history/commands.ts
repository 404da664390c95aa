import { newId } from '../../../../platform/db/ids.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import '../tables.ts';

/** Notes something that happened to a convention. */
export async function noteEvent(
  db: Db,
  conventionId: string,
  kind: string,
  about: { readonly signatory?: string; readonly by?: string; readonly detail?: string } = {},
): Promise<void> {
  await db
    .insertInto('convention_event')
    .values({
      id: newId(),
      convention_id: conventionId,
      kind,
      signatory_id: about.signatory ?? null,
      by_id: about.by ?? null,
      detail: about.detail ?? '',
    })
    .execute();
}
