import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { monthOf } from '../calendar/domain.ts';
import { listCalendar } from '../calendar/queries.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { ViewSwitch } from '../components/view-switch.tsx';
import { filtersOf } from '../listing/domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';
import { filtersOnly } from '../saved-views/domain.ts';
import { en } from '../saved-views/messages.en.ts';
import { fr } from '../saved-views/messages.fr.ts';
import { listViews } from '../saved-views/queries.ts';
import { en as typesEn } from '../types/messages.en.ts';
import { fr as typesFr } from '../types/messages.fr.ts';

export const loader = guard('partnerships.read', async ({ ctx, scope, url }) => {
  const month = monthOf(url.searchParams.get('mois'), today(ctx.now));
  const filters = filtersOf(url.searchParams);
  const [entries, departments, within, views] = await Promise.all([
    listCalendar(ctx.db, scope, filters, month),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
    listViews(ctx.db, scope),
  ]);
  const search = filtersOnly(url.searchParams);
  return {
    month,
    entries,
    within,
    views,
    mayShare: scope.everywhere,
    departments: departments.map(({ code, name }) => ({ code, name })),
    values: Object.fromEntries(url.searchParams),
    search: search ? `?${search}` : '',
  };
});

export default function Calendar({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const types = useText({ fr: typesFr, en: typesEn });
  const locale = useLocale();
  const { month, entries, within, departments, values, search, views } = loaderData;
  const milestones: Readonly<Record<string, string>> = types.milestones;
  const link = (key: string): string => `${search}${search ? '&' : '?'}mois=${key}`;
  const days = [...new Set(entries.map(({ day }) => day))];
  const name = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month.first}T00:00:00Z`));
  return (
    <>
      <title>{`${t.calendar} — Maillage`}</title>
      <PageHeader title={t.calendar} crumbs={[{ label: words.list.title, to: '/partenariats' }]} />
      <ViewSwitch current="calendar" search={search} views={views} mayShare={loaderData.mayShare} />
      <FilterForm values={values} departments={departments} path="/partenariats/calendrier" />
      <WithinNote within={within} path="/partenariats/calendrier" />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h2 aria-live="polite">{t.month(name)}</h2>
        <Link className="btn btn-quiet btn-small" to={link(month.before)} rel="prev">
          {t.before}
        </Link>
        <Link className="btn btn-quiet btn-small" to={link(month.after)} rel="next">
          {t.after}
        </Link>
      </div>
      {entries.length === 0 ? <EmptyState title={t.nothing} /> : null}
      <ol className="grid gap-4">
        {days.map((day) => (
          <li key={day}>
            <h3 className="mb-1">
              <time dateTime={day}>{formatDay(locale, day)}</time>
            </h3>
            <ul className="grid gap-2">
              {entries
                .filter((entry) => entry.day === day)
                .map((entry) => (
                  <li
                    key={`${entry.kind}${entry.partnershipId}${entry.label}`}
                    className="border-l-4 border-line pl-3"
                  >
                    <strong>{t.kinds[entry.kind]}</strong>
                    {entry.label ? ` · ${milestones[entry.label] ?? entry.label}` : ''} ·{' '}
                    <Link to={`/partenariats/${entry.partnershipId}`}>{entry.title}</Link>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
