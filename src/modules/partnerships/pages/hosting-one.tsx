import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatDuration, formatNumber, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { WEEKDAYS } from '../../places/public.ts';
import { HoursFields } from '../components/hosting-fields.tsx';
import { HoursCompared, sayGained } from '../components/hosting-hours.tsx';
import { endHosting, recordHours } from '../hosting/commands.ts';
import { endInput, hoursInput } from '../hosting/contract.ts';
import { agreementOn, newServices, termWarning, writeDay } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import { hostingOwned, mayReadTerms, mayWriteHosting } from '../hosting/policy.ts';
import { getHosting, listHours, readTerms } from '../hosting/queries.ts';
import { readHostingForm } from './hosting-form.ts';

export const loader = guard('hosting.read', async ({ ctx, actor, scope, params, url }) => {
  const day = today(ctx.now);
  const found = await getHosting(ctx.db, scope, params.id ?? '', day);
  if (!found) throw notFound();
  const owned = hostingOwned(found);
  const write = authorize(actor, 'hosting.write');
  const terms = mayReadTerms(actor, owned) ? await readTerms(ctx.db, found.id) : null;
  const values: Record<string, string> = { validFrom: day };
  for (const weekday of WEEKDAYS) {
    values[`before.${weekday}`] = writeDay(found.hoursBefore[weekday]);
    values[`after.${weekday}`] = writeDay(found.hoursAfter[weekday]);
  }
  return {
    found,
    versions: await listHours(ctx.db, found.id),
    terms: terms
      ? {
          ...terms,
          now: agreementOn(terms, day),
          warning: termWarning(found.place.kind, terms.startsOn, terms.endsOn),
        }
      : null,
    mayWrite: write !== null && mayWriteHosting(write, owned),
    values,
    today: day,
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('hosting.write', async ({ ctx, actor, scope, request, params }) => {
  const read = authorize(actor, 'hosting.read');
  const found = read ? await getHosting(ctx.db, read, params.id ?? '', today(ctx.now)) : null;
  if (!found) throw notFound();
  const form = await request.formData();
  const what = form.get('what') === 'end' ? ('end' as const) : ('hours' as const);
  const refused = (errors: readonly FieldError[], values: Record<string, string>, status: number) =>
    data({ errors, values, what }, { status });
  if (what === 'end') {
    const parsed = parseForm(endInput, form);
    if (!parsed.ok) return refused(parsed.errors, parsed.values as Record<string, string>, 422);
    const done = await endHosting(ctx, scope, found.id, parsed.value);
    if (!done.ok) return refused([done.failure], parsed.value as Record<string, string>, 409);
  } else {
    const parsed = await readHostingForm(ctx.db, form, hoursInput);
    if (!parsed.ok) return refused(parsed.errors, parsed.values, 422);
    const done = await recordHours(ctx, scope, found.id, parsed.value);
    if (!done.ok) return refused([done.failure], parsed.values, 409);
  }
  throw redirect(`/hebergements/${found.id}?fait=1`);
});

type Data = PageProps<typeof loader>['loaderData'];
type Refused = PageProps<typeof loader, typeof action>['actionData'];

export default function HostingPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { found, mayWrite, saved } = loaderData;
  return (
    <>
      <title>{`${found.name} — Maillage`}</title>
      <PageHeader
        title={found.name}
        crumbs={[
          { label: t.title, to: '/partenariats/hebergement' },
          { label: found.partnershipTitle, to: `/partenariats/${found.partnershipId}/hebergement` },
        ]}
        over={
          found.endedOn ? (
            <span className="tag">{t.ended(formatDay(locale, found.endedOn))}</span>
          ) : null
        }
        lead={
          <p>
            <Link to={`/lieux/${found.place.id}`}>{found.place.name}</Link>, {found.communeName} (
            {found.departmentCode}) · {found.partner.name}
            {found.surface === null ? '' : ` · ${t.surfaceIs(formatNumber(locale, found.surface))}`}
          </p>
        }
        actions={
          mayWrite ? (
            <Link className="btn btn-quiet" to={`/hebergements/${found.id}/modifier`}>
              {t.edit}
            </Link>
          ) : null
        }
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ hours: t.hours, validFrom: t.validFrom, endedOn: t.endedOn, reason: t.reason }}
      />
      <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <Section title={t.hours} id="horaires">
            <HoursCompared before={found.hoursBefore} after={found.hoursAfter} />
          </Section>
          <Versions {...loaderData} />
          {mayWrite && !found.endedOn ? <NewHours {...loaderData} refused={actionData} /> : null}
        </div>
        <div className="min-w-0">
          <Services {...loaderData} />
          <Terms {...loaderData} />
          {mayWrite && !found.endedOn ? <End {...loaderData} refused={actionData} /> : null}
          {found.endReason ? <p className="whitespace-pre-line">{found.endReason}</p> : null}
        </div>
      </div>
    </>
  );
}

