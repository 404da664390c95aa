import { z } from 'zod';
import { blankable, commitment, line, prose } from '../../alliance/public.ts';
import { checkSiret, compactIdentifier } from '../../partners/public.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'join.read': true;
    'join.answer': true;
  }
}

/** « Join us », as an organisation fills it in. */
export const joinInput = z.object({
  organisation: line(200),
  siret: blankable(
    z
      .string()
      .transform(compactIdentifier)
      .refine((value) => checkSiret(value).ok, 'siret-invalid'),
  ),
  contactName: line(120),
  contactEmail: z.email({ error: 'email-invalid' }).max(254, 'too-long'),
  commune: line(120),
  commitment,
  message: prose(3000).pipe(z.string().min(20, 'say-more')),
});
export type JoinInput = z.output<typeof joinInput>;

export const joinAnswer = z.object({
  decision: z.enum(['accepted', 'refused'], { error: 'choose-one' }),
  answer: prose(2000).pipe(z.string().min(1, 'required')),
});
export type JoinAnswer = z.output<typeof joinAnswer>;
