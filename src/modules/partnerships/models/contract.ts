import { z } from 'zod';
import { blankable, blankLine, decimal, line, prose } from '../../alliance/public.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'models.read': true;
    'models.write': true;
  }
}

const told = prose(4000).pipe(z.string().min(1, 'required'));
const amount = blankable(decimal(0, 1e9));

/** A partnership that works, told for others. */
export const modelInput = z
  .object({
    title: line(160),
    problem: told,
    moneyEuros: amount,
    days: amount,
    inKind: prose(2000).default(''),
    results: told,
    conditions: prose(4000).default(''),
    contactName: blankLine(100).default(''),
    contactEmail: z.union([z.literal(''), z.email({ error: 'email-invalid' })]).default(''),
    /** The one to ask agreed to be named. */
    contactAgreed: z.union([z.boolean(), z.enum(['', '1']).transform(Boolean)]).default(false),
  })
  .superRefine((input, issue) => {
    if ((input.contactName || input.contactEmail) && !input.contactAgreed)
      issue.addIssue({ code: 'custom', path: ['contactAgreed'], message: 'agreement-needed' });
  });
export type ModelInput = z.output<typeof modelInput>;
