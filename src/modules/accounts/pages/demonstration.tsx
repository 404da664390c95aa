import { redirect } from 'react-router';
import { localPath } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { RoleButtons } from '../components/role-buttons.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listDemonstrationAccounts } from '../queries.ts';

export const loader = guard('NONE', async ({ ctx, services }) => {
  if (!services.demonstration) throw notFound();
  return { accounts: await listDemonstrationAccounts(ctx.db) };
});

export const action = guard(
  { permission: 'NONE', limit: { name: 'demonstration', calls: 600, seconds: 600 } },
  async ({ ctx, services, request }) => {
    if (!services.demonstration) throw notFound();
    const form = await request.formData();
    const account = await ctx.db
      .selectFrom('auth_user')
      .select('email')
      .where('id', '=', String(form.get('account')))
      .where('demonstration', '=', true)
      .executeTakeFirst();
    if (!account) throw notFound();
    const cookies = await services.auth.openSession(account.email, request.headers);
    if (!cookies) throw notFound();
    throw redirect(localPath(form.get('back')), { headers: cookies });
  },
);

export default function Demonstration({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.signIn.demoTitle} — Maillage`}</title>
      <PageHeader title={t.signIn.demoTitle} lead={t.signIn.demoLead} />
      <RoleButtons accounts={loaderData.accounts} back="/" />
    </>
  );
}
