import { data, Form, Link, redirect } from 'react-router';
import { activityEn, activityFr, sumActivity } from '../../modules/activity/public.ts';
import { PartnershipTabs } from '../../modules/partnerships/components/public.tsx';
import {
  DECISIONS,
  daysUntil,
  decideReview,
  decisionInput,
  getPartnership,
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
import { type FieldError, fieldErrors, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import {
  formatDay,
  formatNumber,
  formatShare,
  type Locale,
  today,
} from '../../platform/i18n/messages.ts';
import { Figure } from '../../ui/figure.tsx';
import { ChoiceField, ErrorSummary, TextField } from '../../ui/form.tsx';
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

type Values = Readonly<Record<string, string>>;

interface Answer {
  readonly errors: readonly FieldError[];
  readonly values: Values;
  /** What is recorded, when somebody saved meanwhile. */
  readonly current: Pick<Review, 'summary' | 'version'> | null;
}

export const action = guard(
  'partnerships.move',
  async ({ ctx, actor, scope, services, request, params }) => {
    const read = authorize(actor, 'partnerships.read');
    const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
    if (!found) throw notFound();
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const reviews = await listReviews(ctx.db, found.id);
    const open = reviews.find(({ decidedAt }) => decidedAt === null);
    const refused = (errors: readonly FieldError[], status: number) =>
      data(
        {
          errors,
          values,
          current: errors.some(({ code }) => code === 'changed-meanwhile')
            ? { summary: open?.summary ?? '', version: open?.version ?? 0 }
            : null,
        } as Answer,
        { status },
      );
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
          results: (open?.results ?? []).map(({ label, unit, target }, row) => ({
            label,
            unit,
            target,
            result: values[`result-${row}`] ?? '',
            comment: values[`comment-${row}`] ?? '',
          })),
        });
        if (!parsed.success) {
          const errors = fieldErrors(parsed.error).map(({ field, code }) => {
            const [list, row, name] = field.split('.');
            return { field: list === 'results' ? `${name}-${row}` : field, code };
          });
          return refused(errors, 422);
        }
        const saved = await saveReview(ctx, scope, id, version, parsed.data);
        if (!saved.ok) return refused([saved.failure], 409);
        throw done('bilan');
      }
      case 'decide': {
        const parsed = parseForm(decisionInput, form);
        if (!parsed.ok) return refused(parsed.errors, 422);
        const decided = await decideReview(ctx, scope, id, version, parsed.value);
        if (!decided.ok) return refused([decided.failure], 409);
        throw done('decidee');
      }
      default:
        throw new Response('unknown', { status: 400 });
    }
  },
);

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
      <ErrorSummary errors={errors} labels={labels} />
      {actionData?.current ? (
        <Notice tone="warning" title={t.changedTitle}>
          <p>{t.changedLead}</p>
          <p className="mt-2 whitespace-pre-line">{actionData.current.summary}</p>
        </Notice>
      ) : null}
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
        <OpenReview
          review={open}
          version={actionData?.current?.version ?? open.version}
          mayAct={mayAct}
          errors={errors}
          values={actionData?.values}
        />
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

function OpenReview({
  review,
  version,
  mayAct,
  errors,
  values,
}: {
  review: Review;
  version: number;
  mayAct: boolean;
  errors: readonly FieldError[] | undefined;
  values: Values | undefined;
}) {
  const t = useText({ fr: reviewFr, en: reviewEn });
  const locale = useLocale();
  if (!mayAct) return <Results review={review} />;
  const field = (name: string, stored: string) => ({
    name,
    errors,
    defaultValue: values?.[name] ?? stored,
  });
  return (
    <>
      <Section title={t.resultsTitle} id="resultats">
        <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="save" />
          <input type="hidden" name="version" value={version} />
          {review.results.length === 0 ? <p className="hint">{t.noObjective}</p> : null}
          {review.results.map((one, row) => (
            <fieldset key={one.label}>
              <legend className="font-bold">
                {one.label}
                {one.target === null
                  ? ''
                  : ` · ${t.of(t.target, `${formatNumber(locale, one.target)} ${one.unit}`)}`}
              </legend>
              <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
                <TextField
                  {...field(`result-${row}`, one.result === null ? '' : String(one.result))}
                  label={t.result}
                  inputMode="numeric"
                />
                <TextField {...field(`comment-${row}`, one.comment)} label={t.comment} />
              </div>
            </fieldset>
          ))}
          <TextField
            {...field('summary', review.summary)}
            label={t.summary}
            hint={t.summaryHint}
            rows={6}
          />
          <button type="submit" className="btn btn-quiet justify-self-start">
            {t.save}
          </button>
        </Form>
      </Section>
      <Section title={t.decideTitle} id="decider">
        <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="what" value="decide" />
          <input type="hidden" name="version" value={version} />
          <ChoiceField
            name="decision"
            label={t.decision}
            required
            errors={errors}
            chosen={[values?.decision ?? '']}
            options={DECISIONS.map((value) => ({
              value,
              label: t.decisions[value],
              hint: t.decisionHints[value],
            }))}
          />
          <TextField {...field('endsOn', '')} label={t.endsOn} hint={t.endsOnHint} type="date" />
          <TextField {...field('changes', '')} label={t.changes} hint={t.changesHint} rows={3} />
          <TextField {...field('reason', '')} label={t.reason} rows={3} required />
          <button type="submit" className="btn justify-self-start">
            {t.decide}
          </button>
        </Form>
      </Section>
    </>
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
