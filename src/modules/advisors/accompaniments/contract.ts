import { z } from 'zod';
import {
  AGES,
  AUTONOMIES,
  blankable,
  day,
  EQUIPMENTS,
  GENDERS,
  MOST_COUNTED,
  ORIENTED_TO,
  PROCEDURE_TOPICS,
  prose,
  SETTINGS,
  STATUSES,
  sumOf,
  THEMES,
  totals,
  uuid,
  whole,
} from '../../alliance/public.ts';
import { LONGEST_MINUTES } from './domain.ts';

/**
 * What an advisor did for somebody or a group. `id` is the client's, so that sending twice records
 * once. Each list of totals may count fewer people than came, never more, and no list is ever put
 * together with another.
 */
export const accompanimentInput = z
  .object({
    id: uuid,
    advisorId: uuid,
    happenedOn: day,
    minutes: whole(1, LONGEST_MINUTES, 'length-absurd'),
    format: z.enum(['individual', 'group'], { error: 'choose-one' }).default('individual'),
    setting: z.enum(SETTINGS, { error: 'choose-one' }).default('lieu_activite'),
    placeId: blankable(uuid),
    communeCode: blankable(
      z
        .string()
        .trim()
        .regex(/^\d[0-9AB]\d{3}$/i, 'commune-unknown'),
    ),
    themes: z.array(z.enum(THEMES)).min(1, 'choose-one'),
    topics: z.array(z.enum(PROCEDURE_TOPICS)).default([]),
    autonomy: blankable(z.enum(AUTONOMIES)),
    equipment: z.array(z.enum(EQUIPMENTS)).default([]),
    orientedTo: blankable(z.enum(ORIENTED_TO)),
    /** How many people came to a group; somebody alone is one. */
    participants: blankable(whole(1, MOST_COUNTED, 'absurd-count')),
    genders: totals(GENDERS),
    ages: totals(AGES),
    statuses: totals(STATUSES),
    /** The file of a person whom the organisation follows; null = anonymous. */
    followedPersonId: blankable(uuid),
    /** The appointment that this was; it is noted as kept. */
    appointmentId: blankable(uuid),
    /** Never a name. */
    note: prose(1000).default(''),
  })
  .superRefine((input, issue) => {
    const wrong = (path: string, message: string): void =>
      issue.addIssue({ code: 'custom', path: [path], message });
    if (!input.placeId && !input.communeCode) wrong('placeId', 'place-or-commune');
    if (input.format === 'group' && input.participants === null) wrong('participants', 'required');
    if (input.topics.length > 0 && !input.themes.includes('aide_aux_demarches_administratives'))
      wrong('topics', 'topics-need-theme');
    const came = peopleOf(input);
    for (const list of ['genders', 'ages', 'statuses'] as const)
      if (sumOf(input[list]) > came) wrong(list, 'more-than-came');
    if (input.format === 'group' && input.followedPersonId) wrong('followedPersonId', 'one-person');
  });
export type AccompanimentInput = z.output<typeof accompanimentInput>;

/** How many people a record is about. */
export function peopleOf(input: {
  readonly format: 'individual' | 'group';
  readonly participants: number | null;
}): number {
  return input.format === 'group' ? (input.participants ?? 0) : 1;
}

export const accompanimentOutput = z.object({
  id: uuid,
  advisor: z.object({ id: uuid, name: z.string() }).nullable(),
  kind: z.string(),
  happenedOn: z.string(),
  minutes: z.number().int().nullable(),
  format: z.enum(['individual', 'group']),
  setting: z.string(),
  participants: z.number().int(),
  themes: z.array(z.string()),
  topics: z.array(z.string()),
  autonomy: z.string().nullable(),
  equipment: z.array(z.string()),
  orientedTo: z.string().nullable(),
  placeName: z.string().nullable(),
  communeName: z.string(),
  departmentCode: z.string(),
  source: z.enum(['here', 'coop']),
  /** True when the organisation follows the person; which one is not told here. */
  followed: z.boolean(),
});
