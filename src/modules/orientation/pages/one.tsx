import { data, Form, Link, redirect } from 'react-router';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { type AccessNeed, digitalEn, digitalFr } from '../../alliance/public.ts';
import { refusalInput, resultInput } from '../contract.ts';
import { isBeforeTheDay, mayMove, REFUSALS, RESULTS } from '../domain.ts';
import { answerOrientation, noteResult } from '../hosting/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getReceived } from '../queries.ts';

export const loader = guard('orientations.receive', async ({ ctx, scope, params, url }) => {
  if (params.id === 'inconnu') return { orientation: null, early: false, saved: null };
  const orientation = await getReceived(ctx.db, scope, params.id ?? '');
  if (!orientation) throw notFound();
  const expected = orientation.expectedAt ? new Date(orientation.expectedAt) : null;
  return {
    orientation,
    early: isBeforeTheDay(orientation.offerKind, expected, ctx.now),
    saved: url.searchParams.get('fait'),
  };
});

export const action = guard(
  'orientations.receive',
  async ({ ctx, scope, services, request, params }) => {
    const id = params.id ?? '';
    if (!(await getReceived(ctx.db, scope, id))) throw notFound();
    const form = await request.formData();
    const to = String(form.get('to') ?? '');
    const values = formValues(form);
    if (to === 'result') {
      const parsed = parseForm(resultInput, form);
      if (!parsed.ok) return data({ errors: parsed.errors, values }, { status: 422 });
      const done = await noteResult(ctx, scope, id, parsed.value.result);
      if (!done.ok) return data({ errors: [done.failure], values }, { status: 409 });
      throw redirect(`/orientations/${id}?fait=1`);
    }
    const wanted = (['accepted', 'refused', 'came', 'absent'] as const).find((one) => one === to);
    if (!wanted)
      return data({ errors: [{ field: 'form', code: 'invalid' }], values }, { status: 422 });
    const refusal = wanted === 'refused' ? parseForm(refusalInput, form) : null;
    if (refusal && !refusal.ok) return data({ errors: refusal.errors, values }, { status: 422 });
    const done = await answerOrientation(ctx, scope, id, wanted, refusal?.value.refusal ?? null);
    if (!done.ok) return data({ errors: [done.failure], values }, { status: 409 });
    services.wake();
    throw redirect(`/orientations/${id}?fait=${done.value.before ? 'deja' : '1'}`);
  },
);

export default function One({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const { orientation: one, saved } = loaderData;
  if (!one) return <Unknown />;
  const may = (to: 'accepted' | 'refused' | 'came' | 'absent') => mayMove('host', one.state, to);
  const needs = one.access.map((need) => d.access[need as AccessNeed]).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    [t.what, `${t.kinds[one.offerKind]} : ${one.title}`],
    [t.expected, one.expectedAt ? formatInstant(locale, one.expectedAt) : t.noHour],
    [t.askedFor, t.difficulties[one.difficulty]],
    [t.wished, t.wishes[one.wish]],
    [t.accessNeeds, needs || t.noNeeds],
    [t.from, `${one.from.name}, ${one.from.communeName}`],
    [t.given, formatInstant(locale, one.givenAt)],
    [t.channel, one.reached ? t.reached.yes : t.reached.no],
  ];
  return (
    <>
      <title>{`${t.oneTitle(one.code)} — Maillage`}</title>
      <PageHeader
        title={t.oneTitle(one.code)}
        crumbs={[{ label: t.title, to: '/orientations' }]}
        over={
          <>
            <span className="tag">{t.states[one.state]}</span>
            {one.refusal ? <span className="tag">{t.refusals[one.refusal]}</span> : null}
            {one.result ? <span className="tag">{t.results[one.result]}</span> : null}
            {one.wantsEarlier ? <span className="tag">{t.earlier}</span> : null}
          </>
        }
        actions={
          one.sessionId ? (
            <Link className="btn btn-quiet" to={`/ateliers/seances/${one.sessionId}`}>
              {t.seeSession}
            </Link>
          ) : null
        }
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {saved === 'deja' ? t.before : t.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ refusal: t.refusal, result: t.resultTitle }}
      />
      <dl className="card mb-6 grid max-w-3xl gap-2">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="font-semibold">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Form method="post" className="mb-6 flex flex-wrap gap-3">
        {(['came', 'accepted', 'absent'] as const)
          .filter((to) => may(to) && !(loaderData.early && to !== 'accepted'))
          .map((to) => (
            <button
              key={to}
              type="submit"
              name="to"
              value={to}
              className={to === 'came' ? 'btn' : 'btn btn-quiet'}
            >
              {to === 'accepted' ? t.accept : t[to]}
            </button>
          ))}
      </Form>
      {one.state === 'came' ? (
        <Section id="resultat" title={t.resultTitle}>
          <p className="mb-3">{t.resultLead}</p>
          <Form method="post" className="flex flex-wrap gap-3">
            <input type="hidden" name="to" value="result" />
            {RESULTS.map((result) => (
              <button
                key={result}
                type="submit"
                name="result"
                value={result}
                className={one.result === result ? 'btn' : 'btn btn-quiet'}
                aria-pressed={one.result === result}
              >
                {t.results[result]}
              </button>
            ))}
          </Form>
        </Section>
      ) : null}
      {may('refused') ? (
        <Section id="refuser" title={t.refuse}>
          <Form
            method="post"
            className="card grid max-w-2xl items-end gap-4 sm:grid-cols-[2fr_auto]"
            noValidate
          >
            <input type="hidden" name="to" value="refused" />
            <SelectField
              name="refusal"
              label={t.refusal}
              hint={t.refuseHint}
              required
              errors={actionData?.errors}
              defaultValue={String(actionData?.values.refusal ?? '')}
              options={REFUSALS.filter((one) => one !== 'cancelled').map((value) => ({
                value,
                label: t.refusals[value],
              }))}
            />
            <button type="submit" className="btn btn-quiet">
              {t.refuseButton}
            </button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

function Unknown() {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.redeem} — Maillage`}</title>
      <PageHeader title={t.redeem} crumbs={[{ label: t.title, to: '/orientations' }]} />
      <Notice tone="warning">{t.codeUnknown}</Notice>
      <Form
        action="/orientations/code"
        className="card grid max-w-2xl items-end gap-4 sm:grid-cols-[2fr_auto]"
      >
        <TextField name="code" label={t.redeemField} hint={t.redeemHint} required />
        <button type="submit" className="btn">
          {t.redeemButton}
        </button>
      </Form>
    </>
  );
}
