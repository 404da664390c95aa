import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { VIEW_PATHS, type View } from './domain.ts';
import './tables.ts';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly view: View;
  readonly shared: boolean;
  readonly mine: boolean;
  readonly to: string;
}

/** One's own views, and those that others share; a view holds filters, never what they find. */
export async function listViews(db: Db, scope: Scope<'partnerships.read'>): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_view')
    .select(['id', 'name', 'view', 'search', 'shared', 'owner_id'])
    .where((eb) =>
      eb.or([
        eb('owner_id', '=', scope.accountId),
        // What a partner's people call their lists is not the whole alliance's business.
        ...(scope.everywhere ? [eb('shared', '=', true)] : []),
      ]),
    )
    .orderBy('name')
    .limit(60)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    view: row.view,
    shared: row.shared,
    mine: row.owner_id === scope.accountId,
    to: row.search ? `${VIEW_PATHS[row.view]}?${row.search}` : VIEW_PATHS[row.view],
  }));
}
