import type { Db } from '../../../platform/db/schema.ts';

/** Somebody who helps, present at a place: a time, never a name. */
export interface Presence {
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * When advisors are present at places over the next days, soonest first. This is where their
 * rounds are read from once the alliance keeps them.
 */
export async function presencesAt(
  _db: Db,
  _placeIds: readonly string[],
  _now: Date,
): Promise<ReadonlyMap<string, readonly Presence[]>> {
  return new Map();
}
