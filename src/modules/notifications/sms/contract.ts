import { z } from 'zod';

/** What a gateway says became of a message. */
export const receipt = z.object({
  id: z.uuid(),
  status: z.enum(['delivered', 'failed']),
});
export type Receipt = z.output<typeof receipt>;
