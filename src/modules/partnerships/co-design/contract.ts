import { z } from 'zod';
import { blankable, commitment, line, prose, uuid } from '../../alliance/public.ts';
import { OUTCOMES, PRIORITIES, VISIBILITIES } from './domain.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    /** The workshop of a territory: ranks, what was shared, decisions, the plan. */
    'codesign.read': true;
    /** Says how much a need matters, and supports a proposal. */
    'codesign.take-part': true;
    'codesign.propose': true;
    /** Invites partners to propose and decides what becomes of proposals. */
    'codesign.decide': true;
  }
}

/** What one actor says of needs of one department. An empty priority takes an answer back. */
export const prioritiesInput = z.object({
  departmentCode: line(3),
  priorities: z
    .array(
      z.object({
        needId: uuid,
        priority: blankable(z.enum(PRIORITIES, { error: 'choose-one' })),
      }),
    )
    .min(1, 'required')
    .max(200),
});
export type PrioritiesInput = z.output<typeof prioritiesInput>;

/** What a partner proposes in answer to a need. */
export const proposalInput = z.object({
  needId: uuid,
  partnerId: uuid,
  title: line(160),
  body: prose(4000).pipe(z.string().min(20, 'say-more')),
  means: prose(2000).default(''),
  visibility: z.enum(VISIBILITIES, { error: 'choose-one' }),
});
export type ProposalInput = z.output<typeof proposalInput>;

export const supportInput = z.object({
  sentence: line(300),
});

export const decisionInput = z
  .object({
    outcome: z.enum(OUTCOMES, { error: 'choose-one' }),
    reason: prose(2000).pipe(z.string().min(1, 'reason-needed')),
    mergedInto: blankable(uuid),
  })
  .superRefine((input, issue) => {
    if (input.outcome === 'merged' && !input.mergedInto)
      issue.addIssue({ code: 'custom', path: ['mergedInto'], message: 'choose-one' });
  });
export type DecisionInput = z.output<typeof decisionInput>;

export const inviteInput = z.object({ partnerId: uuid, sentence: prose(500).default('') });
export type InviteInput = z.output<typeof inviteInput>;

/** An organisation that takes part. */
export const organisation = z.object({ id: uuid, name: z.string() });

export const rankedNeed = z.object({
  id: uuid,
  title: z.string(),
  commitment,
  territoryKind: z.string(),
  territoryCode: z.string(),
  territoryName: z.string(),
  tally: z.object({ first: z.int(), important: z.int(), later: z.int() }),
  standing: z.object({ points: z.int(), voices: z.int(), rank: z.int().nullable() }),
});

export const proposalOutput = z.object({
  id: uuid,
  needId: uuid,
  partner: organisation,
  departmentCode: z.string(),
  title: z.string(),
  body: z.string(),
  means: z.string(),
  visibility: z.enum(VISIBILITIES),
  outcome: z.enum(OUTCOMES).nullable(),
  supports: z.int(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ProposalOutput = z.output<typeof proposalOutput>;
