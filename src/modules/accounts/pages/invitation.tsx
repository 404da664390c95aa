import { data, Form, Link, redirect } from 'react-router';
import { z } from 'zod';
import { parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { personName } from '../../alliance/public.ts';
import type { Role } from '../domain.ts';
import { acceptInvitation, openInvitation } from '../invitations/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard(
  { permission: 'NONE', limit: { name: 'invitation', calls: 120, seconds: 600 } },
  async ({ ctx, actor, url }) => {
    const token = url.searchParams.get('jeton') ?? '';
    const found = await openInvitation(ctx.db, token);
    if (!found) return { token: '', invitation: null, other: null };
    const { email, role, accountId, name } = found;
    const away = actor.accountId !== null && actor.accountId !== accountId;
    // Whoever has an account keeps the name that colleagues know.
    return { token, invitation: { email, role, name }, other: away ? actor.name : null };
  },
);

const input = z.object({ name: personName, token: z.string().max(200) });

export const action = guard('NONE', async ({ ctx, actor, services, request, clientAddress }) => {
  const form = await request.formData();
  const refusal = { errors: [], spent: false, late: false };
  const wait = await hitRateLimit(ctx.db, `invitation:${clientAddress}`, 30, 900);
  if (wait) {
    return data(
      { ...refusal, late: true },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  }
  const open = await openInvitation(ctx.db, String(form.get('token')));
  if (!open) return data({ ...refusal, spent: true }, { status: 410 });
  if (open.name) form.set('name', open.name);
  const parsed = parseForm(open.name ? input.extend({ name: z.string() }) : input, form);
  if (!parsed.ok) return data({ ...refusal, errors: parsed.errors }, { status: 422 });
  const { token, name } = parsed.value;
  const away = actor.accountId !== null && actor.accountId !== open.accountId;
  // Said on the page, and pressed there: no other form ends a session for another's.
  if (away && form.get('instead') !== '1')
    throw redirect(`/invitation?jeton=${encodeURIComponent(token)}`);
  const done = await acceptInvitation(ctx, token, name);
  if (!done.ok) return data({ ...refusal, spent: true }, { status: 410 });
  if (away) await services.auth.signOut(request.headers);
  // The link proves the address, as a sign-in link would.
  const cookies = await services.auth.openSession(done.value.email, request.headers);
  throw redirect(cookies ? '/' : '/connexion', cookies ? { headers: cookies } : {});
});

export default function Invitation({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { invitation, token, other } = loaderData;
  const spent = !invitation || actionData?.spent;
  return (
    <>
      <title>{`${t.invitation.title} — Maillage`}</title>
      <PageHeader
        title={t.invitation.title}
        lead={
          spent ? undefined : t.invitation.lead(invitation.email, t.roles[invitation.role as Role])
        }
      />
      {spent ? (
        <Notice tone="warning" title={t.invitation.spentTitle}>
          {t.invitation.spent}
        </Notice>
      ) : (
        <>
          {actionData?.late ? (
            <Notice tone="warning" live>
              {t.link.tooMany}
            </Notice>
          ) : null}
          {other ? (
            <Notice tone="warning" title={t.link.otherTitle}>
              {t.link.other(other)}
            </Notice>
          ) : null}
          <ErrorSummary errors={actionData?.errors} labels={{ name: t.invitation.name }} />
          <Form method="post" className="card grid max-w-xl gap-4" noValidate reloadDocument>
            <input type="hidden" name="token" value={token} />
            {other ? <input type="hidden" name="instead" value="1" /> : null}
            {invitation.name ? (
              <p>{invitation.name}</p>
            ) : (
              <TextField
                name="name"
                label={t.invitation.name}
                required
                autoComplete="name"
                errors={actionData?.errors}
              />
            )}
            <div className="flex flex-wrap gap-3">
              <button type="submit" className="btn">
                {t.invitation.accept}
              </button>
              {other ? (
                <Link to="/" className="btn btn-quiet">
                  {t.link.stay}
                </Link>
              ) : null}
            </div>
          </Form>
        </>
      )}
    </>
  );
}
