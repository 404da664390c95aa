import type { Db } from '../../../platform/db/schema.ts';
import { listPresencesNear, type PresenceOffer } from '../../advisors/public.ts';

/** Somebody who helps, present at a place: a post and a time, never a name. */
export interface Presence {
  readonly id: string;
  readonly kind: PresenceOffer['kind'];
  readonly startsAt: string;
  readonly endsAt: string;
  /** By appointment: times that are free. Null when one just comes. */
  readonly free: number | null;
}

const DAYS_AHEAD = 21;
const EACH = 3;

/**
 * When somebody who helps is present at places over the next three weeks, soonest first: the next
 * three of each place that one can still come to.
 * @returns by place; places without any are left out
 */
export async function presencesAt(
  db: Db,
  placeIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Presence[]>> {
  const to = new Date(now.getTime() + DAYS_AHEAD * 86_400_000);
  const found = new Map<string, Presence[]>();
  for (const offer of await listPresencesNear(db, { placeIds, from: now, to })) {
    const rows = found.get(offer.placeId) ?? [];
    if ((offer.byAppointment && offer.freeSlots === 0) || rows.length === EACH) continue;
    found.set(offer.placeId, [
      ...rows,
      {
        id: offer.presenceId,
        kind: offer.kind,
        startsAt: offer.startsAt.toISOString(),
        endsAt: offer.endsAt.toISOString(),
        free: offer.byAppointment ? offer.freeSlots : null,
      },
    ]);
  }
  return found;
}
