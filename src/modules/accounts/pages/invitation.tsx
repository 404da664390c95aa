import { data, Form, redirect } from 'react-router';
import { z } from 'zod';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import type { Role } from '../domain.ts';
import { acceptInvitation, openInvitation } from '../invitations/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard('NONE', async ({ ctx, url }) => {
  const token = url.searchParams.get('jeton') ?? '';
  const found = await openInvitation(ctx.db, token);
  return { token, invitation: found ? { email: found.email, role: found.role } : null };
});

const input = z.object({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  token: z.string().max(200),
});

export const action = guard('NONE', async ({ ctx, services, request }) => {
  const form = await request.formData();
  const parsed = parseForm(input, form);
  if (!parsed.ok) return data({ errors: parsed.errors, spent: false }, { status: 422 });
  const done = await acceptInvitation(ctx, parsed.value.token, parsed.value.name);
  if (!done.ok) return data({ errors: [], spent: true }, { status: 410 });
  // The link proves the address, as a sign-in link would.
  const cookies = await services.auth.openSession(done.value.email, request.headers);
  throw redirect(cookies ? '/' : '/connexion', cookies ? { headers: cookies } : {});
});

export default function Invitation({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { invitation, token } = loaderData;
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
          <ErrorSummary errors={actionData?.errors} labels={{ name: t.invitation.name }} />
          <Form method="post" className="card grid max-w-xl gap-4" noValidate reloadDocument>
            <input type="hidden" name="token" value={token} />
            <TextField
              name="name"
              label={t.invitation.name}
              required
              autoComplete="name"
              errors={actionData?.errors}
            />
            <button type="submit" className="btn justify-self-start">
              {t.invitation.accept}
            </button>
          </Form>
        </>
      )}
    </>
  );
}
