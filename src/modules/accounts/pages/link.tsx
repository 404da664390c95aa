import { data, Form, Link, redirect } from 'react-router';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { askedHere } from '../sign-in/queries.ts';

/**
 * Opening the link does nothing yet: mail scanners open links, people press buttons. The page says
 * whose session it opens, so that nobody works in an account that somebody else sent them into.
 */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'link', calls: 120, seconds: 600 } },
  async ({ actor, services, request, url }) => {
    const token = url.searchParams.get('jeton') ?? '';
    const owner = await services.auth.linkOwner(token);
    if (!owner) return { token: '', owner: null, here: false, other: null };
    if (owner.accountId === actor.accountId) throw redirect('/');
    return {
      token,
      owner: { name: owner.name, email: owner.email },
      here: askedHere(services, request.headers, owner.email),
      /** Who is signed in here already, and would no longer be. */
      other: actor.accountId ? actor.name : null,
    };
  },
);

export const action = guard('NONE', async ({ ctx, actor, services, request, clientAddress }) => {
  const form = await request.formData();
  const token = String(form.get('token'));
  const wait = await hitRateLimit(ctx.db, `redeem:${clientAddress}`, 30, 900);
  if (wait) {
    return data(
      { spent: false, late: true },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  }
  const owner = await services.auth.linkOwner(token);
  if (!owner) return data({ spent: true, late: false }, { status: 410 });
  const away = actor.accountId !== null && actor.accountId !== owner.accountId;
  // Said on the page, and pressed there: no other form ends a session for another's.
  if (away && form.get('instead') !== '1')
    throw redirect(`/connexion/lien?jeton=${encodeURIComponent(token)}`);
  if (away) await services.auth.signOut(request.headers);
  const cookies = await services.auth.redeemLink(token, request.headers);
  if (!cookies) return data({ spent: true, late: false }, { status: 410 });
  throw redirect('/', { headers: cookies });
});

export default function SignInLink({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { token, owner, here, other } = loaderData;
  const spent = !owner || actionData?.spent;
  return (
    <>
      <title>{`${t.link.title} — Maillage`}</title>
      <PageHeader title={t.link.title} lead={spent ? undefined : t.link.lead} />
      {spent ? (
        <Notice tone="warning" title={t.link.spentTitle} live>
          <p>{t.link.spent}</p>
          <Link to="/connexion">{t.link.again}</Link>
        </Notice>
      ) : (
        <>
          {actionData?.late ? (
            <Notice tone="warning" live>
              {t.link.tooMany}
            </Notice>
          ) : null}
          <p className="card my-4 wrap-anywhere">
            <strong>{owner.name}</strong>
            <br />
            {owner.email}
          </p>
          {other ? (
            <Notice tone="warning" title={t.link.otherTitle}>
              {t.link.other(other)}
            </Notice>
          ) : null}
          {here || other ? null : <Notice tone="warning">{t.link.elsewhere}</Notice>}
          <Form method="post" reloadDocument className="mt-4 flex flex-wrap gap-3">
            <input type="hidden" name="token" value={token} />
            {other ? <input type="hidden" name="instead" value="1" /> : null}
            <button type="submit" className="btn">
              {other ? t.link.instead : t.link.enter}
            </button>
            {other ? (
              <Link to="/" className="btn btn-quiet">
                {t.link.stay}
              </Link>
            ) : null}
          </Form>
        </>
      )}
    </>
  );
}
