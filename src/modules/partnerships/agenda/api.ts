import { z } from 'zod';
import { authorize } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ok } from '../../../platform/result.ts';
import { uuid } from '../../alliance/public.ts';
import { partnershipRow } from '../contract.ts';
import { STAGES } from '../domain.ts';
import { dueSteps, STEPS_AHEAD_DAYS } from '../next-step/queries.ts';
import { homeAgenda } from './queries.ts';

const waiting = z.object({ id: uuid, title: z.string(), territoryName: z.string() });

export const agendaOperations = [
  operation({
    id: 'getAgenda',
    method: 'get',
    path: '/agenda',
    tag: 'Partnerships',
    summary: 'What waits for who asks: partnerships to review, to agree, to publish, needs, steps',
    permission: 'partnerships.read',
    output: z.object({
      stalled: z.array(partnershipRow).describe('Too long in their stage, with no next step ahead'),
      refused: z.array(partnershipRow).describe('Whose convention somebody refused to sign'),
      endingSoon: z.array(partnershipRow),
      underReview: z.array(partnershipRow),
      coDesign: z.array(partnershipRow),
      toAgree: z.array(partnershipRow).describe('Publications that wait for the partner'),
      openNeeds: z.array(waiting),
      toDecide: z.array(waiting).describe('Proposals that nobody decided on'),
      steps: z.array(
        z.object({
          id: uuid,
          title: z.string(),
          stage: z.enum(STAGES),
          step: z.string(),
          on: z.string(),
        }),
      ),
    }),
    handle: async ({ ctx }) => {
      const { db, actor, now } = ctx;
      const act = authorize(actor, 'partnerships.move');
      const agree = authorize(actor, 'partnerships.agree');
      const needs = authorize(actor, 'needs.write');
      const decide = authorize(actor, 'codesign.decide');
      const soon = today(new Date(now.getTime() + STEPS_AHEAD_DAYS * 86_400_000));
      const [agenda, steps] = await Promise.all([
        homeAgenda(db, { act, agree, needs, decide }, today(now)),
        act ? dueSteps(db, act, soon) : [],
      ]);
      return ok({ body: { ...agenda, steps } });
    },
  }),
];
