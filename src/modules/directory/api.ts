import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { hitRateLimit } from '../../platform/http/rate-limit.ts';
import { parisClock } from '../../platform/i18n/paris-time.ts';
import { fail, ok } from '../../platform/result.ts';
import { resolveCommune } from '../territories/public.ts';
import { helpOutput, helpQuery } from './contract.ts';
import { isOpenAt, roundedPoint } from './domain.ts';
import { buildFeeds } from './feeds/commands.ts';
import { FEEDS } from './feeds/domain.ts';
import { getLastBuild } from './feeds/queries.ts';
import { centreOf, findHelp } from './queries.ts';

const tag = 'Help nearby';
const SEARCHES = 300;

const feedsOutput = z.object({
  builtAt: z.string(),
  feeds: z.array(
    z.object({ feed: z.enum(FEEDS), rows: z.number().int(), leftOut: z.number().int() }),
  ),
  issues: z.array(
    z.object({
      feed: z.enum(FEEDS),
      placeId: z.string(),
      placeName: z.string(),
      field: z.string(),
      code: z.string(),
      leftOut: z.boolean(),
    }),
  ),
  issueTotal: z.number().int(),
});

export const directoryOperations = [
  operation({
    id: 'findHelp',
    method: 'get',
    path: '/help',
    tag,
    summary: 'Places where help with digital tools is to be had nearby, nearest first',
    permission: 'NONE',
    query: helpQuery.extend({
      commune: z.string().max(5).optional().describe('INSEE code; else a position'),
      latitude: z.string().max(20).optional(),
      longitude: z.string().max(20).optional(),
    }),
    output: z.object({ items: z.array(helpOutput) }),
    handle: async ({ ctx, query: { commune, latitude, longitude, ...wanted }, clientAddress }) => {
      const wait = await hitRateLimit(ctx.db, `help-search ${clientAddress}`, SEARCHES, 600);
      if (wait > 0) return fail({ code: 'too-many', retryAfter: wait });
      const known = commune ? await resolveCommune(ctx.db, commune) : null;
      if (commune && !known) return fail({ code: 'commune-unknown', field: 'commune' });
      const centre = known
        ? await centreOf(ctx.db, known.code)
        : roundedPoint(latitude ?? null, longitude ?? null);
      if (!centre) return fail({ code: 'position-unknown', field: 'latitude' });
      const found = await findHelp(
        ctx.db,
        { centre, commune: known?.code ?? null },
        wanted,
        ctx.now,
      );
      const clock = parisClock(ctx.now);
      const items = found.map((place) => ({ ...place, open: isOpenAt(place.hours, clock) }));
      return ok({
        body: { items: wanted.openNow ? items.filter(({ open }) => open === true) : items },
      });
    },
  }),
  operation({
    id: 'getFeeds',
    method: 'get',
    path: '/feeds',
    tag,
    summary: 'What the open data feeds hold, and what the last build left out',
    permission: 'feeds.build',
    output: feedsOutput,
    handle: async ({ ctx }) => {
      const last = await getLastBuild(ctx.db);
      return last
        ? ok({ body: { builtAt: last.builtAt, ...last.report } })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'buildFeeds',
    method: 'post',
    path: '/feeds',
    tag,
    summary: 'Build the open data feeds from what is recorded now',
    permission: 'feeds.build',
    limit: { name: 'feeds', calls: 6, seconds: 3600 },
    output: feedsOutput,
    handle: async ({ ctx, scope, services }) => {
      const options = { now: ctx.now, publicUrl: services.publicUrl, by: scope.accountId };
      const { report } = await buildFeeds(ctx.db, options);
      return ok({ body: { builtAt: ctx.now.toISOString(), ...report } });
    },
  }),
];
