import { z } from 'zod';
import { blankable, day, decimal, line, prose } from '../../alliance/public.ts';
import { EXPERIMENT_STATES } from './domain.ts';

const number = blankable(decimal(-1e9, 1e9));
const told = prose(2000).pipe(z.string().min(1, 'required'));

/** What is tried: what is believed, how it is measured, when it is stopped. */
export const experimentInput = z
  .object({
    hypothesis: told,
    measure: line(300),
    unit: prose(40).default(''),
    baseline: number,
    target: number,
    stopRule: told,
    startsOn: blankable(day),
    endsOn: blankable(day),
  })
  .superRefine((input, issue) => {
    if (input.startsOn && input.endsOn && input.endsOn < input.startsOn)
      issue.addIssue({ code: 'custom', path: ['endsOn'], message: 'ends-before-start' });
  });
export type ExperimentInput = z.output<typeof experimentInput>;

export const experimentMoveInput = z.object({
  to: z.enum(EXPERIMENT_STATES, { error: 'choose-one' }),
  reason: prose(1000).default(''),
  result: number,
  learned: prose(4000).default(''),
});
export type ExperimentMoveInput = z.output<typeof experimentMoveInput>;
