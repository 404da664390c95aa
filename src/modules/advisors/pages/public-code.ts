import { redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { readCode } from '../../alliance/public.ts';

/** Leads a code that was typed to its page, which says so when there is no such code. */
export const loader = guard('NONE', ({ url }) => {
  const code = readCode(url.searchParams.get('code') ?? '');
  throw redirect(`/rendez-vous/${code ?? 'inconnu'}`);
});
