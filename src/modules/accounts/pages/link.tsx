import { data, Form, Link, redirect } from 'react-router';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Opening the link does nothing yet: mail scanners open links, people press buttons. */
export const loader = guard('NONE', ({ url }) => ({ token: url.searchParams.get('jeton') ?? '' }));

export const action = guard('NONE', async ({ ctx, services, request, clientAddress }) => {
  const form = await request.formData();
  const wait = await hitRateLimit(ctx.db, `redeem:${clientAddress}`, 30, 900);
  const cookies = wait
    ? null
    : await services.auth.redeemLink(String(form.get('token')), request.headers);
  if (!cookies) return data({ spent: true }, { status: wait ? 429 : 410 });
  throw redirect('/', { headers: cookies });
});

export default function SignInLink({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.link.title} — Maillage`}</title>
      <PageHeader title={t.link.title} lead={actionData?.spent ? undefined : t.link.lead} />
      {actionData?.spent ? (
        <Notice tone="warning" title={t.link.spentTitle} live>
          <p>{t.link.spent}</p>
          <Link to="/connexion">{t.link.again}</Link>
        </Notice>
      ) : (
        <Form method="post" reloadDocument>
          <input type="hidden" name="token" value={loaderData.token} />
          <button type="submit" className="btn">
            {t.link.enter}
          </button>
        </Form>
      )}
    </>
  );
}
