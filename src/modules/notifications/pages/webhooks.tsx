import { data, Form, redirect } from 'react-router';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { addWebhook, removeWebhook, retryDelivery } from '../webhooks/commands.ts';
import { webhookInput } from '../webhooks/contract.ts';
import { sayAddress, WEBHOOK_EVENTS } from '../webhooks/domain.ts';
import { en } from '../webhooks/messages.en.ts';
import { fr } from '../webhooks/messages.fr.ts';
import { listDeliveries, listWebhooks } from '../webhooks/queries.ts';

export const loader = guard('webhooks.manage', async ({ ctx, scope }) => ({
  hooks: (await listWebhooks(ctx.db, scope)).map((hook) => ({
    ...hook,
    url: sayAddress(hook.url),
  })),
  deliveries: (await listDeliveries(ctx.db, scope)).map((one) => ({
    ...one,
    url: sayAddress(one.url),
  })),
  events: [...WEBHOOK_EVENTS],
}));

export const action = guard('webhooks.manage', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  switch (form.get('what')) {
    case 'remove':
      await removeWebhook(ctx, scope, id);
      throw redirect('/logiciels');
    case 'retry':
      await retryDelivery(ctx, scope, id);
      services.wake();
      throw redirect('/logiciels');
    default: {
      const values = formValues(form);
      const parsed = parseForm(webhookInput, form, (all) => ({
        ...all,
        events: all['events[]'] ?? [],
      }));
      if (!parsed.ok) return data({ errors: parsed.errors, values, secret: null }, { status: 422 });
      const { secret } = await addWebhook(ctx, scope, parsed.value, services.secret);
      return data({ errors: [], values: {} as typeof values, secret });
    }
  }
});

export default function Webhooks({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { hooks, events } = loaderData;
  const errors = actionData?.errors;
  const chosen = actionData?.values['events[]'];
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      {actionData?.secret ? (
        <Notice tone="ok" live title={t.secretTitle}>
          <p>{t.secret}</p>
          <p className="mt-2 break-all font-mono">{actionData.secret}</p>
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} labels={{ url: t.url, events: t.events }} />
      <Section title={t.addresses} id="adresses">
        {hooks.length === 0 ? (
          <EmptyState title={t.none}>{t.noneHint}</EmptyState>
        ) : (
          <ul className="grid gap-3">
            {hooks.map((hook) => (
              <li
                key={hook.id}
                className="card flex flex-wrap items-baseline justify-between gap-3"
              >
                <div className="min-w-0">
                  <p className="break-all font-semibold">{hook.url}</p>
                  <p className="hint">
                    {hook.events.map((event) => t.eventNames[event] ?? event).join(', ')}
                  </p>
                </div>
                <Form method="post">
                  <input type="hidden" name="id" value={hook.id} />
                  <button
                    type="submit"
                    name="what"
                    value="remove"
                    className="btn btn-plain btn-small"
                    aria-label={t.removeOf(hook.url)}
                  >
                    {t.remove}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Form
        method="post"
        className="card mb-8 grid max-w-3xl gap-5"
        noValidate
        key={actionData?.secret ?? ''}
      >
        <TextField
          name="url"
          label={t.url}
          hint={t.urlHint}
          type="url"
          required
          errors={errors}
          defaultValue={String(actionData?.values.url ?? '')}
        />
        <ChoiceField
          name="events"
          several
          label={t.events}
          required
          errors={errors}
          chosen={chosen === undefined ? events : [chosen].flat()}
          options={events.map((value) => ({ value, label: t.eventNames[value] ?? value }))}
        />
        <button type="submit" name="what" value="add" className="btn justify-self-start">
          {t.add}
        </button>
      </Form>
      <Log {...loaderData} />
    </>
  );
}

function Log({ deliveries }: PageProps<typeof loader>['loaderData']) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.log} id="envois">
      {deliveries.length === 0 ? (
        <EmptyState title={t.logNone} />
      ) : (
        <DataTable
          caption={t.log}
          captionHidden
          rows={deliveries}
          rowKey={(row) => row.id}
          columns={[
            { key: 'when', label: t.when, cell: (row) => formatInstant(locale, row.createdAt) },
            {
              key: 'what',
              label: t.what,
              cell: (row) => (
                <>
                  {t.eventNames[row.type] ?? row.type}
                  <span className="hint block break-all">{row.url}</span>
                </>
              ),
            },
            {
              key: 'state',
              label: t.state,
              cell: (row) => (
                <>
                  <span className="tag">{t.states[row.status]}</span>
                  {row.nextAt ? (
                    <span className="hint block">{t.next(formatInstant(locale, row.nextAt))}</span>
                  ) : null}
                </>
              ),
            },
            {
              key: 'attempts',
              label: t.attempts,
              numeric: true,
              cell: (row) => formatNumber(locale, row.attempts),
            },
            { key: 'problem', label: t.problem, cell: (row) => row.lastError || '—' },
            {
              key: 'retry',
              label: t.retry,
              cell: (row) =>
                row.status === 'delivered' ? (
                  '—'
                ) : (
                  <Form method="post">
                    <input type="hidden" name="id" value={row.id} />
                    <button
                      type="submit"
                      name="what"
                      value="retry"
                      className="btn btn-quiet btn-small"
                      aria-label={t.retryOf(t.eventNames[row.type] ?? row.type)}
                    >
                      {t.retry}
                    </button>
                  </Form>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}
