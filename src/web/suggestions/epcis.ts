import { data } from 'react-router';
import { searchEpcis } from '../../modules/territories/public.ts';
import { guard } from '../../platform/http/route.ts';

/** Groups of communes as one types. */
export const loader = guard('territories.read', async ({ ctx, url }) => {
  const found = await searchEpcis(ctx.db, (url.searchParams.get('q') ?? '').slice(0, 80));
  return data(found.map(({ code, name }) => ({ id: code, label: name, detail: code })));
});
