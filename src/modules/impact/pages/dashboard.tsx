import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { useCommitmentOptions } from '../../alliance/components/public.tsx';
import { figuresQuery } from '../contract.ts';
import { Headline } from '../dashboard/components/headline.tsx';
import { ByCommitment, ByDepartment, ByYear } from '../dashboard/components/tables.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { dashboard, listDepartmentNames, targetOf } from '../queries.ts';

export const loader = guard('dashboard.read', async ({ ctx, actor, url }) => {
  const asked = figuresQuery.safeParse({
    year: url.searchParams.get('annee') || undefined,
    department: url.searchParams.get('departement') || undefined,
    commitment: url.searchParams.get('engagement') || undefined,
  });
  const query = asked.success ? asked.data : {};
  const figures = await dashboard(ctx.db, query, ctx.now);
  const departments = await listDepartmentNames(ctx.db);
  // Targets are national: beside a narrowed figure they would mislead.
  const national = !query.department && !query.commitment;
  return {
    figures,
    query: {
      department: query.department?.toUpperCase() ?? '',
      commitment: query.commitment ?? '',
    },
    departments: departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    peopleTarget: national ? targetOf(figures.targets, 'people-supported', figures.year) : null,
    freshTarget: national ? targetOf(figures.targets, 'new-partnerships', figures.year) : null,
    national,
    current: ctx.now.getUTCFullYear(),
    mayDrill: actor.abilities.has('activity.read'),
    mayOpenPartnerships: actor.abilities.has('partnerships.read'),
    maySet: actor.abilities.has('targets.write'),
    mayGrow: actor.abilities.has('growth.read'),
  };
});

type Data = PageProps<typeof loader>['loaderData'];

export default function DashboardPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <Link className="btn btn-quiet" to="/chiffres/numerique">
              {t.digital}
            </Link>
            {loaderData.mayGrow ? (
              <Link className="btn btn-quiet" to="/croissance">
                {t.growth}
              </Link>
            ) : null}
            {loaderData.maySet ? (
              <Link className="btn btn-quiet" to="/chiffres/cibles">
                {t.setTargets}
              </Link>
            ) : null}
          </>
        }
      />
      <Filters {...loaderData} />
      <Headline {...loaderData} />
      {loaderData.figures.byYear.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <>
          <ByYear {...loaderData} />
          <ByCommitment {...loaderData} />
          <ByDepartment {...loaderData} />
        </>
      )}
    </>
  );
}

function Filters({ figures, query, departments }: Data) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  return (
    <SearchForm columns="sm:grid-cols-2 lg:grid-cols-4">
      <SelectField
        name="annee"
        label={t.year}
        required
        defaultValue={String(figures.year)}
        options={figures.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <SelectField
        name="departement"
        label={t.department}
        required
        placeholder={t.all}
        defaultValue={query.department}
        options={departments}
      />
      <SelectField
        name="engagement"
        label={t.commitment}
        required
        placeholder={t.all}
        defaultValue={query.commitment}
        options={commitments.map(({ value, label }) => ({ value, label }))}
      />
      <button type="submit" className="btn">
        {t.show}
      </button>
    </SearchForm>
  );
}
