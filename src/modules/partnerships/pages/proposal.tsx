import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { listActions } from '../actions/queries.ts';
import { decideProposal, supportProposal } from '../co-design/commands.ts';
import { decisionInput, supportInput } from '../co-design/contract.ts';
import { mayDecide, OUTCOMES } from '../co-design/domain.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import { mayDecideOn, mayEditProposal, voiceIn } from '../co-design/policy.ts';
import { invitedAmong, presentAmong } from '../co-design/presence/queries.ts';
import { getProposal, listDecisions, listProposals, listSupports } from '../co-design/queries.ts';
import { DecideForm, SupportForm } from '../components/proposal-answers.tsx';
import { ProposalState } from '../components/proposal-table.tsx';

export const loader = guard('codesign.read', async ({ ctx, actor, scope, params, url }) => {
  const found = await getProposal(ctx.db, actor, params.id ?? '');
  if (!found) throw notFound();
  const facts = { ...found, partnerId: found.partner.id };
  const part = authorize(actor, 'codesign.take-part');
  const propose = authorize(actor, 'codesign.propose');
  const decide = authorize(actor, 'codesign.decide');
  const own = [...scope.organisations];
  const present = await presentAmong(ctx.db, found.departmentCode, own);
  const invited = await invitedAmong(ctx.db, found.needId, own);
  const voice = part
    ? voiceIn(part, found.departmentCode, new Set([...present, ...invited]))
    : null;
  const itsOwn = voice?.kind === 'partner' && voice.id === found.partner.id;
  const supports = await listSupports(ctx.db, found.id);
  const partner = voice?.kind === 'partner' ? voice.id : null;
  const mayDecideHere = decide !== null && mayDecideOn(decide, facts);
  const others = mayDecideHere
    ? await listProposals(ctx.db, actor, { department: found.departmentCode })
    : [];
  return {
    found,
    supports,
    decisions: await listDecisions(ctx.db, [found.id]),
    actions: (await listActions(ctx.db, scope, { proposal: found.id })).map(({ id, title }) => ({
      id,
      title,
    })),
    maySupport: voice !== null && !itsOwn && found.visibility !== 'draft',
    said: supports.find((support) => (support.partner?.id ?? null) === partner)?.sentence ?? null,
    mayEdit: propose !== null && mayEditProposal(propose, facts),
    outcomes: mayDecideHere
      ? OUTCOMES.filter((outcome) => mayDecide(found.visibility, found.outcome, outcome))
      : [],
    others: others
      .filter((other) => other.id !== found.id && other.visibility !== 'draft')
      .filter((other) => other.outcome !== 'merged')
      .map(({ id, title, partner: { name } }) => ({ value: id, label: `${title} (${name})` })),
    mayPlan: actor.abilities.has('actions.write') && mayDecideHere && found.outcome === 'kept',
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard('codesign.read', async ({ ctx, actor, services, request, params }) => {
  const id = params.id ?? '';
  if (!(await getProposal(ctx.db, actor, id))) throw notFound();
  const form = await request.formData();
  const values = formValues(form) as Record<string, string>;
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ errors, values }, { status });
  const done = redirect(`/propositions/${id}?fait=1`);
  const what = form.get('what');
  if (what === 'decide') {
    const scope = authorize(actor, 'codesign.decide');
    if (!scope) throw new Response('forbidden', { status: 403 });
    const parsed = parseForm(decisionInput, form);
    if (!parsed.ok) return refused(parsed.errors, 422);
    const decided = await decideProposal(ctx, scope, id, parsed.value);
    if (!decided.ok) return refused([decided.failure], 409);
    services.wake();
    throw done;
  }
  const scope = authorize(actor, 'codesign.take-part');
  if (!scope) throw new Response('forbidden', { status: 403 });
  const parsed = what === 'withdraw' ? null : parseForm(supportInput, form);
  if (parsed && !parsed.ok) return refused(parsed.errors, 422);
  const supported = await supportProposal(ctx, scope, id, parsed ? parsed.value.sentence : null);
  if (!supported.ok) return refused([supported.failure], 409);
  throw done;
});

export default function ProposalPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { found, mayEdit, mayPlan, saved } = loaderData;
  const errors = actionData?.errors;
  return (
    <>
      <title>{`${found.title} — Maillage`}</title>
      <PageHeader
        title={found.title}
        crumbs={[{ label: found.needTitle, to: `/besoins/${found.needId}` }]}
        over={<ProposalState proposal={found} />}
        lead={`${found.partner.name} · ${t.visibilities[found.visibility]}`}
        actions={
          <>
            {mayPlan ? (
              <Link className="btn" to={`/actions/nouvelle?proposition=${found.id}`}>
                {t.toAction}
              </Link>
            ) : null}
            {mayEdit ? (
              <Link className="btn btn-quiet" to={`/propositions/${found.id}/modifier`}>
                {t.edit}
              </Link>
            ) : null}
          </>
        }
      />
      {saved && !errors ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{
          sentence: t.sentence,
          outcome: t.outcome,
          reason: t.reason,
          mergedInto: t.mergedInto,
        }}
      />
      <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <Section title={t.body} id="proposition">
            <p className="whitespace-pre-line">{found.body}</p>
          </Section>
          {found.means ? (
            <Section title={t.means} id="moyens">
              <p className="whitespace-pre-line">{found.means}</p>
            </Section>
          ) : null}
          <Supports {...loaderData} />
          {loaderData.maySupport ? (
            <SupportForm errors={errors} said={actionData?.values.sentence ?? loaderData.said} />
          ) : null}
        </div>
        <div className="min-w-0">
          <History {...loaderData} />
          {loaderData.outcomes.length > 0 ? (
            <DecideForm
              outcomes={loaderData.outcomes}
              others={loaderData.others}
              errors={errors}
              values={actionData?.values}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];

function Supports({ supports }: Data) {
  const t = useText({ fr, en });
  return (
    <Section title={t.supports} id="soutiens">
      {supports.length === 0 ? (
        <p className="hint">{t.noSupport}</p>
      ) : (
        <ul className="grid gap-3">
          {supports.map((support) => (
            <li key={support.partner?.id ?? 'operator'} className="card">
              <p>{support.sentence}</p>
              <p className="hint">{support.partner?.name ?? t.operator}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function History({ decisions, actions }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.history} id="decisions">
      {decisions.length === 0 ? <p className="hint">{t.noDecision}</p> : null}
      <ol className="grid gap-3">
        {decisions.map((decision) => (
          <li key={decision.id} className="border-l-4 border-line pl-3">
            <p className="font-semibold">{t.outcomes[decision.outcome]}</p>
            {decision.into ? (
              <p>
                {t.into} <Link to={`/propositions/${decision.into.id}`}>{decision.into.title}</Link>
              </p>
            ) : null}
            <p className="whitespace-pre-line">{decision.reason}</p>
            <p className="hint">
              {t.decidedBy(decision.by, formatDay(locale, decision.at.slice(0, 10)))}
            </p>
          </li>
        ))}
      </ol>
      {actions.length > 0 ? (
        <ul className="mt-3 list-disc pl-5">
          {actions.map((one) => (
            <li key={one.id}>
              {t.plan} : <Link to={`/actions/${one.id}`}>{one.title}</Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
