import { z } from 'zod';
import { line, prose } from '../../../alliance/public.ts';
import { checkSiren, compactIdentifier } from '../../../partners/public.ts';

/** Who the operator is in the conventions to come. */
export const operatorInput = z.object({
  name: line(200),
  identifier: z
    .string()
    .max(40, 'too-long')
    .transform(compactIdentifier)
    .refine((value) => value === '' || checkSiren(value).ok, 'siren-invalid')
    .describe('SIREN; empty when there is none'),
  address: prose(300),
});
