import { z } from 'zod';
import { operation } from '../../../../platform/http/operation.ts';
import { answered, idParams, version } from '../../../alliance/public.ts';
import { withConvention } from '../api.ts';
import { conventionInput } from '../contract.ts';
import { saveConvention } from './commands.ts';

export const editingOperations = [
  operation({
    id: 'updateConvention',
    method: 'put',
    path: '/conventions/{id}',
    tag: 'Conventions',
    summary: 'Replace a convention’s text and signatories; voids the signatures that it concerns',
    permission: 'conventions.write',
    params: idParams,
    body: conventionInput.safeExtend({ version }),
    output: z.object({ voided: z.number().int().describe('Signatures that the change voided') }),
    handle: ({ ctx, scope, params, body: { version: seen, ...input }, services }) =>
      withConvention(ctx, params.id, async ({ id }) =>
        answered(await saveConvention(ctx, scope, services.secret, id, seen, input)),
      ),
  }),
];
