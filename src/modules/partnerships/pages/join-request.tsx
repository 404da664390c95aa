import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { answerJoin } from '../join/commands.ts';
import { joinAnswer } from '../join/contract.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { getJoinRequest } from '../join/queries.ts';

export const loader = guard('join.read', async ({ ctx, actor, scope, params }) => {
  const request = await getJoinRequest(ctx.db, scope, params.id ?? '');
  if (!request) throw notFound();
  return {
    request,
    mayAnswer: request.status === 'new' && authorize(actor, 'join.answer') !== null,
    mayCreate: actor.abilities.has('partners.write'),
  };
});

export const action = guard('join.answer', async ({ ctx, scope, services, request, params }) => {
  const form = await request.formData();
  const parsed = parseForm(joinAnswer, form);
  const values = formValues(form) as Record<string, string>;
  if (!parsed.ok) return data({ errors: parsed.errors, values }, { status: 422 });
  const done = await answerJoin(ctx, scope, params.id ?? '', parsed.value);
  if (!done.ok) {
    if (done.failure.code === 'not-found') throw notFound();
    return data({ errors: [done.failure], values }, { status: 409 });
  }
  services.wake();
  throw redirect(`/demandes/${params.id}`);
});

export default function JoinRequestPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { request, mayAnswer, mayCreate } = loaderData;
  const create = new URLSearchParams({
    name: request.organisation,
    siret: request.siret ?? '',
    communeCodeText: request.communeName,
  });
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
          mayCreate && request.status === 'accepted' ? (
            <Link className="btn" to={`/partenaires/nouveau?${create}`}>
              {t.toPartner}
            </Link>
          ) : null
        }
      />
      <div className="card mb-6 max-w-3xl">
        <p className="whitespace-pre-line">{request.message}</p>
        <p className="hint mt-3">
          {request.contactName} ·{' '}
          <a href={`mailto:${request.contactEmail}`}>{request.contactEmail}</a>
          {request.siret ? ` · SIRET ${request.siret}` : ''}
        </p>
      </div>
      {request.answer ? (
        <div className="card max-w-3xl">
          <p className="whitespace-pre-line">{request.answer}</p>
        </div>
      ) : null}
      {mayAnswer ? (
        <>
          <ErrorSummary
            errors={actionData?.errors}
            labels={{ decision: t.decision, answer: t.answer }}
          />
          <Form method="post" className="card grid max-w-3xl gap-4" noValidate>
            <ChoiceField
              name="decision"
              label={t.decision}
              required
              errors={actionData?.errors}
              chosen={[actionData?.values.decision ?? '']}
              options={[
                { value: 'accepted', label: t.accept },
                { value: 'refused', label: t.refuse },
              ]}
            />
            <TextField
              name="answer"
              label={t.answer}
              hint={t.answerHint}
              rows={5}
              required
              errors={actionData?.errors}
              defaultValue={actionData?.values.answer ?? ''}
            />
            <button type="submit" className="btn justify-self-start">
              {t.sendAnswer}
            </button>
          </Form>
        </>
      ) : null}
    </>
  );
}
