import { z } from 'zod';

/** A personal link goes out; the secret rests sealed until the mail has left. */
export const LINK_ISSUED = 'conventions.link-issued';
export const linkIssued = z.object({
  signatoryId: z.string(),
  sealedSecret: z.string(),
  why: z.enum(['invitation', 'changed', 'reminder', 'asked', 'address', 'sealed']),
});

export const CODE_ISSUED = 'conventions.code-issued';
export const codeIssued = z.object({ signatoryId: z.string(), sealedCode: z.string() });

/** All have signed: the sealed document is made. */
export const CONVENTION_SIGNED = 'conventions.signed';
/** The sealed document is there: signatories and owner are told. */
export const CONVENTION_SEALED = 'conventions.sealed';
/** A partnership's term comes near, or has passed. */
export const TERM_NEAR = 'conventions.term-near';
export const termNear = z.object({ partnershipId: z.string(), days: z.number().int() });
export const CONVENTION_REFUSED = 'conventions.refused';
export const conventionEvent = z.object({ conventionId: z.string() });
export const refusedEvent = z.object({ conventionId: z.string(), signatoryId: z.string() });
