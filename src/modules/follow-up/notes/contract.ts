import { z } from 'zod';
import { blankable, day, prose, uuid } from '../../alliance/public.ts';
import { NOTE_KINDS } from './domain.ts';

/** What happened on a day; `nextOn` puts the next meeting, where it is given. */
export const noteInput = z.object({
  /** The client's, so that sending twice notes once. */
  id: uuid,
  kind: z.enum(NOTE_KINDS, { error: 'choose-one' }),
  happenedOn: day,
  text: prose(2000).pipe(z.string().min(1, 'required')),
  nextOn: blankable(day),
});
export type NoteInput = z.output<typeof noteInput>;
