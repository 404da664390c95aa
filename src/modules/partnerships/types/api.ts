import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok } from '../../../platform/result.ts';
import { blankable, day, done, idOutput, idParams, prose, version } from '../../alliance/public.ts';
import { validDocumentKinds } from '../../partners/public.ts';
import { withPartnership } from '../api.ts';
import { PARTNERSHIP_TYPES, STAGES } from '../domain.ts';
import { saveSheet } from './commands.ts';
import { readDetails, TYPE_SHEETS } from './domain.ts';
import { gapsBefore, listMilestones } from './queries.ts';

const tag = 'Partnerships';

const value = z.union([z.string(), z.number()]);
const milestone = z.object({
  key: z.string(),
  dueOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  note: z.string(),
});

export const sheetOperations = [
  operation({
    id: 'getPartnershipSheet',
    method: 'get',
    path: '/partnerships/{id}/sheet',
    tag,
    summary: 'What a partnership’s type asks for: fields, papers and milestones, and what is there',
    permission: 'partnerships.read',
    params: idParams,
    output: z.object({
      type: z.enum(PARTNERSHIP_TYPES),
      version: z.number().int().describe('Of the partnership'),
      fields: z.array(
        z.object({
          key: z.string(),
          kind: z.string(),
          options: z.array(z.string()),
          needed: z.boolean().describe('Before it is agreed'),
          value: value.nullable(),
        }),
      ),
      papers: z.array(
        z.object({
          kind: z.string(),
          needed: z.boolean().describe('Before it starts'),
          there: z.boolean(),
        }),
      ),
      milestones: z.array(milestone),
      longestYears: z.number().nullable(),
    }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id, type, version: seen, details, partner }) => {
        const sheet = TYPE_SHEETS[type];
        const kinds = await validDocumentKinds(ctx.db, partner.id, today(ctx.now));
        return ok({
          body: {
            type,
            version: seen,
            fields: sheet.fields.map(({ key, kind, options, needed }) => ({
              key,
              kind,
              options: [...(options ?? [])],
              needed,
              value: details[key] ?? null,
            })),
            papers: sheet.documents.map((paper) => ({ ...paper, there: kinds.has(paper.kind) })),
            milestones: await listMilestones(ctx.db, id, type),
            longestYears: sheet.longestYears,
          },
        });
      }),
  }),
  operation({
    id: 'savePartnershipSheet',
    method: 'put',
    path: '/partnerships/{id}/sheet',
    tag,
    summary: 'Replace what the partnership’s type asks for; unknown fields are dropped',
    permission: 'partnerships.write',
    params: idParams,
    body: z.object({
      version,
      details: z.record(z.string().max(40), z.union([z.string().max(4000), z.number()])),
      milestones: z
        .array(
          z.object({
            key: z.string().max(40),
            dueOn: blankable(day),
            doneOn: blankable(day),
            note: prose(300).default(''),
          }),
        )
        .max(20, 'too-many-rows')
        .optional()
        .describe('Those of the type; all of them stay as they are when this is left out'),
    }),
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id, type }) => {
        const { details, problems } = readDetails(type, body.details);
        const errors = problems.map(({ field, code }) => ({ field: `details.${field}`, code }));
        for (const [row, { key }] of (body.milestones ?? []).entries())
          if (!TYPE_SHEETS[type].milestones.includes(key))
            errors.push({ field: `milestones.${row}.key`, code: 'choose-one' });
        if (errors.length > 0) return fail({ code: 'invalid', errors });
        const given = body.milestones && new Map(body.milestones.map((one) => [one.key, one]));
        const milestones = given ? [...given.values()] : await listMilestones(ctx.db, id, type);
        return done(await saveSheet(ctx, scope, id, body.version, { details, milestones }), id);
      }),
  }),
  operation({
    id: 'listPartnershipGaps',
    method: 'get',
    path: '/partnerships/{id}/gaps',
    tag,
    summary: 'What is missing before a stage; moving on without it needs a reason',
    permission: 'partnerships.read',
    params: idParams,
    query: z.object({ to: z.enum(STAGES).describe('Only `agreed` and `active` ask for anything') }),
    output: z.object({
      items: z.array(
        z.object({ kind: z.enum(['field', 'paper', 'convention']), key: z.string().optional() }),
      ),
    }),
    handle: ({ ctx, params, query }) =>
      withPartnership(ctx, params.id, async ({ id, type, details, partner }) => {
        const about = { id, type, details, partnerId: partner.id };
        const items = await gapsBefore(ctx.db, about, query.to, today(ctx.now));
        return ok({ body: { items } });
      }),
  }),
];
