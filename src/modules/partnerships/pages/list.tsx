import { Form, Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { en as bulkEn } from '../bulk-moves/messages.en.ts';
import { fr as bulkFr } from '../bulk-moves/messages.fr.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { PartnershipTable } from '../components/partnership-table.tsx';
import { ViewSwitch } from '../components/view-switch.tsx';
import { en as hostingEn } from '../hosting/messages.en.ts';
import { fr as hostingFr } from '../hosting/messages.fr.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { en as modelsEn } from '../models/messages.en.ts';
import { fr as modelsFr } from '../models/messages.fr.ts';
import { countByStage, listPartnerships } from '../queries.ts';
import { filtersOnly } from '../saved-views/domain.ts';
import { listViews } from '../saved-views/queries.ts';

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, url }) => {
  const filters = filtersOf(url.searchParams);
  const cursor = url.searchParams.get('suite');
  const [page, counts, departments, within, views] = await Promise.all([
    listPartnerships(ctx.db, scope, filters, cursor),
    countByStage(ctx.db, scope, filters),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
    listViews(ctx.db, scope),
  ]);
  const kept = filtersOnly(url.searchParams);
  const link = (next: string | null): string => {
    const search = new URLSearchParams(url.searchParams);
    search.delete('suite');
    if (next) search.set('suite', next);
    return `?${search}`;
  };
  return {
    items: page.items,
    total: [...counts.values()].reduce((sum, n) => sum + n, 0),
    departments: departments.map(({ code, name }) => ({ code, name })),
    within,
    values: Object.fromEntries(url.searchParams),
    search: url.search,
    filters: kept ? `?${kept}` : '',
    views,
    mayShare: scope.everywhere,
    next: page.next ? link(page.next) : null,
    first: cursor ? link(null) : null,
    mayAdd: actor.abilities.has('partnerships.write'),
    mayMove: actor.abilities.has('partnerships.move'),
  };
});

export default function Partnerships({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const h = useText({ fr: hostingFr, en: hostingEn });
  const m = useText({ fr: modelsFr, en: modelsEn });
  const may = useMay();
  const locale = useLocale();
  const b = useText({ fr: bulkFr, en: bulkEn });
  const { items, total, within, departments, values, search, next, first, mayAdd, mayMove } =
    loaderData;
  const { filters, views, mayShare } = loaderData;
  return (
    <>
      <title>{`${t.list.title} — Maillage`}</title>
      <PageHeader
        title={t.list.title}
        lead={t.list.lead}
        actions={
          <>
            {may('hosting.read') ? (
              <Link className="btn btn-quiet" to="/partenariats/hebergement">
                {h.seeAll}
              </Link>
            ) : null}
            {may('models.read') ? (
              <Link className="btn btn-quiet" to="/modeles">
                {m.title}
              </Link>
            ) : null}
            {mayAdd ? (
              <Link className="btn" to="/partenariats/nouveau">
                {t.list.add}
              </Link>
            ) : null}
          </>
        }
      />
      <ViewSwitch current="list" search={filters} views={views} mayShare={mayShare} />
      <FilterForm values={values} departments={departments} path="/partenariats" />
      <WithinNote within={within} path="/partenariats" />
      <div className="mb-3 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <p className="font-semibold" role="status">
          {t.list.count(formatNumber(locale, total))}
        </p>
        <a href={`/partenariats.xlsx${search}`}>{t.list.xlsx}</a>
        <a href={`/partenariats.csv${search}`}>{t.list.csv}</a>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t.list.none}>{t.list.noneHint}</EmptyState>
      ) : (
        <Form method="post" action="/partenariats/deplacer">
          <PartnershipTable
            rows={items}
            caption={t.list.caption}
            {...(mayMove ? { tick: { column: b.column, label: b.tick } } : {})}
          />
          {mayMove ? (
            <button type="submit" className="btn btn-quiet mt-3">
              {b.go}
            </button>
          ) : null}
        </Form>
      )}
      <Pager next={next} first={first} />
    </>
  );
}
