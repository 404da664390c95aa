import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { PartnershipTable } from '../components/partnership-table.tsx';
import { en as hostingEn } from '../hosting/messages.en.ts';
import { fr as hostingFr } from '../hosting/messages.fr.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { countByStage, listPartnerships } from '../queries.ts';

export const loader = guard('partnerships.read', async ({ ctx, actor, scope, url }) => {
  const filters = filtersOf(url.searchParams);
  const cursor = url.searchParams.get('suite');
  const [page, counts, departments, within] = await Promise.all([
    listPartnerships(ctx.db, scope, filters, cursor),
    countByStage(ctx.db, scope, filters),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
  ]);
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
    next: page.next ? link(page.next) : null,
    first: cursor ? link(null) : null,
    mayAdd: actor.abilities.has('partnerships.write'),
  };
});

export default function Partnerships({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const h = useText({ fr: hostingFr, en: hostingEn });
  const may = useMay();
  const locale = useLocale();
  const { items, total, within, departments, values, search, next, first, mayAdd } = loaderData;
  return (
    <>
      <title>{`${t.list.title} — Maillage`}</title>
      <PageHeader
        title={t.list.title}
        lead={t.list.lead}
        actions={
          <>
            <Link className="btn btn-quiet" to={`/partenariats/tableau${search}`}>
              {t.list.board}
            </Link>
            {may('hosting.read') ? (
              <Link className="btn btn-quiet" to="/partenariats/hebergement">
                {h.seeAll}
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
      <FilterForm values={values} departments={departments} path="/partenariats" />
      <WithinNote within={within} path="/partenariats" />
      <p className="mb-3 font-semibold" role="status">
        {t.list.count(formatNumber(locale, total))}
      </p>
      {items.length === 0 ? (
        <EmptyState title={t.list.none}>{t.list.noneHint}</EmptyState>
      ) : (
        <PartnershipTable rows={items} caption={t.list.caption} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
