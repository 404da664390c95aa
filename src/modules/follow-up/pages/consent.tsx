import { data, Form, redirect } from 'react-router';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { ConsentFields } from '../components/consent-fields.tsx';
import { usePersonLabels } from '../components/person-fields.tsx';
import { renewConsent } from '../consent/commands.ts';
import { consentInput, consentShape } from '../consent/contract.ts';
import { fileNumber } from '../domain.ts';
import { endFile } from '../ending/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { openFile } from './open.ts';

const ENDS = ['withdrawn', 'finished', 'erased'] as const;

export const loader = guard('follow-up.write', async (args) => {
  const file = await openFile(args);
  return {
    id: file.id,
    consents: file.consents,
    today: today(args.ctx.now),
    saved: args.url.searchParams.get('fait') === '1',
  };
});

export const action = guard('follow-up.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { id } = await openFile(args);
  const form = await request.formData();
  const what = String(form.get('what') ?? '');
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ what, errors, values: formValues(form) }, { status });
  const end = ENDS.find((one) => one === what);
  if (end) {
    if (form.get(`sure-${end}`) !== 'yes')
      return refused([{ field: `sure-${end}`, code: 'accept-needed' }], 422);
    const done = await endFile(ctx, scope, id, end);
    if (!done.ok) throw notFound();
    throw redirect('/suivis?fini=1');
  }
  const parsed = parseForm(consentInput, form, consentShape);
  if (!parsed.ok) return refused(parsed.errors, 422);
  const done = await renewConsent(ctx, scope, services.secret, id, parsed.value);
  if (done.ok) throw redirect(`/suivis/${id}/accord?fait=1`);
  if (done.failure.code === 'not-found') throw notFound();
  return refused([done.failure], 409);
});

export default function Consent({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const c = t.consent;
  const locale = useLocale();
  const labels = usePersonLabels();
  const number = t.number(fileNumber(loaderData.id));
  const renewed = actionData && !ENDS.some((one) => one === actionData.what) ? actionData : null;
  const ends = {
    withdrawn: [c.withdraw, c.withdrawHint, c.withdrawButton],
    finished: [c.finish, c.finishHint, c.finishButton],
    erased: [c.erase, c.eraseHint, c.eraseButton],
  } as const;
  return (
    <>
      <title>{`${c.title} — Maillage`}</title>
      <PageHeader
        title={c.title}
        crumbs={[
          { label: t.title, to: '/suivis' },
          { label: number, to: `/suivis/${loaderData.id}` },
        ]}
      />
      {loaderData.saved && !actionData ? (
        <Notice tone="ok" live>
          {c.recorded}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{
          ...labels,
          ...Object.fromEntries(ENDS.map((one) => [`sure-${one}`, ends[one][0]])),
        }}
      />
      <Section id="accords" title={c.history}>
        <DataTable
          stacked
          caption={c.history}
          captionHidden
          rows={loaderData.consents}
          rowKey={(row) => row.id}
          columns={[
            { key: 'on', label: c.givenOn, cell: (row) => formatDay(locale, row.givenOn) },
            { key: 'until', label: c.until, cell: (row) => formatDay(locale, row.until) },
            { key: 'purpose', label: c.purpose, cell: (row) => c.purposes[row.purpose] },
            { key: 'words', label: c.words, room: 'long', cell: (row) => row.words ?? '—' },
            {
              key: 'way',
              label: c.way,
              cell: (row) => (
                <>
                  {c.ways[row.way]}
                  {row.witness ? <span className="hint block">{row.witness}</span> : null}
                </>
              ),
            },
            { key: 'text', label: c.version, cell: (row) => row.textVersion },
          ]}
        />
      </Section>
      <Section id="fin" title={t.file.consent}>
        <div className="grid gap-4 lg:grid-cols-3">
          {ENDS.map((one) => {
            const [title, hint, button] = ends[one];
            return (
              <Form key={one} method="post" className="card grid content-start gap-3">
                <h3>{title}</h3>
                <p>{hint}</p>
                <input type="hidden" name="what" value={one} />
                <label className="choice">
                  <input
                    id={`field-sure-${one}`}
                    type="checkbox"
                    name={`sure-${one}`}
                    value="yes"
                    aria-invalid={actionData?.what === one ? true : undefined}
                  />
                  <span>{c.sure}</span>
                </label>
                <div>
                  <button type="submit" className="btn btn-danger">
                    {button}
                  </button>
                </div>
              </Form>
            );
          })}
        </div>
      </Section>
      <Section id="nouvel-accord" title={c.renewTitle}>
        <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="renew" />
          <ConsentFields
            values={renewed?.values ?? {}}
            errors={renewed?.errors}
            today={loaderData.today}
          />
          <div>
            <button type="submit" className="btn">
              {c.record}
            </button>
          </div>
        </Form>
      </Section>
    </>
  );
}
