import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { WithinField, WithinNote } from '../../territories/components/public.tsx';
import { withinOf } from '../../territories/public.ts';
import { PARTNER_KINDS } from '../domain.ts';
import { en as expiriesEn } from '../expiries/messages.en.ts';
import { fr as expiriesFr } from '../expiries/messages.fr.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listPartners } from '../queries.ts';

export const loader = guard('partners.read', async ({ ctx, actor, scope, url }) => {
  const get = (key: string): string => url.searchParams.get(key)?.trim() ?? '';
  const filters = {
    q: get('q'),
    kind: get('nature'),
    department: get('departement').toUpperCase(),
  };
  const within = await withinOf(ctx.db, url.searchParams);
  const page = await listPartners(
    ctx.db,
    scope,
    {
      q: filters.q || undefined,
      kind: filters.kind || undefined,
      department: filters.department || undefined,
      ...(within ? { [within.kind]: within.code } : {}),
    },
    get('suite') || null,
  );
  const link = (cursor: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    next.delete('suite');
    if (cursor) next.set('suite', cursor);
    return `?${next}`;
  };
  return {
    items: page.items,
    filters,
    within,
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
    mayAdd: actor.abilities.has('partners.write'),
  };
});

export default function Partners({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const e = useText({ fr: expiriesFr, en: expiriesEn });
  const { items, filters, within, next, first, mayAdd } = loaderData;
  return (
    <>
      <title>{`${t.list.title} — Maillage`}</title>
      <PageHeader
        title={t.list.title}
        lead={t.list.lead}
        actions={
          <>
            <Link className="btn btn-quiet" to="/partenaires/pieces">
              {e.link}
            </Link>
            {mayAdd ? (
              <Link className="btn" to="/partenaires/nouveau">
                {t.list.add}
              </Link>
            ) : null}
          </>
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[2fr_1.4fr_1fr_auto]">
        <WithinField within={within} />
        <TextField name="q" label={t.list.search} defaultValue={filters.q} required type="search" />
        <SelectField
          name="nature"
          label={t.list.kind}
          required
          placeholder={t.list.allKinds}
          defaultValue={filters.kind}
          options={PARTNER_KINDS.map((value) => ({ value, label: t.kinds[value] ?? value }))}
        />
        <TextField
          name="departement"
          label={t.list.department}
          defaultValue={filters.department}
          required
        />
        <button type="submit" className="btn">
          {t.list.filter}
        </button>
      </SearchForm>
      <WithinNote within={within} path="/partenaires" />
      {items.length === 0 ? (
        <EmptyState title={t.list.none}>{t.list.noneHint}</EmptyState>
      ) : (
        <DataTable
          caption={t.list.caption}
          captionHidden
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              label: t.list.name,
              cell: (row) => <Link to={`/partenaires/${row.id}`}>{row.name}</Link>,
            },
            { key: 'kind', label: t.list.kind, cell: (row) => t.kinds[row.kind] ?? row.kind },
            {
              key: 'commune',
              label: t.list.commune,
              cell: (row) => (row.communeName ? `${row.communeName} (${row.departmentCode})` : '—'),
            },
            { key: 'number', label: t.list.number, cell: (row) => row.siret ?? row.siren ?? '—' },
          ]}
        />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
