import { z } from 'zod';
import {
  blankable,
  commitment,
  day,
  decimal,
  line,
  prose,
  TERRITORY_KINDS,
  uuid,
} from '../alliance/public.ts';
import { PARTNERSHIP_TYPES, STAGES } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'partnerships.read': true;
    'partnerships.write': true;
    'partnerships.move': true;
    /** A partner withdraws before anything is agreed. */
    'partnerships.withdraw': true;
    /** The operator agrees to publish. */
    'partnerships.publish': true;
    /** The partner agrees to publish. */
    'partnerships.agree': true;
  }
}

const territoryRef = z.object({ kind: z.enum(TERRITORY_KINDS), code: z.string().min(1).max(12) });
export type TerritoryRef = z.output<typeof territoryRef>;

const objective = z.object({
  label: line(200),
  unit: prose(40).default(''),
  target: blankable(decimal(0, 1e9)),
  dueOn: blankable(day),
});

/** A partnership as it is written. */
export const partnershipInput = z
  .object({
    title: line(160),
    type: z.enum(PARTNERSHIP_TYPES, { error: 'choose-one' }),
    commitment,
    furtherCommitments: z.array(commitment).max(4).default([]),
    partnerId: uuid,
    departmentCode: line(3),
    summary: prose(4000).default(''),
    startsOn: blankable(day),
    endsOn: blankable(day),
    territories: z.array(territoryRef).max(120).default([]),
    placeIds: z.array(uuid).max(500).default([]),
    needIds: z.array(uuid).max(50).default([]),
    objectives: z.array(objective).max(20).default([]),
  })
  .superRefine((input, issue) => {
    if (input.startsOn && input.endsOn && input.endsOn < input.startsOn) {
      issue.addIssue({ code: 'custom', path: ['endsOn'], message: 'ends-before-start' });
    }
  });
export type PartnershipInput = z.output<typeof partnershipInput>;

export const moveInput = z.object({
  to: z.enum(STAGES, { error: 'choose-one' }),
  reason: prose(1000).default(''),
});
export type MoveInput = z.output<typeof moveInput>;

/** A private note. */
export const noteInput = z.object({ body: prose(4000).pipe(z.string().min(1, 'required')) });

/** A partnership in a list. */
export const partnershipRow = z.object({
  id: uuid,
  reference: z.string(),
  title: z.string(),
  type: z.enum(PARTNERSHIP_TYPES),
  stage: z.enum(STAGES),
  stageSince: z.string(),
  commitment,
  partnerId: uuid,
  partnerName: z.string(),
  departmentCode: z.string(),
  endsOn: z.string().nullable(),
  agreedOn: z.string().nullable(),
  published: z.boolean(),
});

/** A partnership as the interface gives it. */
export const partnershipOutput = z.object({
  id: uuid,
  reference: z.string(),
  title: z.string(),
  type: z.enum(PARTNERSHIP_TYPES),
  stage: z.enum(STAGES),
  commitment,
  furtherCommitments: z.array(commitment),
  partner: z.object({ id: uuid, name: z.string() }),
  departmentCode: z.string(),
  summary: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  agreedOn: z.string().nullable(),
  territories: z.array(territoryRef),
  placeIds: z.array(uuid),
  needIds: z.array(uuid),
  objectives: z.array(
    z.object({
      label: z.string(),
      unit: z.string(),
      target: z.number().nullable(),
      dueOn: z.string().nullable(),
    }),
  ),
  /** Values of the type's own fields. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  published: z.boolean(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type PartnershipOutput = z.output<typeof partnershipOutput>;
