import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatNumber, today } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { HoursCompared } from '../components/hosting-hours.tsx';
import { StageTag } from '../components/partnership-table.tsx';
import { PartnershipTabs } from '../components/partnership-tabs.tsx';
import { newServices } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import { listHostings } from '../hosting/queries.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';
import { getPartnership } from '../queries.ts';

/** What a partnership hosts, as a tab of it. */
export const loader = guard('hosting.read', async ({ ctx, actor, scope, params }) => {
  const read = authorize(actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  if (!found) throw notFound();
  return {
    partnership: { id: found.id, title: found.title, stage: found.stage },
    hostings: await listHostings(ctx.db, scope, { partnership: found.id }, today(ctx.now)),
    mayWrite: actor.abilities.has('hosting.write'),
  };
});

export default function PartnershipHosting({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const p = useText({ fr: partnershipsFr, en: partnershipsEn });
  const locale = useLocale();
  const { partnership, hostings, mayWrite } = loaderData;
  return (
    <>
      <title>{`${t.tab} : ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={partnership.title}
        crumbs={[{ label: p.list.title, to: '/partenariats' }]}
        over={<StageTag stage={partnership.stage} />}
        lead={t.tabLead}
        actions={
          mayWrite ? (
            <Link className="btn" to={`/partenariats/${partnership.id}/hebergement/nouveau`}>
              {t.add}
            </Link>
          ) : null
        }
      />
      <PartnershipTabs id={partnership.id} />
      {hostings.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <ul className="grid gap-6 lg:grid-cols-2">
          {hostings.map((hosting) => (
            <li key={hosting.id} className="card">
              <h2>
                <Link to={`/hebergements/${hosting.id}`}>{hosting.name}</Link>
              </h2>
              <p className="hint">
                {[
                  `${hosting.place.name}, ${hosting.communeName} (${hosting.departmentCode})`,
                  hosting.surface === null
                    ? ''
                    : t.surfaceIs(formatNumber(locale, hosting.surface)),
                  hosting.endedOn ? t.ended(formatDay(locale, hosting.endedOn)) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p className="my-3">
                <strong>{t.newServices} :</strong>{' '}
                {newServices(hosting.servicesBefore, hosting.servicesAfter).join(', ') || '—'}
              </p>
              <HoursCompared before={hosting.hoursBefore} after={hosting.hoursAfter} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
