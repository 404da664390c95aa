import { z } from 'zod';

export const orientationEvent = z.object({ orientationId: z.string() });
/** A slip is to be sent to who was oriented. */
export const SLIP_ASKED = 'orientation.slip-asked';
/** The host cannot receive, or what was proposed was called off. */
export const ORIENTATION_REFUSED = 'orientation.refused';
/** An earlier place is free for somebody who would take it. */
export const EARLIER_FREE = 'orientation.earlier-free';
/** A host has orientations that wait for an answer. */
export const HOST_WAITING = 'orientation.host-waiting';
export const hostEvent = z.object({ placeId: z.string(), partnerId: z.string().nullable() });
