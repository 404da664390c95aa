import { z } from 'zod';
import {
  blankable,
  blankLine,
  line,
  personName,
  prose,
  uuid,
  webAddress,
} from '../alliance/public.ts';
import { PARTNER_KINDS } from './domain.ts';
import { checkRna, checkSiren, checkSiret, compactIdentifier } from './identifiers/domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'partners.read': true;
    'partners.write': true;
    /** Two records are one organisation: the operator's to say. */
    'partners.merge': true;
    /** Who to write to or call at a partner, and what was written to them. */
    'partner-contacts.read': true;
    /** Papers that a partner hands in. */
    'partner-documents.read': true;
    /** Papers about a partner for the operator's eyes. */
    'private-documents.read': true;
    'notes.read': true;
    'notes.write': true;
  }
}

const identifier = (check: (value: string) => { readonly ok: boolean }, code: string) =>
  z
    .string()
    .max(40, 'too-long')
    .transform((value) => compactIdentifier(value))
    .refine((value) => check(value).ok, code);

/** A partner as it is written by a person or a program. */
export const partnerInput = z.object({
  name: line(200),
  acronym: blankLine(40).default(''),
  kind: z.enum(PARTNER_KINDS, { error: 'choose-one' }),
  siren: blankable(identifier(checkSiren, 'siren-invalid')),
  siret: blankable(identifier(checkSiret, 'siret-invalid')),
  rna: blankable(identifier(checkRna, 'rna-invalid')),
  description: prose(4000).default(''),
  address: blankLine(300).default(''),
  postalCode: blankable(
    z
      .string()
      .trim()
      .regex(/^\d{5}$/, 'postal-code-invalid'),
  ),
  communeCode: blankable(
    z
      .string()
      .trim()
      .regex(/^\d[0-9AB]\d{3}$/i, 'commune-unknown'),
  ),
  website: blankable(webAddress),
});
export type PartnerInput = z.output<typeof partnerInput>;

export const contactInput = z.object({
  name: personName,
  function: blankLine(120).default(''),
  email: blankable(z.email({ error: 'email-invalid' }).max(254, 'too-long')),
  phone: blankable(
    z
      .string()
      .trim()
      .regex(/^[+\d][\d .()-]{3,24}$/, 'phone-invalid'),
  ),
});
export type ContactInput = z.output<typeof contactInput>;

export const noteInput = z.object({
  body: prose(4000).pipe(z.string().min(1, 'required')),
  departmentCode: line(3),
});

/** A partner as the interface gives it: no contact, no note. */
export const partnerOutput = z.object({
  id: uuid,
  name: z.string(),
  acronym: z.string(),
  kind: z.string(),
  siren: z.string().nullable(),
  siret: z.string().nullable(),
  rna: z.string().nullable(),
  description: z.string(),
  address: z.string(),
  postalCode: z.string(),
  communeCode: z.string().nullable(),
  communeName: z.string().nullable(),
  departmentCode: z.string().nullable(),
  website: z.string().nullable(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type PartnerOutput = z.output<typeof partnerOutput>;
