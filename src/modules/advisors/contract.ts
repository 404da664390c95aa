import { z } from 'zod';
import {
  ACCESS_NEEDS,
  blankable,
  day,
  LANGUAGES,
  pageOutput,
  personName,
  THEMES,
  uuid,
} from '../alliance/public.ts';
import { ADVISOR_KINDS } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    /** Who is where, when. */
    'advisors.read': true;
    /** Sheets, rounds, absences. */
    'advisors.write': true;
    /** Gives somebody an appointment. */
    'appointments.book': true;
    'accompaniments.read': true;
    'accompaniments.record': true;
  }
}

/** A sheet: who helps people, under which partnership the work is recorded. */
export const advisorInput = z
  .object({
    name: personName,
    kind: z.enum(ADVISOR_KINDS, { error: 'choose-one' }),
    /** Null when the operator employs the person. */
    employerPartnerId: blankable(uuid),
    partnershipId: uuid,
    themes: z.array(z.enum(THEMES)).min(1, 'choose-one'),
    access: z.array(z.enum(ACCESS_NEEDS)).default([]),
    languages: z.array(z.enum(LANGUAGES)).default([]),
    departmentCode: z
      .string({ error: 'required' })
      .trim()
      .regex(/^(\d{2,3}|2[AB])$/i, 'department-unknown')
      .transform((code) => code.toUpperCase()),
    activeFrom: day,
    activeUntil: blankable(day),
    /** Whose account it is: as it was, the writer's own, nobody's, or that of an address. */
    link: z.enum(['keep', 'me', 'none', 'address']).default('keep'),
    accountEmail: blankable(z.email({ error: 'email-invalid' }).max(200)),
  })
  .refine(({ activeFrom, activeUntil }) => activeUntil === null || activeFrom <= activeUntil, {
    path: ['activeUntil'],
    error: 'ends-before-start',
  });
export type AdvisorInput = z.output<typeof advisorInput>;

export const advisorOutput = z.object({
  id: uuid,
  name: z.string(),
  kind: z.enum(ADVISOR_KINDS),
  /** Null: the operator. */
  employer: z.object({ id: uuid, name: z.string() }).nullable(),
  partnership: z.object({ id: uuid, title: z.string() }),
  partner: z.object({ id: uuid, name: z.string() }),
  themes: z.array(z.string()),
  access: z.array(z.string()),
  languages: z.array(z.string()),
  departmentCode: z.string(),
  departmentName: z.string(),
  activeFrom: z.string(),
  activeUntil: z.string().nullable(),
  version: z.number().int(),
});
export const advisorPage = pageOutput(advisorOutput);
