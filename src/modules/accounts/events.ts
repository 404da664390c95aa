import { z } from 'zod';

/** Somebody asked for a sign-in link; the token is sealed with the process' secret. */
export const linkAsked = z.object({ userId: z.string(), sealedToken: z.string() });
/** Somebody was invited; the token is sealed with the process' secret. */
export const invited = z.object({ invitationId: z.string(), sealedToken: z.string() });

export const LINK_ASKED = 'accounts.link-asked';
export const INVITED = 'accounts.invited';
