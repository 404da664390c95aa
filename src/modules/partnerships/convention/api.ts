import { z } from 'zod';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { answered, done, idOutput, idParams, prose, uuid } from '../../alliance/public.ts';
import { withPartnership } from '../api.ts';
import {
  deprecateConvention,
  prepareConvention,
  sendConvention,
  takeBackConvention,
} from './commands.ts';
import { conventionOutput } from './contract.ts';
import { CONVENTION_STATUSES, unfilled } from './domain.ts';
import { mayReadConvention, mayWriteConvention } from './policy.ts';
import {
  type Convention,
  listConventionEvents,
  listConventions,
  ownerOfConvention,
  readConvention,
} from './queries.ts';

const tag = 'Conventions';

type Owner = NonNullable<Awaited<ReturnType<typeof ownerOfConvention>>>;

/** Does something with a convention that the caller may read; 404 for any other. */
export async function withConvention<T>(
  ctx: Ctx,
  id: string,
  work: (convention: Convention, owner: Owner) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  const read = authorize(ctx.actor, 'conventions.read');
  if (!read) return fail({ code: 'forbidden' });
  const owner = await ownerOfConvention(ctx.db, { convention: id });
  const found = owner && mayReadConvention(read, owner) ? await readConvention(ctx.db, id) : null;
  return owner && found ? work(found, owner) : fail({ code: 'not-found' });
}

export const conventionOperations = [
  operation({
    id: 'listConventions',
    method: 'get',
    path: '/partnerships/{id}/conventions',
    tag,
    summary: 'Conventions of a partnership, latest first',
    permission: 'conventions.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          number: z.number().int(),
          status: z.enum(CONVENTION_STATUSES),
          startsOn: z.string().nullable(),
          endsOn: z.string().nullable(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const owner = await ownerOfConvention(ctx.db, { partnership: params.id });
      return owner && mayReadConvention(scope, owner)
        ? ok({ body: { items: await listConventions(ctx.db, scope, { ...owner, id: params.id }) } })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getConvention',
    method: 'get',
    path: '/conventions/{id}',
    tag,
    summary: 'One convention: its text and where each signatory stands',
    permission: 'conventions.read',
    params: idParams,
    output: conventionOutput,
    handle: ({ ctx, params }) =>
      withConvention(ctx, params.id, async (found, owner) => {
        const write = authorize(ctx.actor, 'conventions.write');
        // An address is for who corrects it.
        const mayCorrect = write !== null && mayWriteConvention(write, owner);
        const signatories = found.signatories.map((person) => ({
          ...person,
          email: mayCorrect ? person.email : null,
        }));
        return ok({ body: { ...found, signatories, blanks: unfilled(found.content) } });
      }),
  }),
  operation({
    id: 'listConventionEvents',
    method: 'get',
    path: '/conventions/{id}/events',
    tag,
    summary: 'Everything that happened to a convention, latest first',
    permission: 'conventions.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          kind: z.string(),
          who: z.string(),
          detail: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withConvention(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listConventionEvents(ctx.db, id) } }),
      ),
  }),
  operation({
    id: 'prepareConvention',
    method: 'post',
    path: '/partnerships/{id}/conventions',
    tag,
    summary: 'Draft a convention from the type’s template and the record',
    permission: 'conventions.write',
    params: idParams,
    output: z.object({ id: uuid, created: z.boolean() }),
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async ({ id }) => {
        const made = await prepareConvention(ctx, scope, id);
        return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
      }),
  }),
  operation({
    id: 'sendConvention',
    method: 'post',
    path: '/conventions/{id}/sendings',
    tag,
    summary: 'Send every signatory who has not signed a personal link',
    permission: 'conventions.write',
    params: idParams,
    output: z.object({ sent: z.number().int() }),
    handle: ({ ctx, scope, params, services }) =>
      withConvention(ctx, params.id, async ({ id }) =>
        answered(await sendConvention(ctx, scope, services.secret, id)),
      ),
  }),
  operation({
    id: 'takeBackConvention',
    method: 'post',
    path: '/conventions/{id}/taking-back',
    tag,
    summary: 'Take a convention back to be reworked: links wait, signatures stand',
    permission: 'conventions.write',
    params: idParams,
    output: idOutput,
    handle: ({ ctx, scope, params }) =>
      withConvention(ctx, params.id, async ({ id }) =>
        done(await takeBackConvention(ctx, scope, id), id),
      ),
  }),
  operation({
    id: 'deprecateConvention',
    method: 'post',
    path: '/conventions/{id}/deprecation',
    tag,
    summary: 'Give up a convention that not everybody has signed',
    permission: 'conventions.write',
    params: idParams,
    body: z.object({ reason: prose(2000).pipe(z.string().min(1, 'reason-needed')) }),
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withConvention(ctx, params.id, async ({ id }) => {
        const given = await deprecateConvention(ctx, scope, id, body.reason);
        return given.ok ? ok({ body: { id }, created: true }) : given;
      }),
  }),
];
