import { guard } from '../../../platform/http/route.ts';
import { newsOf } from '../news/queries.ts';
import { mayGive } from '../policy.ts';
import { counterPlace, offersAround } from '../proposals/queries.ts';

/** What a counter keeps to answer by itself for the days to come. */
export const loader = guard('orientations.give', async ({ ctx, scope, url }) => {
  const place = await counterPlace(ctx.db, url.searchParams.get('lieu') ?? '');
  if (!place || !mayGive(scope, place))
    return Response.json({ code: 'not-found' }, { status: 404 });
  const { given, came } = await newsOf(ctx.db, place.id, ctx.now);
  return Response.json({
    place,
    offers: await offersAround(ctx.db, place, ctx.now),
    news: { given, came },
    now: ctx.now.getTime(),
  });
});