function Versions({ versions }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const day = (value: string): string => formatDay(locale, value);
  return (
    <Section title={t.versions} id="versions">
      <DataTable
        caption={t.versions}
        captionHidden
        rows={versions}
        rowKey={(row) => row.validFrom}
        columns={[
          {
            key: 'period',
            label: t.version,
            cell: ({ validFrom, validUntil }) =>
              validUntil ? t.fromTo(day(validFrom), day(validUntil)) : t.since(day(validFrom)),
          },
          {
            key: 'before',
            label: t.before,
            numeric: true,
            cell: (row) => formatDuration(row.minutesBefore),
          },
          {
            key: 'after',
            label: t.after,
            numeric: true,
            cell: (row) => formatDuration(row.minutesAfter),
          },
          {
            key: 'gained',
            label: t.gainedShort,
            numeric: true,
            cell: (row) => sayGained(row.minutesAfter - row.minutesBefore),
          },
          { key: 'by', label: t.by, cell: (row) => row.by || '—' },
        ]}
      />
    </Section>
  );
}

function NewHours({ values, refused }: Data & { refused: Refused }) {
  const t = useText({ fr, en });
  const mine = refused?.what === 'hours' ? refused : undefined;
  return (
    <details className="card mb-8" open={mine !== undefined}>
      <summary className="font-bold">{t.newHours}</summary>
      <Form method="post" className="mt-4 grid gap-5" noValidate>
        <HoursFields values={mine?.values ?? values} errors={mine?.errors ?? []} />
        <button type="submit" name="what" value="hours" className="btn justify-self-start">
          {t.saveHours}
        </button>
      </Form>
    </details>
  );
}

function Services({ found }: Data) {
  const t = useText({ fr, en });
  const parts = [
    [t.newServices, newServices(found.servicesBefore, found.servicesAfter)],
    [t.servicesBefore, found.servicesBefore],
    [t.servicesAfter, found.servicesAfter],
  ] as const;
  return parts.map(([title, services]) => (
    <Section key={title} title={title}>
      <p>{services.join(', ') || '—'}</p>
    </Section>
  ));
}

function Terms({ terms }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!terms) return null;
  const { startsOn, endsOn, now, warning } = terms;
  return (
    <Section title={t.terms} id="convention">
      <div className="card grid gap-2">
        <p>
          <span className="tag">{t.states[now.state]}</span>
        </p>
        <p>
          {[
            startsOn ? t.from(formatDay(locale, startsOn)) : '',
            endsOn ? t.until(formatDay(locale, endsOn)) : '',
          ].join(' ')}
        </p>
        {now.daysLeft === null ? null : <p className="font-semibold">{t.daysLeft(now.daysLeft)}</p>}
        {warning ? <Notice tone="warning">{t.warnings[warning]}</Notice> : null}
        <p className="hint">{t.termsPrivate}</p>
      </div>
    </Section>
  );
}

function End({ today: day, refused }: Data & { refused: Refused }) {
  const t = useText({ fr, en });
  const mine = refused?.what === 'end' ? refused : undefined;
  return (
    <details className="card" open={mine !== undefined}>
      <summary className="font-bold">{t.endTitle}</summary>
      <Form method="post" className="mt-4 grid gap-4" noValidate>
        <TextField
          name="endedOn"
          label={t.endedOn}
          type="date"
          required
          errors={mine?.errors}
          defaultValue={mine?.values.endedOn ?? day}
        />
        <TextField
          name="reason"
          label={t.reason}
          rows={2}
          required
          errors={mine?.errors}
          defaultValue={mine?.values.reason ?? ''}
        />
        <button type="submit" name="what" value="end" className="btn btn-danger justify-self-start">
          {t.end}
        </button>
      </Form>
    </details>
  );
}
