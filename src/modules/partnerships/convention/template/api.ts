import { z } from 'zod';
import { operation } from '../../../../platform/http/operation.ts';
import { fail, ok } from '../../../../platform/result.ts';
import { PARTNERSHIP_TYPES } from '../../domain.ts';
import { clauseOutput, clausesInput } from '../contract.ts';
import { operatorOf } from '../queries.ts';
import { placeholdersOf, saveOperator, saveTemplate } from './commands.ts';
import { operatorInput } from './contract.ts';
import { currentTemplate } from './queries.ts';

const tag = 'Conventions';
const type = z.enum(PARTNERSHIP_TYPES);
const typeParams = z.object({ type });

const templateOutput = z.object({
  type,
  version: z.number().int().describe('0: the text that comes with the product'),
  writtenAt: z.string().nullable(),
});
const operatorOutput = z.object({
  name: z.string(),
  identifier: z.string(),
  address: z.string(),
});

export const conventionTemplateOperations = [
  operation({
    id: 'listConventionTemplates',
    method: 'get',
    path: '/convention-templates',
    tag,
    summary: 'The text that conventions of each type start with: which version, since when',
    permission: 'conventions.template',
    output: z.object({ items: z.array(templateOutput) }),
    handle: async ({ ctx }) => {
      const all = PARTNERSHIP_TYPES.map((one) => currentTemplate(ctx.db, one));
      return ok({ body: { items: await Promise.all(all) } });
    },
  }),
  operation({
    id: 'getConventionTemplate',
    method: 'get',
    path: '/convention-templates/{type}',
    tag,
    summary: 'The text that conventions of a type start with, and what it may be filled with',
    permission: 'conventions.template',
    params: typeParams,
    output: templateOutput.extend({
      clauses: z.array(clauseOutput),
      placeholders: z.array(z.string()),
    }),
    handle: async ({ ctx, params }) => {
      const template = await currentTemplate(ctx.db, params.type);
      return ok({ body: { ...template, placeholders: placeholdersOf(params.type) } });
    },
  }),
  operation({
    id: 'saveConventionTemplate',
    method: 'put',
    path: '/convention-templates/{type}',
    tag,
    summary: 'Write the next version of a type’s text; conventions that exist keep theirs',
    permission: 'conventions.template',
    params: typeParams,
    body: z.object({
      version: z.int().min(0).describe('The version that was read before this change'),
      clauses: clausesInput,
    }),
    output: z.object({ version: z.number().int() }),
    handle: async ({ ctx, scope, params, body }) => {
      const saved = await saveTemplate(ctx, scope, params.type, body.version, body.clauses);
      if (saved.ok) return ok({ body: saved.value });
      const { names, ...failure } = saved.failure;
      return fail(names ? { ...failure, detail: names.join(', ') } : failure);
    },
  }),
  operation({
    id: 'getOperator',
    method: 'get',
    path: '/operator',
    tag,
    summary: 'Who the operator is in conventions',
    permission: 'conventions.template',
    output: operatorOutput,
    handle: async ({ ctx }) => ok({ body: await operatorOf(ctx.db) }),
  }),
  operation({
    id: 'saveOperator',
    method: 'put',
    path: '/operator',
    tag,
    summary: 'Say who the operator is in the conventions to come',
    permission: 'conventions.template',
    body: operatorInput,
    output: operatorOutput,
    handle: async ({ ctx, scope, body }) => {
      await saveOperator(ctx, scope, body);
      return ok({ body });
    },
  }),
];
