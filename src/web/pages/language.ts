import { redirect } from 'react-router';
import { setLocale } from '../../modules/accounts/public.ts';
import { localPath } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';

export const loader = guard('NONE', () => {
  throw notFound();
});

export const action = guard('NONE', async ({ ctx, request }) => {
  const form = await request.formData();
  const locale = form.get('locale') === 'en' ? 'en' : 'fr';
  if (ctx.actor.accountId) await setLocale(ctx.db, ctx.actor.accountId, locale);
  return redirect(localPath(form.get('back')), {
    headers: { 'set-cookie': `langue=${locale}; Path=/; Max-Age=31536000; SameSite=Lax` },
  });
});
