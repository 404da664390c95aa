import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, today } from '../../../platform/i18n/messages.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { CountryMap, MapLegend, type Shade } from '../../territories/components/public.tsx';
import { countryMap, quarters } from '../../territories/public.ts';
import { type Covered, listCoverage } from '../coverage/queries.ts';
import { ADVISOR_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { advisorOf, listAdvisors } from '../queries.ts';

export const loader = guard('advisors.read', async ({ ctx, actor, url }) => {
  const get = (name: string): string => url.searchParams.get(name)?.trim() ?? '';
  const on = today(ctx.now);
  const kind = ADVISOR_KINDS.find((one) => one === get('fonction'));
  const department = get('departement').toUpperCase().slice(0, 3);
  const page = await listAdvisors(
    ctx.db,
    {
      on,
      department: department || undefined,
      kind,
      theme: THEMES.find((one) => one === get('theme')),
    },
    get('suite') || null,
  );
  const link = (suite: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    suite === null ? next.delete('suite') : next.set('suite', suite);
    return `?${next}`;
  };
  const covered = await listCoverage(ctx.db, on);
  return {
    items: page.items.map(({ accountId: _, ...row }) => row),
    values: { department, kind: kind ?? '', theme: get('theme') },
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
    mine: actor.accountId ? ((await advisorOf(ctx.db, actor.accountId))?.id ?? null) : null,
    covered,
    drawn: draw(covered),
    mayImport: authorize(actor, 'imports.run') !== null,
  };
});

/** The country, shaded by the presences of the month; nobody there is hatched. */
function draw(covered: readonly Covered[]) {
  const { bounds, classOf } = quarters(
    covered.flatMap(({ presences }) => (presences > 0 ? [presences] : [])),
  );
  const levels = Object.fromEntries(
    covered.map(({ code, presences }) => [code, presences > 0 ? classOf(presences) : null]),
  );
  const { width, height, shapes, insets } = countryMap();
  const [a, b, c] = (bounds ?? []).map((value) => String(Math.round(value)));
  return {
    map: { width, height, shapes, insets },
    levels,
    bounds: a && b && c ? ([a, b, c] as const) : null,
  };
}

export default function Advisors({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const may = useMay();
  const { items, values, next, first, mine, mayImport } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            {mine ? (
              <Link className="btn btn-quiet" to={`/conseillers/${mine}`}>
                {t.mine}
              </Link>
            ) : null}
            <Link className="btn btn-quiet" to="/conseillers/presences">
              {t.presences}
            </Link>
            {may('accompaniments.read') ? (
              <Link className="btn btn-quiet" to="/accompagnements">
                {t.accompaniments}
              </Link>
            ) : null}
            {mayImport ? (
              <Link className="btn btn-quiet" to="/conseillers/coop">
                {t.coop}
              </Link>
            ) : null}
            {may('advisors.write') ? (
              <Link className="btn btn-quiet" to="/conseillers/a-revoir">
                {t.toAct}
              </Link>
            ) : null}
            {may('advisors.write') ? (
              <Link className="btn" to="/conseillers/nouveau">
                {t.add}
              </Link>
            ) : null}
          </>
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[1fr_2fr_1fr_auto]">
        <SelectField
          name="fonction"
          label={t.kind}
          required
          placeholder={t.allKinds}
          defaultValue={values.kind}
          options={ADVISOR_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <SelectField
          name="theme"
          label={t.theme}
          required
          placeholder={t.allThemes}
          defaultValue={values.theme}
          options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
        />
        <TextField
          name="departement"
          label={t.department}
          defaultValue={values.department}
          required
        />
        <button type="submit" className="btn">
          {t.filter}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <DataTable
          stacked
          caption={t.title}
          captionHidden
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              label: t.name,
              cell: (row) => <Link to={`/conseillers/${row.id}`}>{row.name}</Link>,
            },
            { key: 'kind', label: t.kind, cell: (row) => t.kinds[row.kind] },
            {
              key: 'department',
              label: t.department,
              cell: (row) => `${row.departmentName} (${row.departmentCode})`,
            },
            {
              key: 'employer',
              label: t.employer,
              cell: (row) => row.employer?.name ?? t.operator,
            },
            {
              key: 'themes',
              label: t.themes,
              room: 'long',
              cell: (row) =>
                row.themes
                  .map((code) => d.themes[code as keyof typeof d.themes] ?? code)
                  .join(' · '),
            },
          ]}
        />
      )}
      <Pager next={next} first={first} />
      <Coverage covered={loaderData.covered} drawn={loaderData.drawn} />
    </>
  );
}

function Coverage({
  covered,
  drawn,
}: Pick<PageProps<typeof loader>['loaderData'], 'covered' | 'drawn'>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const shades = Object.fromEntries(
    covered.map((row): [string, Shade] => [
      row.code,
      {
        level: drawn.levels[row.code] ?? null,
        words: t.coverage.words(row.name, row.advisors, row.presences),
      },
    ]),
  );
  const some = covered.filter(({ advisors, presences }) => advisors + presences > 0);
  const gaps = covered.filter(({ advisors, presences }) => advisors + presences === 0);
  return (
    <section id="couverture" aria-labelledby="couverture-title" className="mt-10">
      <h2 id="couverture-title">{t.coverage.title}</h2>
      <p className="mb-4 text-muted">{t.coverage.lead(some.length)}</p>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div className="card">
          <CountryMap map={drawn.map} shades={shades} />
          <MapLegend title={t.coverage.legend} bounds={drawn.bounds} missing />
        </div>
        <div className="min-w-0">
          <DataTable
            stacked
            caption={t.coverage.covered}
            rows={some}
            rowKey={(row) => row.code}
            columns={[
              {
                key: 'name',
                label: t.department,
                cell: (row) => (
                  <Link
                    to={`/conseillers/presences?departement=${row.code}`}
                    aria-label={t.coverage.show(`${row.name} (${row.code})`)}
                  >
                    {row.name} ({row.code})
                  </Link>
                ),
              },
              {
                key: 'advisors',
                label: t.coverage.advisors,
                numeric: true,
                cell: (row) => formatNumber(locale, row.advisors),
              },
              {
                key: 'presences',
                label: t.coverage.presences,
                numeric: true,
                cell: (row) =>
                  row.presences === 0 ? (
                    <strong>{t.coverage.gap}</strong>
                  ) : (
                    formatNumber(locale, row.presences)
                  ),
              },
              {
                key: 'places',
                label: t.coverage.places,
                numeric: true,
                cell: (row) => formatNumber(locale, row.places),
              },
            ]}
          />
          <details className="card mt-4">
            <summary className="font-semibold">{t.coverage.gaps(gaps.length)}</summary>
            <p className="mt-2">{gaps.map(({ name, code }) => `${name} (${code})`).join(', ')}</p>
          </details>
        </div>
      </div>
    </section>
  );
}
