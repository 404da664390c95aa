import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { WithinField, WithinNote } from '../../territories/components/public.tsx';
import { withinOf } from '../../territories/public.ts';
import { PlaceTable } from '../components/place-table.tsx';
import { PLACE_KINDS, placeKind } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { countPlacesByKind, listPlaces } from '../queries.ts';

export const loader = guard('places.read', async ({ ctx, url }) => {
  const get = (key: string): string => url.searchParams.get(key)?.trim() ?? '';
  const typed = {
    q: get('q'),
    kind: placeKind(get('nature')) ?? '',
    department: get('departement').toUpperCase(),
    qpv: get('qpv'),
  };
  const within = await withinOf(ctx.db, url.searchParams);
  const filters = {
    q: typed.q || undefined,
    kind: typed.kind || undefined,
    department: typed.department || undefined,
    anyQpv: typed.qpv === 'oui',
    qpv: typed.qpv && typed.qpv !== 'oui' ? typed.qpv : undefined,
    ...(within ? { [within.kind]: within.code } : {}),
  };
  const page = await listPlaces(ctx.db, filters, get('suite') || null);
  const counts = await countPlacesByKind(ctx.db, filters);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const link = (cursor: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    next.delete('suite');
    if (cursor) next.set('suite', cursor);
    return `?${next}`;
  };
  return {
    items: page.items,
    typed,
    within,
    total: formatNumber(ctx.locale, total),
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
  };
});

export default function Places({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const may = useMay();
  const { items, typed, within, total, next, first } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          may('places.write') ? (
            <Link className="btn btn-quiet" to="/lieux/doublons">
              {t.duplicates}
            </Link>
          ) : null
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[2fr_1.3fr_1fr_1.3fr_auto]">
        <WithinField within={within} />
        <TextField name="q" label={t.list.search} defaultValue={typed.q} required type="search" />
        <SelectField
          name="nature"
          label={t.list.kind}
          required
          placeholder={t.list.allKinds}
          defaultValue={typed.kind}
          options={PLACE_KINDS.map((value) => ({ value, label: t.kinds[value] ?? value }))}
        />
        <TextField
          name="departement"
          label={t.list.department}
          defaultValue={typed.department}
          required
        />
        <SelectField
          name="qpv"
          label={t.list.qpv}
          required
          placeholder={t.list.anywhere}
          defaultValue={typed.qpv}
          options={[
            { value: 'oui', label: t.list.inQpv },
            ...(typed.qpv && typed.qpv !== 'oui' ? [{ value: typed.qpv, label: typed.qpv }] : []),
          ]}
        />
        <button type="submit" className="btn">
          {t.list.filter}
        </button>
      </SearchForm>
      <WithinNote within={within} path="/lieux" />
      <p className="mb-3" role="status">
        <strong>{t.list.count(total)}</strong>{' '}
        {typed.q || typed.kind || typed.department || typed.qpv ? (
          <Link to="/lieux">{t.list.clear}</Link>
        ) : null}
      </p>
      {items.length === 0 ? (
        <EmptyState title={t.list.none}>{t.list.noneHint}</EmptyState>
      ) : (
        <PlaceTable rows={items} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
