import { z } from 'zod';
import { blankable, day, line, prose } from '../../alliance/public.ts';
import { DECISIONS } from './domain.ts';

const amount = blankable(
  z
    .union([
      z.number(),
      z
        .string()
        .transform((text) => Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))),
    ])
    .pipe(z.number({ error: 'number-invalid' }).min(0, 'negative').max(1e9, 'too-large')),
);

/** What a review says so far. */
export const reviewInput = z.object({
  results: z
    .array(
      z.object({
        label: line(200),
        unit: prose(40).default(''),
        target: amount,
        result: amount,
        comment: prose(600).default(''),
      }),
    )
    .max(40, 'too-many-rows'),
  summary: prose(6000).default(''),
});
export type ReviewInput = z.output<typeof reviewInput>;

/** What is decided. */
export const decisionInput = z
  .object({
    decision: z.enum(DECISIONS, { error: 'choose-one' }),
    reason: prose(3000).pipe(z.string().min(1, 'reason-needed')),
    /** What the renewal changes. */
    changes: prose(4000).default(''),
    endsOn: blankable(day),
  })
  .superRefine((value, issue) => {
    if (value.decision !== 'end' && !value.endsOn)
      issue.addIssue({ code: 'custom', path: ['endsOn'], message: 'required' });
    if (value.decision === 'renew' && value.changes === '')
      issue.addIssue({ code: 'custom', path: ['changes'], message: 'say-what-changes' });
  });
export type DecisionInput = z.output<typeof decisionInput>;
