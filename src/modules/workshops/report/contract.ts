import { z } from 'zod';
import { AGES, blankable, GENDERS, prose, STATUSES, whole } from '../../alliance/public.ts';
import { OUTCOMES, SKILLS, sumOf, type Totals } from './domain.ts';

const MOST = 2000;

/** Counts by code. What is left empty was not counted, and stays out. */
function totals(codes: readonly string[]) {
  return z
    .record(z.string(), blankable(whole(0, MOST, 'absurd-count')))
    .default({})
    .transform((given): Totals => {
      const kept = codes.flatMap((code) => {
        const count = given[code];
        return typeof count === 'number' ? [[code, count] as const] : [];
      });
      return Object.fromEntries(kept);
    });
}

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
