import { data, Form, Link, redirect } from 'react-router';
import { activityEn, activityFr, sumActivity } from '../../modules/activity/public.ts';
import {
  AccountForm,
  accountValues,
  DecisionForm,
  PartnershipTabs,
} from '../../modules/partnerships/components/public.tsx';
import {
  daysUntil,
  decideReview,
  decisionInput,
  getPartnership,
  heldAgainst,
  listReviews,
  mayActOnPartnership,
  nearness,
  openReview,
  type Review,
  RUNNING,
  reached,
  reviewEn,
  reviewFr,
  reviewInput,
  saveReview,
} from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { afterRefusal, settle } from '../../platform/http/conflict.ts';
import {
  type FieldError,
  type FormProblem,
  fieldErrors,
  formValues,
  parseForm,
} from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import {
  formatDay,
  formatNumber,
  formatShare,
  type Locale,
  today,
} from '../../platform/i18n/messages.ts';
import { useMeetingLabels } from '../../ui/conflict.tsx';
import { Figure } from '../../ui/figure.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getPartnership(ctx.db, scope, params.id ?? '');
  if (!found) throw notFound();
  const move = authorize(actor, 'partnerships.move');
  const owned = { departmentCode: found.departmentCode, partnerId: found.partner.id };
  const [reviews, sums] = await Promise.all([
    listReviews(ctx.db, found.id),
    sumActivity(ctx.db, { partnership: found.id }),
  ]);
  const running = RUNNING.includes(found.stage);
  return {
    partnership: { id: found.id, title: found.title, endsOn: found.endsOn },
    running,
    days: running && found.endsOn ? daysUntil(found.endsOn, today(ctx.now)) : null,
    open: reviews.find(({ decidedAt }) => decidedAt === null) ?? null,
    past: reviews.filter(({ decidedAt }) => decidedAt !== null),
    sums,
    mayAct: move !== null && mayActOnPartnership(move, owned),
    done: url.searchParams.get('fait'),
  };
});

interface Answer extends FormProblem {
  /** Which of the page's forms was refused. */
  readonly what: string;
}

export const action = guard(
  'partnerships.move',
  async ({ ctx, actor, scope, services, request, params }) => {
    const read = authorize(actor, 'partnerships.read');
    const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
    if (!found) throw notFound();
    const form = await request.formData();
    const unsettled = settle(form);
    const values = formValues(form) as Record<string, string>;
    const find = async () =>
      (await listReviews(ctx.db, found.id)).find(({ decidedAt }) => decidedAt === null);
    const open = await find();
    const again = (problem: FormProblem, status: number) =>
      data({ ...problem, what: values.what ?? '' } as Answer, { status });
    const refused = (errors: readonly FieldError[], status: number) =>
      again({ errors, values }, status);
    const done = (what: string) => {
      services.wake();
      return redirect(`/partenariats/${found.id}/revue?fait=${what}`);
    };
    const version = Number(values.version);
    const id = open?.id ?? '';
    switch (values.what) {
      case 'open': {
        const opened = await openReview(ctx, scope, found.id);
        if (!opened.ok) return refused([opened.failure], 409);
        throw done('ouverte');
      }
      case 'save': {
        const parsed = reviewInput.safeParse({
          summary: values.summary,
          results: heldAgainst(open?.results ?? [], (row) => ({
            result: values[`result-${row}`] ?? '',
            comment: values[`comment-${row}`] ?? '',
          })),
        });
        if (!parsed.success || unsettled.length > 0) {
          const errors = parsed.success ? [] : fieldErrors(parsed.error).map(onPage);
          return refused([...unsettled, ...errors], 422);
        }
        const saved = await saveReview(ctx, scope, id, version, parsed.data);
        if (!saved.ok)
          return again(
            await afterRefusal(form, saved.failure, async () => {
              const now = await find();
              if (!now) throw notFound();
              return { version: now.version, values: accountValues(now) };
            }),
            409,
          );
        throw done('bilan');
      }
      case 'decide': {
        const parsed = parseForm(decisionInput, form);
        if (!parsed.ok) return refused(parsed.errors, 422);
        const decided = await decideReview(ctx, scope, id, version, parsed.value);
        if (decided.ok) throw done('decidee');
        // A decision rests on the account above it, which is shown as it is now.
        const now = decided.failure.code === 'changed-meanwhile' ? await find() : undefined;
        const seen = now ? { ...values, version: String(now.version) } : values;
        return again({ errors: [decided.failure], values: seen }, 409);
      }
      default:
        throw new Response('unknown', { status: 400 });
    }
  },
);

/** The names of the results' fields as the page has them. */
function onPage({ field, code }: FieldError): FieldError {
  const [list, row, name] = field.split('.');
  return { field: list === 'results' ? `${name}-${row}` : field, code };
}

type Data = PageProps<typeof loader>['loaderData'];

