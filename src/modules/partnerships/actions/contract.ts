import { z } from 'zod';
import { blankable, commitment, day, decimal, line, prose, uuid } from '../../alliance/public.ts';
import { NEED_TERRITORIES } from '../needs/domain.ts';
import { MILESTONE_STATES, OWNER_KINDS } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    /** Writes the action plan of a territory. */
    'actions.write': true;
    /** Says how far one's own actions are. */
    'actions.move': true;
  }
}

/** `id` is there for a milestone that exists already; those left out are taken off the plan. */
const milestone = z.object({
  id: uuid.optional(),
  label: line(160),
  dueOn: day,
});

export const actionInput = z
  .object({
    territoryKind: z.enum(NEED_TERRITORIES, { error: 'choose-one' }),
    territoryCode: line(12),
    commitment,
    title: line(160),
    description: prose(2000).default(''),
    ownerKind: z.enum(OWNER_KINDS, { error: 'choose-one' }),
    ownerPartnerId: blankable(uuid),
    ownerAccountId: blankable(z.string().max(60)),
    placeId: blankable(uuid),
    needId: blankable(uuid),
    proposalId: blankable(uuid),
    partnershipId: blankable(uuid),
    result: prose(200).default(''),
    indicatorCode: blankable(z.string().max(60)),
    unit: prose(40).default(''),
    target: blankable(decimal(0, 1e9)),
    milestones: z.array(milestone).min(1, 'milestone-needed').max(12, 'too-many-milestones'),
  })
  .superRefine((input, issue) => {
    const missing = (path: string, code: string) =>
      issue.addIssue({ code: 'custom', path: [path], message: code });
    if (input.ownerKind === 'partner' && !input.ownerPartnerId)
      missing('ownerPartnerId', 'partner-unknown');
    if (input.ownerKind === 'person' && !input.ownerAccountId)
      missing('ownerAccountId', 'choose-one');
  })
  .transform((input) => ({
    ...input,
    ownerPartnerId: input.ownerKind === 'partner' ? input.ownerPartnerId : null,
    ownerAccountId: input.ownerKind === 'person' ? input.ownerAccountId : null,
  }));
export type ActionInput = z.output<typeof actionInput>;

export const milestoneMoveInput = z.object({
  to: z.enum(MILESTONE_STATES, { error: 'choose-one' }),
  reason: prose(1000).default(''),
  newDay: blankable(day),
});
export type MilestoneMoveInput = z.output<typeof milestoneMoveInput>;

export const actionOutput = z.object({
  id: uuid,
  territoryKind: z.enum(NEED_TERRITORIES),
  territoryCode: z.string(),
  territoryName: z.string(),
  departmentCode: z.string(),
  commitment,
  title: z.string(),
  description: z.string(),
  ownerKind: z.enum(OWNER_KINDS),
  ownerPartnerId: uuid.nullable(),
  ownerAccountId: z.string().nullable(),
  ownerName: z.string().describe('Empty for the operator'),
  placeId: uuid.nullable(),
  needId: uuid.nullable(),
  proposalId: uuid.nullable(),
  partnershipId: uuid.nullable(),
  result: z.string(),
  indicatorCode: z.string().nullable(),
  unit: z.string(),
  target: z.number().nullable(),
  state: z.enum(MILESTONE_STATES),
  milestones: z.array(
    z.object({
      id: uuid,
      label: z.string(),
      dueOn: z.string(),
      state: z.enum(MILESTONE_STATES),
    }),
  ),
  version: z.int(),
});
export type ActionOutput = z.output<typeof actionOutput>;
