import { z } from 'zod';
import { blankable, day, line, prose } from '../../alliance/public.ts';
import { checkSiret, compactIdentifier } from '../identifiers/domain.ts';
import { LABELS, ROLES_TO_US } from './domain.ts';

const siret = blankable(
  z
    .string()
    .max(40, 'too-long')
    .transform(compactIdentifier)
    .refine((value) => checkSiret(value).ok, 'siret-invalid'),
);

const CODES = { label: LABELS, role: ROLES_TO_US } as const;

export const labelInput = z
  .object({
    kind: z.enum(['label', 'role']),
    code: z.enum([...LABELS, ...ROLES_TO_US], { error: 'choose-one' }),
    source: prose(200).default(''),
    validFrom: blankable(day),
    validTo: blankable(day),
  })
  .refine(({ kind, code }) => (CODES[kind] as readonly string[]).includes(code), {
    path: ['code'],
    message: 'choose-one',
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validTo >= validFrom, {
    path: ['validTo'],
    message: 'ends-before-start',
  });
export type LabelInput = z.output<typeof labelInput>;

export const establishmentInput = z.object({
  name: line(200),
  siret,
  address: prose(300).default(''),
  postalCode: blankable(
    z
      .string()
      .trim()
      .regex(/^\d{5}$/, 'postal-code-invalid'),
  ),
  communeCode: blankable(z.string().trim().max(5)),
});
export type EstablishmentInput = z.output<typeof establishmentInput>;
