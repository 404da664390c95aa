import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { AcceptForm, RefuseForm } from '../components/join-answers.tsx';
import { acceptJoin, type JoinFailure, refuseJoin } from '../join/commands.ts';
import { joinAcceptance, joinRefusal } from '../join/contract.ts';
import { deadlineState } from '../join/domain.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { getJoinRequest, likelyPartners } from '../join/queries.ts';

export const loader = guard('join.read', async ({ ctx, actor, scope, params }) => {
  const request = await getJoinRequest(ctx.db, scope, params.id ?? '');
  if (!request) throw notFound();
  const open = request.status === 'new';
  return {
    request,
    deadline: open ? deadlineState(request.dueOn, today(ctx.now)) : null,
    mayAnswer: open && actor.abilities.has('join.answer'),
    mayCreate: actor.abilities.has('partners.write') && actor.abilities.has('partnerships.write'),
    likely: open ? await likelyPartners(ctx.db, request) : [],
  };
});

export const action = guard(
  'join.answer',
  async ({ ctx, actor, scope, services, request, params }) => {
    const id = params.id ?? '';
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const what = values.what === 'accept' ? ('accept' as const) : ('refuse' as const);
    const refused = (errors: readonly { field: string; code: string }[], status: number) =>
      data({ what, errors, values }, { status });
    const failed = ({ code, field }: JoinFailure) => {
      if (code === 'not-found') throw notFound();
      return refused([{ code, field }], 409);
    };
    if (what === 'accept') {
      const partners = authorize(actor, 'partners.write');
      const partnerships = authorize(actor, 'partnerships.write');
      if (!partners || !partnerships)
        return refused([{ field: 'form', code: 'out-of-scope' }], 403);
      const parsed = parseForm(joinAcceptance, form);
      if (!parsed.ok) return refused(parsed.errors, 422);
      const scopes = { answer: scope, partners, partnerships };
      const done = await acceptJoin(ctx, scopes, id, parsed.value);
      if (!done.ok) return failed(done.failure);
    } else {
      const parsed = parseForm(joinRefusal, form, (all) => ({
        ...all,
        doors: all['doors[]'] ?? [],
      }));
      if (!parsed.ok) return refused(parsed.errors, 422);
      const done = await refuseJoin(ctx, scope, id, parsed.value);
      if (!done.ok) return failed(done.failure);
    }
    services.wake();
    throw redirect(`/demandes/${id}`);
  },
);

export default function JoinRequestPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { request, mayAnswer, mayCreate, likely } = loaderData;
  const mine = (what: 'accept' | 'refuse') =>
    actionData?.what === what ? actionData : { errors: [], values: {} };
  return (
    <>
      <title>{`${request.organisation} — Maillage`}</title>
      <PageHeader
        title={request.organisation}
        crumbs={[{ label: t.listTitle, to: '/demandes' }]}
        over={
          <>
            <span className="tag">{t.status[request.status]}</span>
            <CommitmentTag commitment={request.commitment} />
          </>
        }
        lead={`${request.communeName} (${request.departmentCode}) · ${t.asked(formatDay(locale, request.createdAt.slice(0, 10)))}`}
        actions={
          <>
            {request.partnershipId ? (
              <Link className="btn" to={`/partenariats/${request.partnershipId}`}>
                {t.toPartnership}
              </Link>
            ) : null}
            {request.partnerId ? (
              <Link className="btn btn-quiet" to={`/partenaires/${request.partnerId}`}>
                {t.toPartner}
              </Link>
            ) : null}
          </>
        }
      />
      <Deadline {...loaderData} />
      <div className="card mb-6 max-w-3xl">
        <p className="whitespace-pre-line">{request.message}</p>
        <p className="hint mt-3">
          {request.contactName} ·{' '}
          <a href={`mailto:${request.contactEmail}`}>{request.contactEmail}</a>
          {request.siret ? ` · SIRET ${request.siret}` : ''}
          {request.siren && !request.siret ? ` · SIREN ${request.siren}` : ''}
          {request.rna ? ` · RNA ${request.rna}` : ''}
        </p>
        <p className="hint mt-1">
          {t.checked[request.checked]}{' '}
          {request.listedName ? t.listedAs(request.listedName, request.listedSiren) : ''}
        </p>
        {request.duplicateOf ? (
          <p className="mt-1">
            {t.duplicate} <Link to={`/demandes/${request.duplicateOf}`}>{t.seeOther}</Link>
          </p>
        ) : null}
      </div>
      {request.answer ? (
        <div className="card max-w-3xl">
          {request.refusal ? <p className="font-semibold">{t.refusals[request.refusal]}</p> : null}
          <p className="whitespace-pre-line">{request.answer}</p>
        </div>
      ) : null}
      {mayAnswer ? (
        <>
          <ErrorSummary
            errors={actionData?.errors}
            labels={{
              ...(t as unknown as Record<string, string>),
              title: t.partnershipTitle,
              why: t.answer,
            }}
          />
          <div className="grid items-start gap-6 lg:grid-cols-2">
            {mayCreate ? (
              <AcceptForm organisation={request.organisation} likely={likely} {...mine('accept')} />
            ) : null}
            <RefuseForm {...mine('refuse')} />
          </div>
        </>
      ) : null}
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];

function Deadline({ request, deadline }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!deadline) return null;
  return (
    <Notice {...(deadline === 'in-time' ? {} : { tone: 'warning' as const })}>
      {t.answerBy(formatDay(locale, request.dueOn))}
      {deadline === 'late' ? ` · ${t.late}` : ''}
      {request.escalated ? ` · ${t.escalated}` : ''}
    </Notice>
  );
}
