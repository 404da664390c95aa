import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { ok } from '../../../platform/result.ts';
import { answered, done, idOutput, idParams, uuid } from '../../alliance/public.ts';
import { keptFilters } from '../listing/contract.ts';
import { filtersOf, searchOf } from '../listing/domain.ts';
import { removeView, savedViewInput, saveView } from './commands.ts';
import { VIEWS } from './domain.ts';
import { listViews } from './queries.ts';

const tag = 'Saved views';

/** What an old address carried is given as it was, whatever it names. */
const seen = z.string().optional();
const savedFilters = keptFilters.extend({ partner: seen, place: seen, need: seen });

export const savedViewOperations = [
  operation({
    id: 'listSavedViews',
    method: 'get',
    path: '/saved-views',
    tag,
    summary: 'One’s own saved views of partnerships, and for the operator’s team the shared ones',
    permission: 'partnerships.read',
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          view: z.enum(VIEWS),
          filters: savedFilters,
          shared: z.boolean(),
          mine: z.boolean(),
          to: z.string().describe('Address of the screen that shows it'),
        }),
      ),
    }),
    handle: async ({ ctx, scope }) => {
      const views = await listViews(ctx.db, scope);
      const items = views.map((view) => ({
        ...view,
        filters: filtersOf(new URLSearchParams(view.to.split('?')[1] ?? '')),
      }));
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'saveView',
    method: 'post',
    path: '/saved-views',
    tag,
    summary: 'Keep filters under a name; the same name again keeps the new ones',
    permission: 'partnerships.read',
    body: savedViewInput.pick({ name: true, view: true }).extend({
      filters: keptFilters,
      shared: z
        .boolean()
        .default(false)
        .describe('Within the operator’s team; means nothing for a partner'),
    }),
    output: idOutput,
    handle: async ({ ctx, scope, body: { filters, ...input } }) =>
      answered(await saveView(ctx, scope, { ...input, search: searchOf(filters) })),
  }),
  operation({
    id: 'removeSavedView',
    method: 'delete',
    path: '/saved-views/{id}',
    tag,
    summary: 'Forget a saved view of one’s own',
    permission: 'partnerships.read',
    params: idParams,
    output: idOutput,
    handle: async ({ ctx, scope, params }) =>
      done(await removeView(ctx, scope, params.id), params.id),
  }),
];
