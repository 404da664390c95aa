import { data, Form, Link, redirect } from 'react-router';
import { z } from 'zod';
import { formValues, localPath, parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { RoleButtons } from '../components/role-buttons.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listDemonstrationAccounts } from '../queries.ts';
import { askedCookie } from '../sign-in/queries.ts';

export const loader = guard('NONE', async ({ ctx, services, url }) => {
  if (ctx.actor.accountId) throw redirect(localPath(url.searchParams.get('suite')));
  return {
    accounts: services.demonstration ? await listDemonstrationAccounts(ctx.db) : [],
    oidcLabel: services.oidcLabel,
    oidcRefused: url.searchParams.get('oidc') === 'refus',
    mailbox: services.mailbox && services.demonstration,
    back: localPath(url.searchParams.get('suite')),
  };
});

const input = z.object({ email: z.email({ error: 'email-invalid' }).max(254, 'too-long') });

export const action = guard('NONE', async ({ ctx, services, request, clientAddress }) => {
  const form = await request.formData();
  if (form.has('oidc')) {
    const start = await services.auth.startOidc(request.headers);
    if (!start) throw redirect('/connexion?oidc=refus');
    throw redirect(start.url, { headers: start.headers });
  }
  const parsed = parseForm(input, form);
  if (!parsed.ok)
    return data({ sent: false, errors: parsed.errors, values: formValues(form) }, { status: 422 });
  const wait =
    (await hitRateLimit(ctx.db, `sign-in:${clientAddress}`, 20, 900)) ||
    (await hitRateLimit(ctx.db, `sign-in:${parsed.value.email.toLowerCase()}`, 5, 900));
  if (wait > 0) {
    return data(
      { sent: false, errors: [{ field: 'email', code: 'too-many' }], values: formValues(form) },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  }
  await services.auth.requestLink(parsed.value.email.toLowerCase(), request.headers);
  services.wake();
  return data(
    { sent: true, errors: [], values: {} as Record<string, string | string[]> },
    { headers: { 'set-cookie': askedCookie(services, parsed.value.email.toLowerCase()) } },
  );
});

export default function SignIn({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { accounts, oidcLabel, oidcRefused, mailbox, back } = loaderData;
  return (
    <>
      <title>{`${t.signIn.title} — Maillage`}</title>
      <PageHeader title={t.signIn.title} lead={t.signIn.lead} />
      {oidcRefused ? <Notice tone="warning">{t.signIn.oidcRefused}</Notice> : null}
      <div className="grid gap-8 lg:grid-cols-2">
        <div>
          {actionData?.sent ? (
            <Notice tone="ok" title={t.signIn.sentTitle} live>
              <p>{t.signIn.sent}</p>
              {mailbox ? <Link to="/messagerie">{t.signIn.mailbox}</Link> : null}
            </Notice>
          ) : null}
          <ErrorSummary errors={actionData?.errors} labels={{ email: t.signIn.email }} />
          <Form method="post" className="card grid gap-4" noValidate>
            <TextField
              name="email"
              type="email"
              label={t.signIn.email}
              required
              autoComplete="email"
              errors={actionData?.errors}
              defaultValue={String(actionData?.values.email ?? '')}
            />
            <div className="flex flex-wrap gap-3">
              <button type="submit" className="btn">
                {t.signIn.send}
              </button>
              {oidcLabel ? (
                <button type="submit" name="oidc" value="1" className="btn btn-quiet">
                  {t.signIn.oidc(oidcLabel)}
                </button>
              ) : null}
            </div>
            <p className="hint">{t.signIn.invitedOnly}</p>
          </Form>
        </div>
        {accounts.length > 0 ? <RoleButtons accounts={accounts} back={back} /> : null}
      </div>
    </>
  );
}
