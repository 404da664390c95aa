import { z } from 'zod';
import {
  ACCESS_NEEDS,
  blankable,
  blankLine,
  day,
  line,
  pageOutput,
  prose,
  THEMES,
  uuid,
  whole,
} from '../alliance/public.ts';
import { always, consentFields, heard, witnessNeeded } from './consent/contract.ts';
import { CONSENT_WAYS, PURPOSES } from './consent/domain.ts';
import { ENDINGS, KEEPER_KINDS, REACH_KINDS } from './domain.ts';
import { NOTE_KINDS } from './notes/domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    /** Reads the files of one's own organisation; nobody reads those of another. */
    'follow-up.read': true;
    'follow-up.write': true;
    /** Hands one's own files over to a colleague. */
    'follow-up.hand-over': true;
    /** Hands over those of anybody in one's organisation, also without reading them. */
    'follow-up.manage': true;
    /** Counts: how many, never who. */
    'follow-up-figures.read': true;
  }
}

/** What a file says of a person. Only a first name and a commune are needed. */
export const personFields = z.object({
  firstName: line(60),
  lastName: blankable(line(80)),
  birthYear: blankable(whole(1900, 2100, 'year-invalid')),
  reachKind: blankable(z.enum(REACH_KINDS, { error: 'choose-one' })),
  reach: blankable(line(200)),
  communeCode: z
    .string({ error: 'commune-unknown' })
    .trim()
    .regex(/^\d[0-9AB]\d{3}$/i, 'commune-unknown'),
  placeId: blankable(uuid),
  themes: z.array(z.enum(THEMES)).max(8, 'too-many-themes').default([]),
  access: z.array(z.enum(ACCESS_NEEDS)).default([]),
  goals: blankable(prose(1000)),
  nextOn: blankable(day),
});

type Fields = z.output<typeof personFields>;

const both = ({ reach, reachKind }: Pick<Fields, 'reach' | 'reachKind'>): boolean =>
  Boolean(reach) === Boolean(reachKind);
const bothNeeded = { path: ['reachKind'], error: 'reach-both', when: always };

export const personInput = personFields.refine(both, bothNeeded);
export type PersonInput = z.output<typeof personInput>;

const keeper = z.object({
  kind: z.enum(KEEPER_KINDS, { error: 'choose-one' }),
  code: z.string().min(1, 'choose-one').max(60),
});

/** A new file: it begins with an agreement. */
export const newFileInput = personFields
  .extend(consentFields.shape)
  .extend({ keeper: z.object(keeper.shape, { error: 'choose-one' }) })
  .refine(both, bothNeeded)
  .refine(heard, witnessNeeded);
export type NewFileInput = z.output<typeof newFileInput>;

/** Looked for before anything is made. */
export const searchInput = z.object({
  name: blankLine(140).default(''),
  birthYear: blankable(whole(1900, 2100, 'year-invalid')),
  reach: blankLine(200).default(''),
});

/** The part of a file that rests sealed. */
export const sealedPerson = z.object({
  firstName: z.string(),
  lastName: z.string().nullable(),
  birthYear: z.number().nullable(),
  reachKind: z.enum(REACH_KINDS).nullable(),
  reach: z.string().nullable(),
  communeCode: z.string(),
  access: z.array(z.enum(ACCESS_NEEDS)),
  goals: z.string().nullable(),
});
export type SealedPerson = z.output<typeof sealedPerson>;

const summaryShape = {
  id: uuid,
  keeper: keeper.extend({ name: z.string() }),
  firstName: z.string(),
  lastName: z.string().nullable(),
  birthYear: z.number().int().nullable(),
  themes: z.array(z.string()),
  referent: z.object({ id: z.string(), name: z.string() }).nullable(),
  tellReferent: z.boolean(),
  nextOn: z.string().nullable(),
  lastContactOn: z.string(),
  expiresOn: z.string(),
};

export const fileSummary = z.object(summaryShape);
export const filePage = pageOutput(fileSummary);

export const noteOutput = z.object({
  id: uuid,
  happenedOn: z.string(),
  kind: z.enum(NOTE_KINDS),
  text: z.string(),
  writtenBy: z.string().nullable(),
});

export const consentOutput = z.object({
  id: uuid,
  purpose: z.enum(PURPOSES),
  words: z.string().nullable(),
  months: z.number().int(),
  givenOn: z.string(),
  until: z.string(),
  way: z.enum(CONSENT_WAYS),
  witness: z.string().nullable(),
  textVersion: z.string(),
});

export const fileOutput = z.object({
  ...summaryShape,
  reachKind: z.enum(REACH_KINDS).nullable(),
  reach: z.string().nullable(),
  communeCode: z.string(),
  communeName: z.string(),
  place: z.object({ id: uuid, name: z.string() }).nullable(),
  access: z.array(z.string()),
  goals: z.string().nullable(),
  consentUntil: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
  notes: z.array(noteOutput),
  consents: z.array(consentOutput),
});
export type FileOutput = z.output<typeof fileOutput>;

export const figuresOutput = z.object({
  persons: z.number().int(),
  open: z.number().int(),
  ended: z.array(z.object({ month: z.string(), why: z.enum(ENDINGS), files: z.number().int() })),
});
