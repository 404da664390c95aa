import { data } from 'react-router';
import { searchCommunes } from '../../modules/territories/public.ts';
import { guard } from '../../platform/http/route.ts';

/** Communes as one types; public data, for the public form too. */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'communes', calls: 900, seconds: 600 } },
  async ({ ctx, url }) => {
    const found = await searchCommunes(ctx.db, (url.searchParams.get('q') ?? '').slice(0, 80), 8);
    return data(
      found.map((commune) => ({
        id: commune.code,
        label: `${commune.name} (${commune.code})`,
        detail: commune.postalCodes.join(', '),
      })),
    );
  },
);
