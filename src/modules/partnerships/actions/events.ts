import { z } from 'zod';

export const MILESTONE_OVERDUE = 'actions.milestone-overdue';
export const milestoneEvent = z.object({ milestoneId: z.string() });
