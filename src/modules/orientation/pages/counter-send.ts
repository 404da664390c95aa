import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { giveOrientations } from '../commands.ts';
import { orientationBatch } from '../contract.ts';

/** Batches that one account may send in a minute: a device sends one a few seconds. */
const BATCHES_A_MINUTE = 600;

/** Takes what devices have in their queue, and says of each whether it is kept. */
export const action = guard('orientations.give', async ({ ctx, scope, services, request }) => {
  const wait = await hitRateLimit(ctx.db, `counter ${scope.accountId}`, BATCHES_A_MINUTE, 60);
  if (wait > 0)
    return Response.json(
      { code: 'too-many' },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  const body: unknown = await request.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) return null;
    throw error;
  });
  const parsed = orientationBatch.safeParse(body);
  if (!parsed.success) return Response.json({ code: 'invalid' }, { status: 422 });
  const items = await giveOrientations(ctx, scope, parsed.data, services.secret);
  services.wake();
  return Response.json({ items });
});

/** A loader is needed for the address to answer 405 rather than a page. */
export const loader = guard(
  'orientations.give',
  () => new Response(null, { status: 405, headers: { allow: 'POST' } }),
);
