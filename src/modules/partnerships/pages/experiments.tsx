import { data, Link, redirect } from 'react-router';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type FormProblem, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatNumber, formatShare } from '../../../platform/i18n/messages.ts';
import { useMeetingLabels } from '../../../ui/conflict.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ExperimentForm, ExperimentMove } from '../components/experiment-form.tsx';
import { StageTag } from '../components/partnership-table.tsx';
import { PartnershipTabs } from '../components/partnership-tabs.tsx';
import { addExperiment, moveExperiment, updateExperiment } from '../experiments/commands.ts';
import { experimentInput, experimentMoveInput } from '../experiments/contract.ts';
import { mayEditExperiment, nextExperimentStates, reached } from '../experiments/domain.ts';
import { en } from '../experiments/messages.en.ts';
import { fr } from '../experiments/messages.fr.ts';
import { type Experiment, listExperiments } from '../experiments/queries.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';
import { mayActOnPartnership } from '../policy.ts';
import { getPartnership } from '../queries.ts';

async function found(ctx: Ctx, scope: Scope<'partnerships.read'>, id: string | undefined) {
  const partnership = await getPartnership(ctx.db, scope, id ?? '');
  if (!partnership) throw notFound();
  return partnership;
}

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, params, url }) => {
  const partnership = await found(ctx, scope, params.id);
  const write = authorize(actor, 'partnerships.write');
  const owned = {
    departmentCode: partnership.departmentCode,
    partnerId: partnership.partner.id,
  };
  return {
    partnership: { id: partnership.id, title: partnership.title, stage: partnership.stage },
    experiments: await listExperiments(ctx.db, partnership.id),
    mayWrite: write !== null && mayActOnPartnership(write, owned),
    mayModel: actor.abilities.has('models.write'),
    saved: url.searchParams.get('fait') === '1',
  };
});

export const action = guard(
  'partnerships.write',
  async ({ ctx, actor, scope, request, params }) => {
    const read = authorize(actor, 'partnerships.read');
    if (!read) throw notFound();
    const partnership = await found(ctx, read, params.id);
    const form = await request.formData();
    const values = formValues(form) as Record<string, string>;
    const known = (await listExperiments(ctx.db, partnership.id)).find(
      ({ id }) => id === values.id,
    );
    const what = values.what === 'move' ? ('move' as const) : ('write' as const);
    const refuse = (problem: FormProblem, status: number) =>
      data({ what, of: known?.id ?? null, ...problem }, { status });
    const again = (errors: FormProblem['errors'], status: number) =>
      refuse({ errors, values: formValues(form) }, status);
    if (what === 'move') {
      const parsed = parseForm(experimentMoveInput, form);
      if (!parsed.ok) return again(parsed.errors, 422);
      if (!known) throw notFound();
      const done = await moveExperiment(ctx, scope, known.id, parsed.value);
      if (!done.ok) return again([done.failure], 409);
    } else {
      const unsettled = settle(form);
      const parsed = parseForm(experimentInput, form);
      if (!parsed.ok || unsettled.length > 0)
        return again([...unsettled, ...(parsed.ok ? [] : parsed.errors)], 422);
      const done = known
        ? await updateExperiment(ctx, scope, known.id, Number(values.version), parsed.value)
        : await addExperiment(ctx, scope, partnership.id, parsed.value);
      if (!done.ok)
        return refuse(
          await afterRefusal(form, done.failure, async () => {
            const now = await listExperiments(ctx.db, partnership.id);
            const one = now.find(({ id }) => id === values.id);
            if (!one) throw notFound();
            return { version: one.version, values: valuesOf(one) };
          }),
          409,
        );
    }
    throw redirect(`/partenariats/${partnership.id}/experimentation?fait=1`);
  },
);

type Refused = PageProps<typeof loader, typeof action>['actionData'];
type Data = PageProps<typeof loader>['loaderData'];

