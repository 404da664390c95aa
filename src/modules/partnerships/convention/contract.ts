import { z } from 'zod';
import { blankable, day, line, personName, prose, uuid } from '../../alliance/public.ts';
import { CONVENTION_STATUSES, SIDES } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    /** Conventions name people and terms: not for every reader of partnerships. */
    'conventions.read': true;
    'conventions.write': true;
    /** The text that each type starts with. */
    'conventions.template': true;
  }
}

const side = z.enum(SIDES, { error: 'choose-one' });

const clauseInput = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/, 'invalid'),
  title: line(160),
  body: prose(12_000).pipe(z.string().min(1, 'required')),
  concerns: z.array(side).max(SIDES.length).default([]),
});

export const signatoryInput = z.object({
  /** Given for a line that exists already. */
  id: blankable(uuid),
  side,
  name: personName,
  function: line(160),
  email: z
    .email({ error: 'email-invalid' })
    .max(254, 'too-long')
    .transform((value) => value.toLowerCase()),
});
export type SignatoryInput = z.output<typeof signatoryInput>;

/** The clauses of a text; each keeps its key when it is rewritten. */
export const clausesInput = z
  .array(clauseInput)
  .min(1, 'required')
  .max(40, 'too-many-rows')
  .refine((clauses) => new Set(clauses.map(({ key }) => key)).size === clauses.length, 'invalid');

/** A convention as its editors write it. */
export const conventionInput = z
  .object({
    title: line(200),
    startsOn: blankable(day),
    endsOn: blankable(day),
    /** The local authority, when somebody signs for one. */
    community: prose(200).default(''),
    clauses: clausesInput,
    signatories: z.array(signatoryInput).max(8, 'too-many-rows'),
  })
  .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || endsOn >= startsOn, {
    path: ['endsOn'],
    message: 'ends-before-start',
  });
export type ConventionInput = z.output<typeof conventionInput>;

export const refusalInput = z.object({ reason: prose(2000).pipe(z.string().min(1, 'required')) });

export const clauseOutput = z.object({
  key: z.string(),
  title: z.string(),
  body: z.string(),
  concerns: z.array(side),
});

/** A convention as the interface gives it. */
export const conventionOutput = z.object({
  id: uuid,
  partnershipId: uuid,
  number: z.number().int(),
  status: z.enum(CONVENTION_STATUSES),
  revision: z.number().int(),
  version: z.number().int(),
  way: z.enum(['links', 'paper']),
  content: z.object({
    title: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    parties: z.array(
      z.object({
        side,
        organisation: z.string(),
        identifier: z.string(),
        address: z.string(),
      }),
    ),
    clauses: z.array(clauseOutput),
  }),
  signatories: z.array(
    z.object({
      id: uuid,
      side,
      name: z.string(),
      function: z.string(),
      email: z.string().nullable().describe('For who may correct it, null for others'),
      state: z.enum(['waiting', 'signed', 'voided', 'refused']),
      signedAt: z.string().nullable(),
      refusedReason: z.string(),
      toldAt: z.string().nullable().describe('When a link was last sent'),
      reminders: z.number().int(),
    }),
  ),
  blanks: z.array(z.string()).describe('Keys of the clauses that still have a blank'),
  templateVersion: z.number().int(),
  sealedSha256: z.string().nullable(),
  sealedAt: z.string().nullable(),
  scanName: z.string().nullable(),
  signedOn: z.string().nullable(),
  reason: z.string().describe('Why it was given up'),
  createdAt: z.string(),
});
