import { type ActivitySums, listActivity, sumActivity } from '../../modules/activity/public.ts';
import type { TerritoryKind } from '../../modules/alliance/public.ts';
import { listPartners } from '../../modules/partners/public.ts';
import { listNeeds, listPartnerships } from '../../modules/partnerships/public.ts';
import { type Actor, authorize, type Ctx } from '../../platform/access/access.ts';

/** What to look around: a territory, or one place. */
export type Around =
  | { readonly kind: Exclude<TerritoryKind, 'country'>; readonly code: string }
  | { readonly kind: 'place'; readonly code: string };

const FIRST = 8;

/** Filters by area that the lists of other modules know; null where they know none for this kind. */
function areaOf({ kind, code }: Around): Record<string, string> | null {
  return kind === 'epci' ? null : { [kind]: code };
}

/**
 * What the alliance does in a territory or a place, as far as this actor may see it: each part is
 * null when the actor may not read it or when it cannot be narrowed to this kind.
 */
export async function readAlliance({ db }: Ctx, actor: Actor, around: Around) {
  const { kind, code } = around;
  const area = areaOf(around);
  const partnerScope = authorize(actor, 'partners.read');
  const partnershipScope = authorize(actor, 'partnerships.read');
  const needScope = authorize(actor, 'needs.read');
  const activityScope = authorize(actor, 'activity.read');
  const seat = kind === 'commune' || kind === 'department';
  const needArea =
    kind === 'commune' || kind === 'epci' ? { territoryKind: kind, territoryCode: code } : area;
  return {
    address: area ? new URLSearchParams(addressOf(around)).toString() : null,
    kind,
    partners:
      partnerScope && area && seat
        ? (await listPartners(db, partnerScope, area, null, FIRST)).items
        : null,
    partnerships:
      partnershipScope && area
        ? (await listPartnerships(db, partnershipScope, area, null, FIRST)).items
        : null,
    needs:
      needScope && needArea && kind !== 'place'
        ? (await listNeeds(db, needScope, needArea, null, FIRST)).items
        : null,
    activity:
      activityScope && area
        ? (await listActivity(db, activityScope, area, null, FIRST)).items
        : null,
    sums: activityScope?.everywhere ? await sums() : null,
    mayRecordNeed: actor.abilities.has('needs.write') && kind !== 'region' && kind !== 'place',
  };

  /** Only for whoever may read every record of it: sums must not tell what lists hide. */
  async function sums(): Promise<ActivitySums | null> {
    if (kind === 'commune') return sumActivity(db, { commune: code });
    return kind === 'place' ? sumActivity(db, { place: code }) : null;
  }
}

/** The same filter as the addresses of lists write it. */
function addressOf({ kind, code }: Around): Record<string, string> {
  if (kind === 'department') return { departement: code };
  return kind === 'place' ? { lieu: code } : { [kind]: code };
}
