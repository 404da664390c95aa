import { z } from 'zod';
import { blankable, day, prose } from '../../alliance/public.ts';

/** What comes next for a partnership, by when, and who looks after it. */
export const nextStepInput = z
  .object({
    step: prose(200).default(''),
    on: blankable(day),
    ownerId: blankable(z.string().max(64)),
  })
  .superRefine((input, issue) => {
    if (input.on && input.step === '')
      issue.addIssue({ code: 'custom', path: ['step'], message: 'required' });
  });
export type NextStepInput = z.output<typeof nextStepInput>;
