import { z } from 'zod';
import { blankable, day, line, prose, whole } from '../../alliance/public.ts';
import { CONSENT_WAYS, MOST_MONTHS, PURPOSES } from './domain.ts';

/** What the person agreed to. `months` is how long, from the day on which it was given. */
export const consentFields = z.object({
  purpose: z.enum(PURPOSES, { error: 'choose-one' }),
  words: blankable(prose(500)),
  months: whole(1, MOST_MONTHS),
  givenOn: day,
  way: z.enum(CONSENT_WAYS, { error: 'choose-one' }),
  witness: blankable(line(120)),
  agreed: z.literal(true, { error: 'accept-needed' }),
});

type Fields = z.output<typeof consentFields>;

/** What was spoken has a witness: somebody of the team who heard it. */
export const heard = ({ way, witness }: Pick<Fields, 'way' | 'witness'>): boolean =>
  way !== 'spoken' || Boolean(witness);

/** Fields that depend on each other are looked at also where another one is wrong. */
export const always = (): boolean => true;

export const witnessNeeded = { path: ['witness'], error: 'witness-needed', when: always };

export const consentInput = consentFields.refine(heard, witnessNeeded);
export type ConsentInput = z.output<typeof consentInput>;

/** As the form's flat fields say it. */
export const consentShape = (values: Record<string, string | string[]>) => ({
  ...values,
  agreed: values.agreed === 'yes',
});
