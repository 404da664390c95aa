import { z } from 'zod';
import { blankable, day, uuid } from '../../alliance/public.ts';
import { ABSENCE_REASONS } from './domain.ts';

/** Days away, both included. */
export const absenceInput = z
  .object({
    firstDay: day,
    lastDay: day,
    reason: z.enum(ABSENCE_REASONS, { error: 'choose-one' }),
    /** Who takes the presences; those that the person cannot take fall away. */
    replacementId: blankable(uuid),
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
    path: ['lastDay'],
    error: 'ends-before-start',
  });
export type AbsenceInput = z.output<typeof absenceInput>;
