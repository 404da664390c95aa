import { redirect } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';

export const loader = guard('NONE', () => {
  throw notFound();
});

export const action = guard('NONE', async ({ services, request }) => {
  throw redirect('/', { headers: await services.auth.signOut(request.headers) });
});
