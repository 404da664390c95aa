import { z } from 'zod';
import {
  blankable,
  commitment,
  DOOR_KEYS,
  line,
  personName,
  prose,
  uuid,
} from '../../alliance/public.ts';
import {
  checkRna,
  checkSiren,
  checkSiret,
  compactIdentifier,
  PARTNER_KINDS,
} from '../../partners/public.ts';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { REFUSALS } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'join.read': true;
    'join.answer': true;
  }
}

const identifier = (check: (value: string) => { readonly ok: boolean }, code: string) =>
  blankable(
    z
      .string()
      .max(40, 'too-long')
      .transform(compactIdentifier)
      .refine((value) => check(value).ok, code),
  );

/** « Join us », as an organisation fills it in; any one number helps, none is asked for. */
export const joinInput = z.object({
  organisation: line(200),
  siret: identifier(checkSiret, 'siret-invalid'),
  siren: identifier(checkSiren, 'siren-invalid'),
  rna: identifier(checkRna, 'rna-invalid'),
  contactName: personName,
  contactEmail: z.email({ error: 'email-invalid' }).max(254, 'too-long'),
  commune: line(120),
  commitment,
  message: prose(3000).pipe(z.string().min(20, 'say-more')),
});
export type JoinInput = z.output<typeof joinInput>;

const answer = prose(2000).pipe(z.string().min(1, 'required'));

/** Yes: a partner, here already or new, and an idea of a partnership. */
export const joinAcceptance = z
  .object({
    answer,
    /** A partner that is here already; null makes a new one of `kind`. */
    partnerId: blankable(uuid),
    kind: z.enum(PARTNER_KINDS, { error: 'choose-one' }).or(z.literal('')).default(''),
    title: line(160),
    type: z.enum(PARTNERSHIP_TYPES, { error: 'choose-one' }),
  })
  .superRefine((input, issue) => {
    if (!input.partnerId && input.kind === '')
      issue.addIssue({ code: 'custom', path: ['kind'], message: 'choose-one' });
  });
export type JoinAcceptance = z.output<typeof joinAcceptance>;

/** No: why, in words too, and where else to ask. */
export const joinRefusal = z.object({
  why: answer,
  refusal: z.enum(REFUSALS, { error: 'choose-one' }),
  doors: z
    .array(z.enum(DOOR_KEYS as [(typeof DOOR_KEYS)[number]]))
    .max(6)
    .default([]),
});
export type JoinRefusal = z.output<typeof joinRefusal>;