export default function ReviewPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const { partnership, open, past, mayAct, done, running } = loaderData;
  const errors = actionData?.errors;
  const labels: Record<string, string> = {
    decision: t.decision,
    endsOn: t.endsOn,
    changes: t.changes,
    reason: t.reason,
    summary: t.summary,
  };
  for (const [row, { label }] of (open?.results ?? []).entries()) {
    labels[`result-${row}`] = t.of(t.result, label);
    labels[`comment-${row}`] = t.of(t.comment, label);
  }
  const named = useMeetingLabels(labels, actionData?.values);
  return (
    <>
      <title>{`${t.title} – ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        crumbs={[{ label: partnership.title, to: `/partenariats/${partnership.id}` }]}
      />
      <PartnershipTabs id={partnership.id} />
      {done && !errors ? (
        <Notice tone="ok" live>
          {done === 'decidee' ? t.decided : t.saved}{' '}
          {done === 'decidee' && past[0]?.decision !== 'end' ? (
            <Link to={`/partenariats/${partnership.id}/convention`}>{t.toConvention}</Link>
          ) : null}
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} labels={named} />
      <Countdown {...loaderData} />
      {!open && mayAct && running ? (
        <Form method="post" className="card mb-8 grid max-w-2xl gap-3">
          <input type="hidden" name="what" value="open" />
          <p>{t.openHint}</p>
          <button type="submit" className="btn justify-self-start">
            {t.open}
          </button>
        </Form>
      ) : null}
      {!running ? <p className="hint mb-6">{t.notRunning}</p> : null}
      <Activity {...loaderData} />
      {open ? (
        mayAct ? (
          <>
            <AccountForm
              review={open}
              labels={labels}
              errors={errors}
              values={actionData?.what === 'save' ? actionData.values : accountValues(open)}
            />
            <DecisionForm
              version={open.version}
              errors={errors}
              values={actionData?.what === 'decide' ? actionData.values : {}}
            />
          </>
        ) : (
          <Results review={open} />
        )
      ) : null}
      {past.length > 0 ? <Past reviews={past} /> : null}
    </>
  );
}

function Countdown({ partnership, days, running }: Data) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const locale = useLocale();
  if (!running) return null;
  if (days === null || !partnership.endsOn) return <Notice tone="warning">{t.noTerm}</Notice>;
  const near = nearness(days);
  const tone = near === 'past' ? 'error' : near === 'far' ? 'info' : 'warning';
  return (
    <Notice tone={tone} title={countdown(t, locale, days)}>
      {t.termOn(formatDay(locale, partnership.endsOn))} {t.never}
    </Notice>
  );
}

function countdown(t: typeof reviewFr | typeof reviewEn, locale: Locale, days: number): string {
  if (days === 0) return t.today;
  if (days === 1) return t.oneDay;
  if (days === -1) return t.pastOne;
  const n = formatNumber(locale, Math.abs(days));
  return days > 0 ? t.days(n) : t.past(n);
}

function Activity({ sums, partnership }: Data) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const a = useText({ fr: activityFr, en: activityEn });
  const locale = useLocale();
  return (
    <Section
      title={t.activity}
      id="activite"
      aside={<Link to={`/activite?partenariat=${partnership.id}`}>{t.activityLink}</Link>}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Figure value={formatNumber(locale, sums.participations)} label={a.list.participations} />
        <Figure value={formatNumber(locale, sums.personsDeclared)} label={a.list.persons} />
      </div>
    </Section>
  );
}

function Results({ review }: { review: Review }) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const locale = useLocale();
  const number = (value: number | null, unit: string): string =>
    value === null ? '—' : `${formatNumber(locale, value)} ${unit}`;
  return (
    <>
      {review.results.length > 0 ? (
        <DataTable
          caption={t.resultsTitle}
          captionHidden
          rows={review.results}
          rowKey={(row) => row.label}
          columns={[
            { key: 'label', label: t.objective, cell: (row) => row.label },
            {
              key: 'target',
              label: t.target,
              numeric: true,
              cell: (row) => number(row.target, row.unit),
            },
            {
              key: 'result',
              label: t.result,
              numeric: true,
              cell: (row) => number(row.result, row.unit),
            },
            {
              key: 'reached',
              label: t.reached,
              numeric: true,
              cell: (row) => {
                const share = reached(row);
                return share === null ? '—' : formatShare(locale, share);
              },
            },
            { key: 'comment', label: t.comment, cell: (row) => row.comment },
          ]}
        />
      ) : null}
      {review.summary ? <p className="mt-3 whitespace-pre-line">{review.summary}</p> : null}
    </>
  );
}

function Past({ reviews }: { reviews: readonly Review[] }) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const locale = useLocale();
  const day = (value: string | null): string => (value ? formatDay(locale, value) : '—');
  return (
    <Section title={t.pastReviews} id="passees">
      <ul className="grid gap-4">
        {reviews.map((review) => (
          <li key={review.id} className="card">
            <h3>
              {review.decision ? t.decisions[review.decision] : ''}{' '}
              <span className="hint font-normal">
                {t.decidedOn(day(review.decidedAt?.slice(0, 10) ?? null), review.decidedBy)}
              </span>
            </h3>
            <p className="whitespace-pre-line">{review.reason}</p>
            {review.decision === 'end' ? null : (
              <p className="hint">{t.newTerm(day(review.oldEndsOn), day(review.newEndsOn))}</p>
            )}
            {review.changes ? <p className="whitespace-pre-line">{review.changes}</p> : null}
            <Results review={review} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
