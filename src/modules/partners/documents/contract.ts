import { z } from 'zod';
import { blankable, day, prose, uuid } from '../../alliance/public.ts';
import { DOCUMENT_KINDS } from './domain.ts';

export const documentInput = z.object({
  kind: z.enum(DOCUMENT_KINDS, { error: 'choose-one' }),
  title: prose(160).default(''),
  expiresOn: blankable(day),
  partnershipId: blankable(uuid),
  private: z.preprocess((value) => value === '1' || value === true, z.boolean()),
});
export type DocumentInput = z.output<typeof documentInput>;
