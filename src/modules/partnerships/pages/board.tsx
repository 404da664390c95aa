import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { CommitmentIcon } from '../../alliance/components/public.tsx';
import { WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { ViewSwitch } from '../components/view-switch.tsx';
import { STAGES } from '../domain.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { countByStage, listPartnerships } from '../queries.ts';
import { filtersOnly } from '../saved-views/domain.ts';
import { listViews } from '../saved-views/queries.ts';

/** Cards shown a column; the rest is one click away in the list. */
const CARDS = 12;

export const loader = guard('partnerships.read', async ({ ctx, scope, url }) => {
  const filters = filtersOf(url.searchParams);
  const [counts, departments, within, views] = await Promise.all([
    countByStage(ctx.db, scope, filters),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
    listViews(ctx.db, scope),
  ]);
  const kept = filtersOnly(url.searchParams);
  const stages = STAGES.filter((stage) => !filters.stage || filters.stage === stage);
  const columns = await Promise.all(
    stages.map(async (stage) => {
      const count = counts.get(stage) ?? 0;
      const search = new URLSearchParams(url.searchParams);
      search.set('etape', stage);
      const page =
        count > 0
          ? await listPartnerships(ctx.db, scope, { ...filters, stage }, null, CARDS)
          : null;
      // A card shows this much of a partnership; the rest would be sent for nothing.
      const items = (page?.items ?? []).map((row) => ({
        id: row.id,
        title: row.title,
        commitment: row.commitment,
        partnerName: row.partnerName,
        departmentCode: row.departmentCode,
      }));
      return { stage, count, items, all: `/partenariats?${search}` };
    }),
  );
  return {
    columns,
    departments: departments.map(({ code, name }) => ({ code, name })),
    within,
    values: Object.fromEntries(url.searchParams),
    search: kept ? `?${kept}` : '',
    views,
    mayShare: scope.everywhere,
  };
});

export default function Board({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { columns, within, departments, values, search, views, mayShare } = loaderData;
  return (
    <>
      <title>{`${t.list.board} — Maillage`}</title>
      <PageHeader title={t.list.board} crumbs={[{ label: t.list.title, to: '/partenariats' }]} />
      <ViewSwitch current="board" search={search} views={views} mayShare={mayShare} />
      <FilterForm values={values} departments={departments} path="/partenariats/tableau" />
      <WithinNote within={within} path="/partenariats/tableau" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable */}
      <section className="scroller" tabIndex={0} aria-label={t.list.board}>
        <ol className="flex gap-4 pb-3">
          {columns.map((column) => (
            <li key={column.stage} className="w-64 shrink-0">
              <h2 className="mb-2 text-base">
                {t.stages[column.stage]}{' '}
                <span className="hint">{formatNumber(locale, column.count)}</span>
              </h2>
              <ul className="grid gap-2">
                {column.items.map((row) => (
                  <li key={row.id} className="card p-3">
                    <Link to={`/partenariats/${row.id}`} className="font-semibold">
                      {row.title}
                    </Link>
                    <p className="hint">
                      <CommitmentIcon commitment={row.commitment} /> {row.partnerName} ·{' '}
                      {row.departmentCode}
                    </p>
                  </li>
                ))}
              </ul>
              {column.count > column.items.length ? (
                <p className="mt-2">
                  <Link to={column.all}>
                    {t.list.more(formatNumber(locale, column.count - column.items.length))}
                    <span className="sr-only"> : {t.stages[column.stage]}</span>
                  </Link>
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
