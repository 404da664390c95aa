import { z } from 'zod';

export const joinEvent = z.object({ joinRequestId: z.string() });
/** The link to follow leaves by mail, sealed until then; `again` when only its sender is told. */
export const joinAsked = joinEvent.extend({
  sealedSecret: z.string(),
  again: z.boolean().default(false),
});
export const movedEvent = z.object({ partnershipId: z.string(), from: z.string(), to: z.string() });

export const CREATED = 'partnerships.created';
export const MOVED = 'partnerships.moved';
export const PUBLICATION = 'partnerships.publication';
export const JOIN_ASKED = 'partnerships.join-asked';
export const JOIN_DUE = 'partnerships.join-due';
export const JOIN_LATE = 'partnerships.join-late';
export const JOIN_ANSWERED = 'partnerships.join-answered';
