import { data } from 'react-router';
import { guard } from '../../platform/http/route.ts';
import { findEverything } from './find.ts';

/** Everything that is found as one types in the header's search. */
export const loader = guard(
  { permission: 'ACCOUNT', limit: { name: 'suggestions', calls: 1200, seconds: 600 } },
  async ({ ctx, url }) => {
    const found = await findEverything(ctx, url.searchParams.get('q') ?? '', 4);
    return data(
      [...found.territories, ...found.places, ...found.partners, ...found.partnerships].slice(
        0,
        12,
      ),
    );
  },
);
