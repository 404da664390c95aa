import { redirect } from 'react-router';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { mayReceive } from '../policy.ts';
import { hostedOf, orientationByCode } from '../queries.ts';

/** Codes that one account may look for in ten minutes. */
const LOOKS_A_WINDOW = 120;

/** Leads who receives from a code, typed or shown, to its orientation; the list says when none is theirs. */
export const loader = guard('orientations.receive', async ({ ctx, scope, url }) => {
  const wait = await hitRateLimit(ctx.db, `redeem ${scope.accountId}`, LOOKS_A_WINDOW, 600);
  const typed = url.searchParams.get('code') ?? '';
  const found = wait > 0 ? null : await orientationByCode(ctx.db, typed);
  throw redirect(
    found && mayReceive(scope, hostedOf(found))
      ? `/orientations/${found.id}`
      : '/orientations/inconnu',
  );
});