export default function Experiments({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const p = useText({ fr: partnershipsFr, en: partnershipsEn });
  const { partnership, experiments, mayWrite, saved } = loaderData;
  const labels = useMeetingLabels(t as unknown as Record<string, string>, actionData?.values);
  const mine = actionData?.what === 'write' && actionData.of === null ? actionData : undefined;
  return (
    <>
      <title>{`${t.title} : ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={partnership.title}
        crumbs={[{ label: p.list.title, to: '/partenariats' }]}
        over={<StageTag stage={partnership.stage} />}
        lead={t.lead}
      />
      <PartnershipTabs id={partnership.id} />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={labels} />
      {experiments.length === 0 ? <EmptyState title={t.none}>{t.noneHint}</EmptyState> : null}
      {experiments.map((one) => (
        <One key={one.id} one={one} {...loaderData} refused={actionData} />
      ))}
      {mayWrite ? (
        <details className="card" open={mine !== undefined || experiments.length === 0}>
          <summary className="font-semibold">{t.add}</summary>
          <div className="mt-4">
            <ExperimentForm errors={mine?.errors} values={mine?.values ?? {}} />
          </div>
        </details>
      ) : null}
    </>
  );
}

function One({
  one,
  partnership,
  mayWrite,
  mayModel,
  refused,
}: Data & { one: Experiment; refused: Refused }) {
  const t = useText({ fr, en });
  const mine = refused?.of === one.id ? refused : undefined;
  const next = nextExperimentStates(one.state);
  const edited = mine?.what === 'write' ? mine : undefined;
  const moved = mine?.what === 'move' ? mine : undefined;
  return (
    <article className="card mb-6" aria-labelledby={`e-${one.id}`}>
      <p className="mb-2">
        <span className="tag">{t.states[one.state]}</span>
      </p>
      <h2 id={`e-${one.id}`} className="text-lg">
        {one.hypothesis}
      </h2>
      <Facts one={one} />
      {one.moves.length > 0 ? <Moves one={one} /> : null}
      {one.state === 'scaled' && mayModel ? (
        <p className="mt-3">
          <Link className="btn" to={`/modeles/nouveau?partenariat=${partnership.id}`}>
            {t.toModel}
          </Link>
        </p>
      ) : null}
      {mayWrite && next.length > 0 ? (
        <details className="mt-4" open={moved !== undefined}>
          <summary className="font-semibold">{t.to}</summary>
          <div className="mt-3">
            <ExperimentMove
              id={one.id}
              next={next}
              errors={moved?.errors}
              values={moved?.values ?? {}}
            />
          </div>
        </details>
      ) : null}
      {mayWrite && mayEditExperiment(one.state) ? (
        <details className="mt-3" open={edited !== undefined}>
          <summary className="font-semibold">{t.edit}</summary>
          <div className="mt-3">
            <ExperimentForm
              known={one}
              errors={edited?.errors}
              values={edited?.values ?? valuesOf(one)}
            />
          </div>
        </details>
      ) : null}
    </article>
  );
}

function valuesOf(one: Experiment): Record<string, string> {
  return {
    hypothesis: one.hypothesis,
    measure: one.measure,
    unit: one.unit,
    baseline: String(one.baseline ?? ''),
    target: String(one.target ?? ''),
    stopRule: one.stopRule,
    startsOn: one.startsOn ?? '',
    endsOn: one.endsOn ?? '',
  };
}

function Facts({ one }: { one: Experiment }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number | null) => (value === null ? '—' : formatNumber(locale, value));
  const share = reached(one.baseline, one.target, one.result);
  const dates = [one.startsOn, one.endsOn].map((day) => (day ? formatDay(locale, day) : '—'));
  const rows: readonly (readonly [string, string])[] = [
    [t.measure, `${one.measure} (${t.numbers(n(one.baseline), n(one.target), one.unit)})`],
    [t.stopRule, one.stopRule],
    [`${t.startsOn} – ${t.endsOn}`, dates.join(' – ')],
    ...(one.result === null
      ? []
      : [
          [
            t.result,
            t.resultIs(n(one.result), one.unit, share === null ? '' : formatShare(locale, share)),
          ] as const,
        ]),
    ...(one.learned ? [[t.learned, one.learned] as const] : []),
  ];
  return (
    <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[12rem_1fr]">
      {rows.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="font-semibold">{name}</dt>
          <dd className="whitespace-pre-line">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Moves({ one }: { one: Experiment }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      <h3 className="mt-4 mb-2">{t.history}</h3>
      <ol className="grid gap-2">
        {one.moves.map((move) => (
          <li key={move.id} className="border-l-4 border-line pl-3">
            <span className="font-semibold">{t.states[move.to]}</span>
            {move.reason ? ` : ${move.reason}` : ''}
            <span className="hint block">
              {[move.by, formatDay(locale, move.at.slice(0, 10))].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
