import { data, Form, redirect } from 'react-router';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { endSession } from '../commands.ts';
import { tokenInput } from '../contract.ts';
import { type Role, type ScopeKind, TOKEN_SCOPES } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listSessions } from '../queries.ts';
import { createToken, listTokens, revokeToken } from '../tokens/commands.ts';

export const loader = guard('ACCOUNT', async ({ ctx, actor, services, request }) => {
  const accountId = actor.accountId ?? '';
  const [sessions, tokens, grants, current] = await Promise.all([
    listSessions(ctx.db, accountId),
    listTokens(ctx.db, accountId),
    ctx.db
      .selectFrom('account_grant')
      .select(['id', 'role', 'scope_kind', 'scope_code'])
      .where('user_id', '=', accountId)
      .execute(),
    services.auth.sessionId(request.headers),
  ]);
  return { name: actor.name, sessions, tokens, grants, current };
});

export const action = guard(
  { permission: 'ACCOUNT', limit: { name: 'account', calls: 100, seconds: 3600 } },
  async ({ ctx, actor, request }) => {
    const accountId = actor.accountId ?? '';
    const form = await request.formData();
    if (form.has('session')) {
      await endSession(ctx.db, accountId, String(form.get('session')));
      throw redirect('/compte');
    }
    if (form.has('revoke')) {
      await revokeToken(ctx, accountId, String(form.get('revoke')));
      throw redirect('/compte');
    }
    const values = formValues(form) as Record<string, string>;
    const parsed = parseForm(tokenInput, form, (raw) => ({
      ...raw,
      scopes: raw['scopes[]'] ?? [],
    }));
    if (!parsed.ok) return data({ errors: parsed.errors, values, token: null }, { status: 422 });
    const made = await createToken(ctx, accountId, parsed.value);
    return data({ errors: [], values: {} as Record<string, string>, token: made.token });
  },
);

export default function Account({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { sessions, tokens, grants, current } = loaderData;
  const errors = actionData?.errors;
  return (
    <>
      <title>{`${t.account.title} — Maillage`}</title>
      <PageHeader title={t.account.title} lead={loaderData.name} />
      <Section title={t.account.roles} id="roles">
        <DataTable
          caption={t.account.roles}
          captionHidden
          rows={grants}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'role',
              label: t.account.role,
              cell: (row) => t.roles[row.role as Role] ?? row.role,
            },
            {
              key: 'scope',
              label: t.account.scope,
              cell: (row) =>
                `${t.account.scopes[row.scope_kind as ScopeKind]} ${row.scope_kind === 'department' || row.scope_kind === 'region' ? row.scope_code : ''}`,
            },
          ]}
        />
      </Section>
      <Section title={t.account.sessions} id="sessions">
        <p className="hint mb-2">{t.account.sessionsHint}</p>
        <Form method="post">
          <DataTable
            caption={t.account.sessions}
            captionHidden
            rows={sessions}
            rowKey={(row) => row.id}
            columns={[
              { key: 'device', label: t.account.device, cell: (row) => shortAgent(row.userAgent) },
              {
                key: 'opened',
                label: t.account.opened,
                cell: (row) => formatInstant(locale, row.createdAt),
              },
              {
                key: 'end',
                label: t.account.end,
                cell: (row) =>
                  row.id === current ? (
                    t.account.current
                  ) : (
                    <button
                      type="submit"
                      name="session"
                      value={row.id}
                      className="btn btn-quiet btn-small"
                    >
                      {t.account.end}
                      <span className="sr-only"> {formatInstant(locale, row.createdAt)}</span>
                    </button>
                  ),
              },
            ]}
          />
        </Form>
      </Section>
      <Section title={t.account.tokens} id="jetons">
        <p className="hint mb-2">{t.account.tokensHint}</p>
        {actionData?.token ? (
          <Notice tone="ok" title={t.account.tokenMade} live>
            <code className="break-all">{actionData.token}</code>
          </Notice>
        ) : null}
        {tokens.length === 0 ? (
          <p className="hint mb-3">{t.account.none}</p>
        ) : (
          <Form method="post" className="mb-4">
            <DataTable
              caption={t.account.tokens}
              captionHidden
              rows={tokens}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  label: t.account.tokenName,
                  cell: (row) => `${row.name} (…${row.hint})`,
                },
                {
                  key: 'scopes',
                  label: t.account.tokenScopes,
                  cell: (row) =>
                    row.scopes
                      .map((scope) => t.account.tokenScope[scope as 'read' | 'write'])
                      .join(', '),
                },
                {
                  key: 'expires',
                  label: t.account.expires,
                  cell: (row) => formatInstant(locale, row.expiresAt),
                },
                {
                  key: 'used',
                  label: t.account.used,
                  cell: (row) =>
                    row.lastUsedAt ? formatInstant(locale, row.lastUsedAt) : t.account.never,
                },
                {
                  key: 'revoke',
                  label: t.account.revoke,
                  cell: (row) => (
                    <button
                      type="submit"
                      name="revoke"
                      value={row.id}
                      className="btn btn-quiet btn-small"
                    >
                      {t.account.revoke}
                      <span className="sr-only"> {row.name}</span>
                    </button>
                  ),
                },
              ]}
            />
          </Form>
        )}
        <ErrorSummary
          errors={errors}
          labels={{
            name: t.account.tokenName,
            scopes: t.account.tokenScopes,
            days: t.account.tokenDays,
          }}
        />
        <Form method="post" className="card grid max-w-xl gap-4" noValidate>
          <TextField
            name="name"
            label={t.account.tokenName}
            required
            errors={errors}
            defaultValue={actionData?.values.name ?? ''}
          />
          <ChoiceField
            name="scopes"
            label={t.account.tokenScopes}
            required
            several
            errors={errors}
            chosen={['read']}
            options={TOKEN_SCOPES.map((value) => ({ value, label: t.account.tokenScope[value] }))}
          />
          <TextField
            name="days"
            label={t.account.tokenDays}
            required
            inputMode="numeric"
            defaultValue="90"
            errors={errors}
          />
          <button type="submit" className="btn justify-self-start">
            {t.account.createToken}
          </button>
        </Form>
      </Section>
    </>
  );
}

/** The browser and system of a user agent, roughly: enough to recognise one's own devices. */
function shortAgent(agent: string | null): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\/?/.exec(agent ?? '')?.[1] ?? '—';
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? '')?.[1] ?? '';
  return [browser, system].filter(Boolean).join(', ');
}
