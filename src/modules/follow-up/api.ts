import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { today } from '../../platform/i18n/messages.ts';
import { daysLater } from '../../platform/i18n/paris-time.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  answered,
  createdOutput,
  day,
  idOutput,
  idParams,
  pageQuery,
  uuid,
  version,
} from '../alliance/public.ts';
import { createFile, updateFile } from './commands.ts';
import { renewConsent } from './consent/commands.ts';
import { consentInput } from './consent/contract.ts';
import {
  figuresOutput,
  fileOutput,
  filePage,
  fileSummary,
  newFileInput,
  personInput,
  searchInput,
} from './contract.ts';
import { NOTICE_DAYS } from './domain.ts';
import { endFile } from './ending/commands.ts';
import { followUpFigures } from './ending/queries.ts';
import { addNote } from './notes/commands.ts';
import { noteInput } from './notes/contract.ts';
import { getFile, listFiles } from './queries.ts';
import { handOver } from './relay/commands.ts';
import { searchFiles } from './search/queries.ts';

const tag = 'Follow-up';

export const followUpOperations = [
  operation({
    id: 'listFollowUps',
    method: 'get',
    path: '/follow-ups',
    tag,
    summary: 'Files of your own organisation, next meeting first',
    permission: 'follow-up.read',
    query: pageQuery.extend({
      mine: z.stringbool().optional(),
      unled: z.stringbool().optional(),
      endsSoon: z.stringbool().optional(),
    }),
    output: filePage,
    handle: async ({ ctx, scope, services, query: { cursor, limit, ...asked } }) => {
      const filters = {
        referent: asked.mine ? scope.accountId : undefined,
        unled: asked.unled,
        endsBy: asked.endsSoon ? daysLater(today(ctx.now), NOTICE_DAYS) : undefined,
      };
      return ok({
        body: await listFiles(ctx.db, scope, services.secret, filters, cursor ?? null, limit),
      });
    },
  }),
  operation({
    id: 'searchFollowUps',
    method: 'post',
    path: '/follow-up-searches',
    tag,
    summary: 'Likely files of your own organisation; the words stay out of the address',
    permission: 'follow-up.write',
    limit: { name: 'follow-up-search', calls: 600, seconds: 600 },
    writes: false,
    body: searchInput,
    output: z.object({ items: z.array(fileSummary) }),
    handle: async ({ ctx, scope, services, body }) =>
      ok({ body: { items: await searchFiles(ctx.db, scope, services.secret, body) } }),
  }),
  operation({
    id: 'createFollowUp',
    method: 'post',
    path: '/follow-ups',
    tag,
    summary: 'Open a file with the person’s consent; the id is yours',
    permission: 'follow-up.write',
    body: newFileInput.safeExtend({
      id: uuid,
      ruledOut: z.array(uuid).default([]).describe('Likely files that are not of this person'),
    }),
    output: createdOutput,
    handle: async ({ ctx, scope, services, body: { id, ruledOut, ...input } }) => {
      const done = await createFile(ctx, scope, services.secret, input, { id, ruledOut });
      if (done.ok) return ok({ body: done.value, created: done.value.created });
      return fail({ code: done.failure.code, field: done.failure.field });
    },
  }),
  operation({
    id: 'getFollowUp',
    method: 'get',
    path: '/follow-ups/{id}',
    tag,
    summary: 'One file of your own organisation',
    permission: 'follow-up.read',
    params: idParams,
    output: fileOutput,
    handle: async ({ ctx, scope, services, params }) => {
      const found = await getFile(ctx.db, scope, services.secret, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'updateFollowUp',
    method: 'put',
    path: '/follow-ups/{id}',
    tag,
    summary: 'Replace what a file says of the person',
    permission: 'follow-up.write',
    params: idParams,
    body: personInput.safeExtend({ version }),
    output: idOutput,
    handle: async ({ ctx, scope, services, params, body: { version: seen, ...input } }) =>
      answered(await updateFile(ctx, scope, services.secret, params.id, seen, input)),
  }),
  operation({
    id: 'addFollowUpNote',
    method: 'post',
    path: '/follow-ups/{id}/notes',
    tag,
    summary: 'Note a meeting, a call, a message or a remark; the id is yours',
    permission: 'follow-up.write',
    params: idParams,
    body: noteInput,
    output: createdOutput,
    handle: async ({ ctx, scope, services, params, body }) => {
      const done = await addNote(ctx, scope, services.secret, params.id, body);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'renewFollowUpConsent',
    method: 'post',
    path: '/follow-ups/{id}/consents',
    tag,
    summary: 'Record a new consent of the person',
    permission: 'follow-up.write',
    params: idParams,
    body: consentInput,
    output: idOutput,
    handle: async ({ ctx, scope, services, params, body }) => {
      const done = await renewConsent(ctx, scope, services.secret, params.id, body);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'endFollowUp',
    method: 'post',
    path: '/follow-ups/{id}/ending',
    tag,
    summary: 'End a file at once: consent withdrawn, erasure asked for, or finished',
    permission: 'follow-up.write',
    params: idParams,
    body: z.object({ why: z.enum(['withdrawn', 'erased', 'finished']) }),
    output: z.object({ ended: z.literal(true) }),
    handle: async ({ ctx, scope, params, body }) =>
      answered(await endFile(ctx, scope, params.id, body.why)),
  }),
  operation({
    id: 'handFollowUpsOver',
    method: 'post',
    path: '/follow-up-relays',
    tag,
    summary: 'Give files to a colleague of the same organisation: all or none',
    permission: 'follow-up.hand-over',
    body: z.object({ ids: z.array(uuid).min(1).max(500), to: z.string().min(1).max(100) }),
    output: z.object({ files: z.number().int() }),
    handle: async ({ ctx, scope, body }) => answered(await handOver(ctx, scope, body.ids, body.to)),
  }),
  operation({
    id: 'getFollowUpFigures',
    method: 'get',
    path: '/follow-up-figures',
    tag,
    summary: 'How many different people are followed and how many files ended; never who',
    permission: 'follow-up-figures.read',
    query: z.object({
      from: day.optional(),
      to: day.optional(),
      partner: uuid.optional(),
      department: z.string().max(3).optional(),
      place: uuid.optional(),
    }),
    output: figuresOutput,
    handle: async ({ ctx, scope, query: { partner, department, place, ...period } }) => {
      const filters = { ...period, partnerId: partner, departmentCode: department, placeId: place };
      return ok({ body: await followUpFigures(ctx.db, scope, filters) });
    },
  }),
];
