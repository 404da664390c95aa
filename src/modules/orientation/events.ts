import { createHash } from 'node:crypto';
import { z } from 'zod';

export const orientationEvent = z.object({
  orientationId: z.string(),
  /** Which sealed letter it is about: one that came later has an event of its own. */
  letter: z.string().optional(),
});
/** A slip is to be sent to who was oriented. */
export const SLIP_ASKED = 'orientation.slip-asked';
/** The host cannot receive, or what was proposed was called off. */
export const ORIENTATION_REFUSED = 'orientation.refused';
/** An earlier place is free for somebody who would take it. */
export const EARLIER_FREE = 'orientation.earlier-free';
/** A host has orientations that wait for an answer. */
export const HOST_WAITING = 'orientation.host-waiting';
export const hostEvent = z.object({ placeId: z.string(), partnerId: z.string().nullable() });

/** Tells one sealing from another. Each is different, even of the same number, and says nothing of it. */
export function letterOf(sealed: string): string {
  return createHash('sha256').update(sealed).digest('base64url').slice(0, 16);
}
