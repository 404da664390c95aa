import { z } from 'zod';

export const joinEvent = z.object({ joinRequestId: z.string() });
export const movedEvent = z.object({ partnershipId: z.string(), from: z.string(), to: z.string() });

export const CREATED = 'partnerships.created';
export const MOVED = 'partnerships.moved';
export const PUBLICATION = 'partnerships.publication';
export const JOIN_ASKED = 'partnerships.join-asked';
export const JOIN_ANSWERED = 'partnerships.join-answered';
