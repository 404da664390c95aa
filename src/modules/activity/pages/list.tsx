import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { WithinNote } from '../../territories/components/public.tsx';
import { withinOf } from '../../territories/public.ts';
import { ActivityTable } from '../components/activity-table.tsx';
import { ACTIVITY_KINDS } from '../domain.ts';
import { filtersOf } from '../listing/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listActivity } from '../queries.ts';

export const loader = guard('activity.read', async ({ ctx, actor, scope, url }) => {
  const cursor = url.searchParams.get('suite');
  const within = await withinOf(ctx.db, url.searchParams);
  const page = await listActivity(ctx.db, scope, filtersOf(url.searchParams), cursor);
  const link = (next: string | null): string => {
    const search = new URLSearchParams(url.searchParams);
    search.delete('suite');
    if (next) search.set('suite', next);
    return `?${search}`;
  };
  const own = new URLSearchParams(url.searchParams);
  own.delete('suite');
  return {
    items: page.items,
    within,
    values: Object.fromEntries(url.searchParams),
    kept: [...own].filter(([key]) =>
      ['partenariat', 'lieu', 'partenaire', 'commune', 'epci', 'region'].includes(key),
    ),
    export: `/activite.csv?${own}`,
    next: page.next ? link(page.next) : null,
    first: cursor ? link(null) : null,
    mayRecord: actor.abilities.has('activity.record'),
  };
});

export default function Activities({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const { items, within, values, kept, next, first, mayRecord } = loaderData;
  const common = (name: string) => ({ name, required: true, defaultValue: values[name] ?? '' });
  return (
    <>
      <title>{`${t.list.title} — Maillage`}</title>
      <PageHeader
        title={t.list.title}
        lead={t.list.lead}
        actions={
          <>
            <a className="btn btn-quiet" href={loaderData.export}>
              {t.list.csv}
            </a>
            {mayRecord ? (
              <Link className="btn" to="/activite/nouvelle">
                {t.list.record}
              </Link>
            ) : null}
          </>
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-5">
        {kept.map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <TextField {...common('du')} label={t.list.from} type="date" />
        <TextField {...common('au')} label={t.list.to} type="date" />
        <SelectField
          {...common('engagement')}
          label={t.form.commitment}
          placeholder={t.list.allKinds}
          options={commitments.map(({ value, label }) => ({ value, label }))}
        />
        <SelectField
          {...common('nature')}
          label={t.list.kind}
          placeholder={t.list.allKinds}
          options={ACTIVITY_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <button type="submit" className="btn">
          {t.list.filter}
        </button>
      </SearchForm>
      <WithinNote within={within} path="/activite" />
      {items.length === 0 ? (
        <EmptyState title={t.list.none}>{t.list.noneHint}</EmptyState>
      ) : (
        <ActivityTable rows={items} caption={t.list.caption} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
