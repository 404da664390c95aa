import { data } from 'react-router';
import { searchPlaces } from '../../modules/places/public.ts';
import { guard } from '../../platform/http/route.ts';

export const loader = guard('places.read', async ({ ctx, url }) => {
  const found = await searchPlaces(ctx.db, url.searchParams.get('q') ?? '', 8);
  return data(
    found.map((place) => ({
      id: place.id,
      label: place.name,
      detail: `${place.postalCode} ${place.communeName}`,
    })),
  );
});
