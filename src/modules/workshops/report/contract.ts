import { z } from 'zod';
import {
  AGES,
  blankable,
  GENDERS,
  MOST_COUNTED as MOST,
  prose,
  STATUSES,
  sumOf,
  totals,
  whole,
} from '../../alliance/public.ts';
import { OUTCOMES, SKILLS } from './domain.ts';

/**
 * What came of a session. Each list of totals may count fewer people than came (some were not
 * asked), never more.
 */
export const reportInput = z
  .object({
    participations: whole(0, MOST, 'absurd-count'),
    firstTimers: blankable(whole(0, MOST, 'absurd-count')),
    genders: totals(GENDERS),
    ages: totals(AGES),
    statuses: totals(STATUSES),
    outcomes: totals(OUTCOMES),
    /** How many people could do each task before, and how many after. */
    skillsBefore: totals(SKILLS),
    skillsAfter: totals(SKILLS),
    comment: prose(1000).default(''),
  })
  .superRefine((input, issue) => {
    const tooMany = (field: string, count: number): void => {
      if (count > input.participations)
        issue.addIssue({ code: 'custom', path: [field], message: 'more-than-came' });
    };
    tooMany('firstTimers', input.firstTimers ?? 0);
    for (const list of ['genders', 'ages', 'statuses', 'outcomes'] as const)
      tooMany(list, sumOf(input[list]));
    // One person may do all six: each task is held against who came.
    for (const list of ['skillsBefore', 'skillsAfter'] as const)
      tooMany(list, Math.max(0, ...Object.values(input[list])));
  });
export type ReportInput = z.output<typeof reportInput>;
