import { z } from 'zod';

export const PROPOSAL_INVITED = 'codesign.invited';
export const PROPOSAL_SHARED = 'codesign.shared';
export const PROPOSAL_DECIDED = 'codesign.decided';

export const invitedToPropose = z.object({ needId: z.string(), partnerId: z.string() });
export const proposalEvent = z.object({ proposalId: z.string() });
