import { z } from 'zod';
import { consentOutput, fileOutput, noteOutput } from '../contract.ts';

const shape = fileOutput.shape;

/** The copy that a person is given: what is noted about them, and who else wrote none of it. */
export const copyOutput = z.object({
  id: shape.id,
  keptBy: shape.keeper,
  firstName: shape.firstName,
  lastName: shape.lastName,
  birthYear: shape.birthYear,
  reachKind: shape.reachKind,
  reach: shape.reach,
  commune: z.object({ code: z.string(), name: z.string() }),
  place: z.string().nullable(),
  themes: shape.themes,
  access: shape.access,
  goals: shape.goals,
  nextOn: shape.nextOn,
  openedOn: z.string(),
  lastContactOn: shape.lastContactOn,
  erasedOn: shape.expiresOn,
  consents: z.array(
    consentOutput.omit({ id: true, witness: true }).extend({ witnessed: z.boolean() }),
  ),
  notes: z.array(noteOutput.pick({ happenedOn: true, kind: true, text: true })),
  accompaniments: z.array(
    z.object({
      happenedOn: z.string(),
      minutes: z.number().int().nullable(),
      themes: z.array(z.string()).readonly(),
      place: z.string().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      handedOn: z.string(),
      terms: z.enum(['given', 'lent']),
      dueOn: z.string().nullable(),
      endedOn: z.string().nullable(),
      number: z.string(),
      model: z.string(),
      place: z.string(),
    }),
  ),
});
