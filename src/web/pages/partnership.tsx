import { data, Link, redirect } from 'react-router';
import { CommitmentTag } from '../../modules/alliance/components/public.tsx';
import {
  NextStepCard,
  PartnershipTabs,
  StageTag,
} from '../../modules/partnerships/components/public.tsx';
import {
  addPartnershipNote,
  agreeToPublish,
  partnershipsEn as en,
  partnershipsFr as fr,
  getPartnership,
  moveInput,
  movePartnership,
  partnershipNoteInput,
  withdrawPublication,
} from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatDay } from '../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../ui/form.tsx';
import { Notice, PageHeader } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { Activity, History, Notes, Objectives } from '../partnership/account.tsx';
import { Models, NextStep, People, Where } from '../partnership/around.tsx';
import { Publication } from '../partnership/publication.tsx';
import { partnershipView } from '../partnership/queries.ts';

export const loader = guard('partnerships.read', async ({ ctx, scope, params, url }) => {
  const view = await partnershipView(ctx, scope, params.id ?? '');
  if (!view) throw notFound();
  return { ...view, saved: url.searchParams.get('fait') === '1' };
});

export const action = guard(
  'partnerships.read',
  async ({ ctx, actor, scope, services, request, params }) => {
    const found = await getPartnership(ctx.db, scope, params.id ?? '');
    if (!found) throw notFound();
    const form = await request.formData();
    const done = redirect(`/partenariats/${found.id}?fait=1`);
    const refusedWith = (errors: readonly FieldError[], status: number) =>
      data({ errors, values: formValues(form) as Record<string, string> }, { status });
    const need = <T,>(scopeOrNull: T | null): T => {
      if (scopeOrNull === null) throw new Response('forbidden', { status: 403 });
      return scopeOrNull;
    };
    switch (form.get('what')) {
      case 'move': {
        const parsed = parseForm(moveInput, form);
        if (!parsed.ok) return refusedWith(parsed.errors, 422);
        const moved = await movePartnership(
          ctx,
          need(authorize(actor, 'partnerships.move') ?? authorize(actor, 'partnerships.withdraw')),
          found.id,
          parsed.value,
        );
        if (!moved.ok) return refusedWith([moved.failure], 409);
        services.wake();
        throw done;
      }
      case 'note': {
        const parsed = parseForm(partnershipNoteInput, form);
        if (!parsed.ok) return refusedWith(parsed.errors, 422);
        const noted = await addPartnershipNote(
          ctx,
          need(authorize(actor, 'notes.write')),
          found.id,
          parsed.value.body,
        );
        if (!noted.ok) return refusedWith([noted.failure], 409);
        throw done;
      }
      case 'publish':
      case 'withdraw': {
        const operator = authorize(actor, 'partnerships.publish');
        const side = operator
          ? ({ kind: 'operator', scope: operator } as const)
          : ({ kind: 'partner', scope: need(authorize(actor, 'partnerships.agree')) } as const);
        const text = String(form.get('publicSummary') ?? '')
          .slice(0, 4000)
          .replace(/\r\n?/g, '\n');
        const outcome =
          form.get('what') === 'publish'
            ? await agreeToPublish(ctx, side, found.id, text)
            : await withdrawPublication(ctx, side, found.id);
        if (!outcome.ok) return refusedWith([outcome.failure], 409);
        throw done;
      }
      default:
        throw new Response('unknown', { status: 400 });
    }
  },
);

export default function PartnershipPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { found, next, mayWrite, mayRecord, saved } = loaderData;
  const errors = actionData?.errors;
  const dates = [
    found.startsOn ? t.page.from(formatDay(locale, found.startsOn)) : '',
    found.endsOn ? t.page.until(formatDay(locale, found.endsOn)) : '',
  ].filter(Boolean);
  return (
    <>
      <title>{`${found.title} — Maillage`}</title>
      <PageHeader
        title={found.title}
        crumbs={[{ label: t.list.title, to: '/partenariats' }]}
        over={
          <>
            <StageTag stage={found.stage} />
            <CommitmentTag commitment={found.commitment} />
            {found.furtherCommitments.map((commitment) => (
              <CommitmentTag key={commitment} commitment={commitment} />
            ))}
          </>
        }
        lead={
          <>
            <p>
              <Link to={`/partenaires/${found.partner.id}`}>{found.partner.name}</Link> ·{' '}
              {t.types[found.type]} · {found.reference} ·{' '}
              {dates.length > 0 ? dates.join(', ') : t.page.noDates}
            </p>
            {found.summary ? (
              <p className="mt-2 whitespace-pre-line text-ink">{found.summary}</p>
            ) : null}
          </>
        }
        actions={
          <>
            {mayRecord ? (
              <Link className="btn" to={`/activite/nouvelle?partenariat=${found.id}`}>
                {t.page.record}
              </Link>
            ) : null}
            {mayWrite ? (
              <Link className="btn btn-quiet" to={`/partenariats/${found.id}/modifier`}>
                {t.page.edit}
              </Link>
            ) : null}
          </>
        }
      />
      <PartnershipTabs id={found.id} />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.page.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{
          to: t.page.next,
          reason: t.page.reason,
          body: t.page.note,
          publicSummary: t.page.publicSummary,
        }}
      />
      <div className="grid gap-8 lg:grid-cols-[2fr_1fr]">
        <div className="min-w-0">
          <Activity {...loaderData} />
          <Objectives found={found} />
          <History moves={loaderData.moves} />
          {loaderData.notes ? <Notes notes={loaderData.notes} errors={errors} /> : null}
        </div>
        <div className="min-w-0">
          {loaderData.nextStep ? (
            <NextStepCard id={found.id} next={loaderData.nextStep} today={loaderData.today} />
          ) : null}
          {next.length > 0 ? (
            <NextStep {...loaderData} errors={errors} values={actionData?.values} />
          ) : null}
          <People people={loaderData.people} />
          <Where {...loaderData} />
          <Models {...loaderData} />
          <Publication {...loaderData} errors={errors} />
        </div>
      </div>
    </>
  );
}
