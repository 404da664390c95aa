import { listActivity, type SummedBy, sumActivity } from '../../modules/activity/public.ts';
import type { TerritoryKind } from '../../modules/alliance/public.ts';
import { listPartners } from '../../modules/partners/public.ts';
import { listNeeds, listPartnerships } from '../../modules/partnerships/public.ts';
import { type Actor, authorize, type Ctx } from '../../platform/access/access.ts';

/** What to look around: a territory, or one place. */
export type Around =
  | { readonly kind: Exclude<TerritoryKind, 'country'>; readonly code: string }
  | { readonly kind: 'place'; readonly code: string };

const FIRST = 8;

/**
 * What the alliance does in a territory or a place, as far as this actor may see it: each part is
 * null when the actor may not read it.
 */
export async function readAlliance({ db }: Ctx, actor: Actor, around: Around) {
  const { kind, code } = around;
  const area = { [kind]: code };
  const partnerScope = authorize(actor, 'partners.read');
  const partnershipScope = authorize(actor, 'partnerships.read');
  const needScope = authorize(actor, 'needs.read');
  const activityScope = authorize(actor, 'activity.read');
  // A place has no seat of its own and no needs: those are its commune's.
  const territory = kind !== 'place';
  const [partners, partnerships, needs, activity, sums] = await Promise.all([
    partnerScope && territory ? listPartners(db, partnerScope, area, null, FIRST) : null,
    partnershipScope ? listPartnerships(db, partnershipScope, area, null, FIRST) : null,
    needScope && territory ? listNeeds(db, needScope, area, null, FIRST) : null,
    activityScope ? listActivity(db, activityScope, area, null, FIRST) : null,
    // Only for whoever may read every record of it: sums must not tell what lists hide.
    activityScope?.everywhere ? sumActivity(db, area as SummedBy) : null,
  ]);
  return {
    address: new URLSearchParams(addressOf(around)).toString(),
    kind,
    partners: partners?.items ?? null,
    partnerships: partnerships?.items ?? null,
    needs: needs?.items ?? null,
    activity: activity?.items ?? null,
    sums,
    mayRecordNeed: actor.abilities.has('needs.write') && kind !== 'region' && territory,
  };
}

/** The same filter as the addresses of lists write it. */
function addressOf({ kind, code }: Around): Record<string, string> {
  if (kind === 'department') return { departement: code };
  return kind === 'place' ? { lieu: code } : { [kind]: code };
}
