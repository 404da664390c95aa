import { data } from 'react-router';
import { searchPartners } from '../../modules/partners/public.ts';
import { guard } from '../../platform/http/route.ts';

export const loader = guard(
  { permission: 'partners.read', limit: { name: 'suggestions', calls: 1200, seconds: 600 } },
  async ({ ctx, scope, url }) => {
    const found = await searchPartners(ctx.db, scope, url.searchParams.get('q') ?? '', 8);
    return data(
      found.map((partner) => ({
        id: partner.id,
        label: partner.name,
        detail: [partner.communeName, partner.siret ?? partner.siren].filter(Boolean).join(' · '),
      })),
    );
  },
);
