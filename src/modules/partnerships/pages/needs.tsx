import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { COMMITMENTS } from '../../alliance/public.ts';
import { WithinField, WithinNote } from '../../territories/components/public.tsx';
import { listDepartments, withinOf } from '../../territories/public.ts';
import { en as coDesignEn } from '../co-design/messages.en.ts';
import { fr as coDesignFr } from '../co-design/messages.fr.ts';
import { entersWorkshop } from '../co-design/presence/queries.ts';
import { NeedTable } from '../components/need-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { NEED_STATUSES } from '../needs/domain.ts';
import { listNeeds } from '../needs/queries.ts';

export const loader = guard('needs.read', async ({ ctx, actor, scope, url }) => {
  const get = (key: string): string => url.searchParams.get(key)?.trim() ?? '';
  const values = {
    departement: get('departement').toUpperCase(),
    engagement: get('engagement'),
    etat: get('etat'),
  };
  const within = await withinOf(ctx.db, url.searchParams);
  const page = await listNeeds(
    ctx.db,
    scope,
    {
      department: values.departement || undefined,
      commitment: COMMITMENTS.find((c) => c === values.engagement),
      status: NEED_STATUSES.find((s) => s === values.etat),
      ...(within ? { [within.kind]: within.code } : {}),
    },
    get('suite') || null,
  );
  const departments = await listDepartments(ctx.db);
  const link = (cursor: string | null): string => {
    const search = new URLSearchParams(url.searchParams);
    search.delete('suite');
    if (cursor) search.set('suite', cursor);
    return `?${search}`;
  };
  return {
    items: page.items,
    values,
    within,
    departments: departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
    mayAdd: actor.abilities.has('needs.write'),
    workshop: (await entersWorkshop(
      ctx.db,
      actor,
      departments.find(({ code }) => code === values.departement)?.code ?? null,
    ))
      ? `/territoires/departement/${values.departement}/atelier`
      : null,
  };
});

export default function Needs({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  const w = useText({ fr: coDesignFr, en: coDesignEn });
  const { items, within, values, departments, next, first, mayAdd, workshop } = loaderData;
  return (
    <>
      <title>{`${t.need.listTitle} — Maillage`}</title>
      <PageHeader
        title={t.need.listTitle}
        lead={t.need.listLead}
        actions={
          <>
            {workshop ? (
              <Link className="btn btn-quiet" to={workshop}>
                {w.open}
              </Link>
            ) : null}
            {mayAdd ? (
              <Link className="btn" to="/besoins/nouveau">
                {t.need.add}
              </Link>
            ) : null}
          </>
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-4">
        <WithinField within={within} />
        <SelectField
          name="departement"
          label={t.need.department}
          required
          placeholder={t.list.allDepartments}
          defaultValue={values.departement}
          options={departments}
        />
        <SelectField
          name="engagement"
          label={t.need.commitment}
          required
          placeholder={t.list.allCommitments}
          defaultValue={values.engagement}
          options={commitments.map(({ value, label }) => ({ value, label }))}
        />
        <SelectField
          name="etat"
          label={t.need.status}
          required
          placeholder={t.need.allStatuses}
          defaultValue={values.etat}
          options={NEED_STATUSES.map((value) => ({ value, label: t.needStatuses[value] }))}
        />
        <button type="submit" className="btn">
          {t.list.filter}
        </button>
      </SearchForm>
      <WithinNote within={within} path="/besoins" />
      {items.length === 0 ? (
        <EmptyState title={t.need.none}>{t.need.noneHint}</EmptyState>
      ) : (
        <NeedTable rows={items} caption={t.need.caption} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
