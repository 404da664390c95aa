import { z } from 'zod';
import { WEBHOOK_EVENTS } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    /** Says which programs elsewhere are told of what happens, and reads the log. */
    'webhooks.manage': true;
  }
}

/** An address to tell, and of what. */
export const webhookInput = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'url-invalid' })
    .max(500, 'too-long')
    .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'url-invalid'),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, 'choose-one'),
});
export type WebhookInput = z.output<typeof webhookInput>;
