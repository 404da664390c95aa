import { z } from 'zod';
import { blankable, day, prose } from '../../alliance/public.ts';
import { contactInput } from '../contract.ts';
import { CONTACT_ROLES } from './domain.ts';

/** A contact with the agreement to be written to: for what, since when, until when. */
export const contactRecord = contactInput.extend({
  consentOn: blankable(day),
  consentPurpose: prose(200).default(''),
  consentEndedOn: blankable(day),
});
export type ContactRecord = z.output<typeof contactRecord>;

export const contactRoles = z.array(
  z.object({ partnershipId: z.uuid(), role: z.enum(CONTACT_ROLES) }),
);
