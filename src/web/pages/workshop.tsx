import { data, Link, redirect } from 'react-router';
import {
  ActionPlan,
  NeedRanking,
  type OwnVoice,
  ProposalTable,
} from '../../modules/partnerships/components/public.tsx';
import {
  actionsEn,
  actionsFr,
  coDesignEn as en,
  coDesignFr as fr,
  givePriorities,
  mayPlan,
  type Priority,
  prioritiesInput,
  voiceIn,
} from '../../modules/partnerships/public.ts';
import { authorize } from '../../platform/access/access.ts';
import { fieldErrors, formValues } from '../../platform/http/forms.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { today } from '../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { territoryPath } from '../paths.ts';
import { readWorkshop } from '../workshop/queries.ts';

export const loader = guard('codesign.read', async ({ ctx, actor, scope, params, url }) => {
  const code = (params.code ?? '').toUpperCase();
  const found = await readWorkshop(ctx, scope, params.kind, code);
  if (!found) throw notFound();
  const { present, actors, ...shown } = found;
  const { departmentCode } = found.area;
  const part = authorize(actor, 'codesign.take-part');
  const voice = part ? voiceIn(part, departmentCode, present) : null;
  const write = authorize(actor, 'actions.write');
  let own: OwnVoice | null = null;
  if (voice) {
    const partner = voice.kind === 'partner' ? voice.id : null;
    const said = found.voices.filter((one) => (one.partner?.id ?? null) === partner);
    own = {
      kind: voice.kind,
      name: actors.find(({ id }) => id === partner)?.name ?? '',
      said: Object.fromEntries(said.map((one) => [one.needId, one.priority])) as Record<
        string,
        Priority
      >,
    };
  }
  return {
    ...shown,
    // The operator is an actor too.
    actors: actors.length + 1,
    own,
    mayAdd: actor.abilities.has('needs.write'),
    mayPlan: write !== null && mayPlan(write, departmentCode),
    today: today(ctx.now),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard(
  'codesign.take-part',
  async ({ ctx, actor, scope, request, params }) => {
    const read = authorize(actor, 'codesign.read');
    const code = (params.code ?? '').toUpperCase();
    const found = read ? await readWorkshop(ctx, read, params.kind, code) : null;
    if (!found) throw notFound();
    const answers = Object.entries(formValues(await request.formData())).flatMap(
      ([key, priority]) =>
        key.startsWith('priority.') ? [{ needId: key.slice('priority.'.length), priority }] : [],
    );
    const parsed = prioritiesInput.safeParse({
      departmentCode: found.area.departmentCode,
      priorities: answers,
    });
    if (!parsed.success) return data({ errors: fieldErrors(parsed.error) }, { status: 422 });
    const done = await givePriorities(ctx, scope, parsed.data);
    if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
    throw redirect(`${territoryPath(found.area.kind, code)}/atelier?fait=1`);
  },
);

type Data = PageProps<typeof loader>['loaderData'];

export default function Workshop({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const a = useText({ fr: actionsFr, en: actionsEn });
  const { area, territory, own, saved } = loaderData;
  const path = territoryPath(area.kind, area.code);
  return (
    <>
      <title>{`${t.titleOf(territory.name)} — Maillage`}</title>
      <PageHeader
        title={t.titleOf(territory.name)}
        lead={t.lead}
        crumbs={[{ label: territory.name, to: path }]}
        actions={
          <>
            <a className="btn btn-quiet" href={`${path}/atelier.pdf`}>
              {t.summary}
            </a>
            {area.kind === 'department' ? null : (
              <Link
                className="btn btn-quiet"
                to={`${territoryPath('department', area.departmentCode)}/atelier`}
              >
                {t.ofDepartment}
              </Link>
            )}
          </>
        }
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      <Indicators {...loaderData} path={path} />
      <Section title={t.needs} id="besoins">
        {loaderData.needs.length === 0 ? (
          <EmptyState title={t.noNeeds}>
            {loaderData.mayAdd ? (
              <Link to={`/besoins/nouveau?territoire=${area.kind}&code=${area.code}`}>
                {t.noNeedsHint}
              </Link>
            ) : (
              t.noNeedsHint
            )}
          </EmptyState>
        ) : (
          <NeedRanking
            needs={loaderData.needs}
            voices={loaderData.voices}
            actors={loaderData.actors}
            own={own}
          />
        )}
      </Section>
      <Section title={t.proposals} id="propositions">
        {loaderData.proposals.length === 0 ? (
          <EmptyState title={t.noProposals}>{t.noProposalsHint}</EmptyState>
        ) : (
          <ProposalTable rows={loaderData.proposals} decisions={loaderData.decisions} />
        )}
      </Section>
      <Section
        title={t.plan}
        id="plan"
        aside={
          loaderData.mayPlan ? (
            <Link
              className="btn btn-small"
              to={`/actions/nouvelle?territoire=${area.kind}&code=${area.code}`}
            >
              {a.add}
            </Link>
          ) : null
        }
      >
        <ActionPlan actions={loaderData.actions} came={loaderData.came} today={loaderData.today} />
      </Section>
    </>
  );
}

function Indicators({ indicators, path }: Data & { path: string }) {
  const t = useText({ fr, en });
  return (
    <Section
      title={t.indicators}
      id="indicateurs"
      aside={<Link to={`${path}#indicateurs`}>{t.allIndicators}</Link>}
    >
      {indicators.length === 0 ? (
        <p className="hint">{t.noIndicators}</p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {indicators.map((indicator) => (
            <li key={indicator.code} className="card">
              <p className="hint">{indicator.label}</p>
              <p className="text-xl font-bold">{indicator.value}</p>
              {indicator.comparison ? <p>{indicator.comparison}</p> : null}
              <p className="hint">
                {indicator.source}, {indicator.vintage}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
