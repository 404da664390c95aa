import { z } from 'zod';

/** A document expires soon, or has expired. */
export const DOCUMENT_EXPIRES = 'partners.document-expires';
export const documentExpires = z.object({ documentId: z.string(), days: z.number().int() });
