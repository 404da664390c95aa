import { Link } from 'react-router';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { getTerritory, sayIndicator, territoryIndicators } from '../../territories/public.ts';
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
  return {
    need,
    evidence,
    answers: answers?.items ?? null,
    path: `/territoires/${PATHS[need.territoryKind]}/${need.territoryCode}`,
    mayWrite: write !== null && coversDepartment(write, need.departmentCode),
    mayPropose: actor.abilities.has('partnerships.write'),
  };
});

export default function NeedPage({ loaderData }: PageProps<typeof loader>) {
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
