import { data, Link, redirect } from 'react-router';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { getTerritory, sayIndicator, territoryIndicators } from '../../territories/public.ts';
import { invitePartner } from '../co-design/commands.ts';
import { inviteInput } from '../co-design/contract.ts';
import { mayPropose as mayProposeFor } from '../co-design/policy.ts';
import { invitedAmong, presentAmong } from '../co-design/presence/queries.ts';
import { listDecisions, listInvitations, listProposals } from '../co-design/queries.ts';
import { NeedProposals } from '../components/need-proposals.tsx';
import { PartnershipTable } from '../components/partnership-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getNeed } from '../needs/queries.ts';
import { listPartnerships } from '../queries.ts';

const PATHS = { commune: 'commune', epci: 'epci', department: 'departement' } as const;

export const loader = guard('needs.read', async ({ ctx, actor, scope, params }) => {
  const need = await getNeed(ctx.db, scope, params.id ?? '');
  if (!need) throw notFound();
  const write = authorize(actor, 'needs.write');
  const read = authorize(actor, 'partnerships.read');
  const answers = read ? await listPartnerships(ctx.db, read, { need: need.id }, null, 20) : null;
  const territory = await getTerritory(ctx.db, need.territoryKind, need.territoryCode);
  const indicators = territory ? await territoryIndicators(ctx.db, territory) : [];
  const evidence = need.evidence.map((item) => {
    if (item.kind === 'text') return { label: item.text, value: '', source: item.url ?? '' };
    const indicator = indicators.find((candidate) => candidate.code === item.code);
    // The value kept with the need is shown, not today's: evidence does not change afterwards.
    const said = indicator ? sayIndicator({ ...indicator, value: item.value }, ctx.locale) : null;
    return {
      label: said?.label ?? item.code,
      value: said?.value ?? String(item.value),
      source: `${item.source}, ${item.vintage}`,
    };
  });
  const decide = authorize(actor, 'codesign.decide');
  const propose = authorize(actor, 'codesign.propose');
  const proposals = await listProposals(ctx.db, actor, { needIds: [need.id] });
  const own = propose?.organisations ?? new Set<string>();
  const present = await presentAmong(ctx.db, need.departmentCode, own);
  const asked = await invitedAmong(ctx.db, need.id, own);
  return {
    need,
    coDesign: {
      proposals,
      decisions: await listDecisions(
        ctx.db,
        proposals.map(({ id }) => id),
      ),
      invitations: await listInvitations(ctx.db, actor, need),
      mayInvite: decide !== null && coversDepartment(decide, need.departmentCode),
      mayPropose:
        propose !== null && [...own].some((id) => mayProposeFor(propose, id, present, asked)),
      invited: asked.size > 0,
      workshop: actor.abilities.has('codesign.read')
        ? `/territoires/${PATHS[need.territoryKind]}/${need.territoryCode}/atelier`
        : null,
    },
    evidence,
    answers: answers?.items ?? null,
    path: `/territoires/${PATHS[need.territoryKind]}/${need.territoryCode}`,
    mayWrite: write !== null && coversDepartment(write, need.departmentCode),
    mayPropose: actor.abilities.has('partnerships.write'),
  };
});

/** Invites a partner to propose something. */
export const action = guard(
  'codesign.decide',
  async ({ ctx, actor, scope, services, request, params }) => {
    const read = authorize(actor, 'needs.read');
    const need = read ? await getNeed(ctx.db, read, params.id ?? '') : null;
    if (!need) throw notFound();
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const parsed = parseForm(inviteInput, form);
    if (!parsed.ok) {
      const errors = parsed.errors.map(({ field, code }) => ({
        field,
        code: field === 'partnerId' ? 'partner-unknown' : code,
      }));
      return data({ errors, values }, { status: 422 });
    }
    const done = await invitePartner(ctx, scope, need.id, parsed.value);
    if (!done.ok) {
      if (done.failure.code === 'not-found') throw notFound();
      return data({ errors: [done.failure], values }, { status: 409 });
    }
    services.wake();
    throw redirect(`/besoins/${need.id}#propositions`);
  },
);

export default function NeedPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { need, evidence, answers, path, mayWrite, mayPropose } = loaderData;
  return (
    <>
      <title>{`${need.title} — Maillage`}</title>
      <PageHeader
        title={need.title}
        crumbs={[{ label: t.need.listTitle, to: '/besoins' }]}
        over={
          <>
            <span className="tag">{t.needStatuses[need.status]}</span>
            <CommitmentTag commitment={need.commitment} />
          </>
        }
        lead={
          <>
            <p>
              <Link to={path}>
                {need.territoryName} ({need.departmentCode})
              </Link>{' '}
              · {t.need.recorded(formatDay(locale, need.createdAt.slice(0, 10)))}
            </p>
            {need.description ? (
              <p className="mt-2 whitespace-pre-line text-ink">{need.description}</p>
            ) : null}
          </>
        }
        actions={
          <>
            {mayPropose ? (
              <Link className="btn" to={`/partenariats/nouveau?besoin=${need.id}`}>
                {t.need.startPartnership}
              </Link>
            ) : null}
            {mayWrite ? (
              <Link className="btn btn-quiet" to={`/besoins/${need.id}/modifier`}>
                {t.page.edit}
              </Link>
            ) : null}
          </>
        }
      />
      <Section title={t.need.evidence} id="elements">
        {evidence.length === 0 ? (
          <p className="hint">{t.need.noEvidence}</p>
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2">
            {evidence.map((item) => (
              <li key={item.label} className="card">
                <p className="font-semibold">{item.label}</p>
                {item.value ? <p className="text-xl font-bold">{item.value}</p> : null}
                {item.source ? <p className="hint">{item.source}</p> : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <NeedProposals needId={need.id} {...loaderData.coDesign} refused={actionData} />
      {answers ? (
        <Section title={t.need.answers} id="reponses">
          {answers.length === 0 ? (
            <EmptyState title={t.need.noAnswer} />
          ) : (
            <PartnershipTable rows={answers} caption={t.need.answers} />
          )}
        </Section>
      ) : null}
    </>
  );
}
