import { z } from 'zod';

/** Files were given to an account by another. */
export const FILES_HANDED_OVER = 'follow-up.handed-over';
export const handedOver = z.object({ accountId: z.string(), files: z.number().int() });

/** Files end soon: told to their referent, or to who manages where there is none. */
export const FILES_END_SOON = 'follow-up.end-soon';
export const endSoon = z.object({
  accountId: z.string().nullable(),
  keeperKind: z.enum(['partner', 'department', 'place']),
  keeperCode: z.string(),
  files: z.number().int(),
});
