import { data, Form, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { revokeGrant } from '../commands.ts';
import { invitationInput } from '../contract.ts';
import { ROLES, type Role, SCOPE_KINDS, type ScopeKind } from '../domain.ts';
import { invite, withdrawInvitation } from '../invitations/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listAccounts, listInvitations } from '../queries.ts';

export const loader = guard('accounts.read', async ({ ctx, actor, scope, url }) => ({
  accounts: await listAccounts(ctx.db, scope),
  invitations: await listInvitations(ctx.db, scope),
  mayManage: actor.abilities.has('accounts.manage'),
  sent: url.searchParams.get('fait') === '1',
}));

export const action = guard(
  { permission: 'accounts.invite', limit: { name: 'accounts', calls: 200, seconds: 3600 } },
  async ({ ctx, actor, scope, services, request }) => {
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    if (form.has('withdraw')) {
      await withdrawInvitation(ctx, scope, String(form.get('withdraw')));
      throw redirect('/comptes');
    }
    if (form.has('revoke')) {
      const manage = authorize(actor, 'accounts.manage');
      if (!manage) throw new Response('forbidden', { status: 403 });
      const done = await revokeGrant(ctx, manage, String(form.get('revoke')));
      if (!done.ok)
        return data(
          { errors: [], values, ownGrant: done.failure.code === 'own-grant' },
          { status: 409 },
        );
      throw redirect('/comptes');
    }
    const parsed = parseForm(invitationInput, form);
    if (!parsed.ok)
      return data({ errors: parsed.errors, values, ownGrant: false }, { status: 422 });
    const done = await invite(ctx, scope, services.secret, parsed.value);
    if (!done.ok) return data({ errors: [done.failure], values, ownGrant: false }, { status: 422 });
    services.wake();
    throw redirect('/comptes?fait=1');
  },
);

export default function Accounts({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { accounts, invitations, mayManage, sent } = loaderData;
  const errors = actionData?.errors;
  const value = (name: string) => actionData?.values[name] ?? '';
  const scopeText = (kind: string, code: string) =>
    `${t.account.scopes[kind as ScopeKind] ?? kind} ${code}`;
  return (
    <>
      <title>{`${t.admin.title} — Maillage`}</title>
      <PageHeader title={t.admin.title} lead={t.admin.lead} />
      {sent && !actionData ? (
        <Notice tone="ok" live>
          {t.admin.sent}
        </Notice>
      ) : null}
      {actionData?.ownGrant ? <Notice tone="warning">{t.admin.ownGrant}</Notice> : null}
      <Section title={t.admin.invite} id="inviter">
        <ErrorSummary errors={errors} labels={t.admin as unknown as Record<string, string>} />
        <Form method="post" className="card grid max-w-3xl gap-4 sm:grid-cols-2" noValidate>
          <TextField
            name="email"
            type="email"
            label={t.admin.email}
            required
            errors={errors}
            defaultValue={value('email')}
          />
          <SelectField
            name="role"
            label={t.admin.role}
            required
            errors={errors}
            defaultValue={value('role')}
            options={ROLES.map((role) => ({ value: role, label: t.roles[role] }))}
          />
          <SelectField
            name="scopeKind"
            label={t.admin.scopeKind}
            required
            errors={errors}
            defaultValue={value('scopeKind')}
            options={SCOPE_KINDS.map((kind) => ({ value: kind, label: t.account.scopes[kind] }))}
          />
          <TextField
            name="scopeCode"
            label={t.admin.scopeCode}
            hint={t.admin.scopeHint}
            errors={errors}
            defaultValue={value('scopeCode')}
          />
          <button type="submit" className="btn justify-self-start">
            {t.admin.send}
          </button>
        </Form>
      </Section>
      <Section title={t.admin.waiting} id="invitations">
        {invitations.length === 0 ? (
          <p className="hint">{t.admin.none}</p>
        ) : (
          <Form method="post">
            <DataTable
              caption={t.admin.waiting}
              captionHidden
              rows={invitations}
              rowKey={(row) => row.id}
              columns={[
                { key: 'email', label: t.admin.email, cell: (row) => row.email },
                { key: 'role', label: t.admin.role, cell: (row) => t.roles[row.role as Role] },
                {
                  key: 'scope',
                  label: t.admin.scopeKind,
                  cell: (row) => scopeText(row.scope_kind, row.scope_code),
                },
                {
                  key: 'withdraw',
                  label: t.admin.withdraw,
                  cell: (row) => (
                    <button
                      type="submit"
                      name="withdraw"
                      value={row.id}
                      className="btn btn-quiet btn-small"
                    >
                      {t.admin.withdraw}
                      <span className="sr-only"> {row.email}</span>
                    </button>
                  ),
                },
              ]}
            />
          </Form>
        )}
      </Section>
      <Section title={t.admin.accounts} id="comptes">
        <Form method="post">
          <DataTable
            caption={t.admin.accounts}
            captionHidden
            rows={accounts}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', label: t.admin.name, cell: (row) => row.name },
              { key: 'email', label: t.admin.email, cell: (row) => row.email },
              {
                key: 'roles',
                label: t.admin.role,
                cell: (row) => (
                  <ul className="grid gap-1">
                    {row.grants.map((grant) => (
                      <li key={grant.id} className="flex flex-wrap items-center gap-2">
                        {t.roles[grant.role as Role] ?? grant.role},{' '}
                        {scopeText(grant.scopeKind, grant.scopeCode)}
                        {mayManage ? (
                          <button
                            type="submit"
                            name="revoke"
                            value={grant.id}
                            className="btn btn-plain btn-small"
                          >
                            {t.admin.revoke}
                            <span className="sr-only"> {row.name}</span>
                          </button>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </Form>
      </Section>
    </>
  );
}
