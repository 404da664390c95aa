import { redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { readSeatCode } from '../registrations/domain.ts';

/** Leads a code that was typed to its page, which says so when there is no such code. */
export const loader = guard('NONE', ({ url }) => {
  const code = readSeatCode(url.searchParams.get('code') ?? '');
  throw redirect(`/inscriptions/${code ?? 'inconnu'}`);
});
