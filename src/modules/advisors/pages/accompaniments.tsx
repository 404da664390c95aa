import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, formatDuration, formatNumber } from '../../../platform/i18n/messages.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import { listAccompaniments, sumAccompaniments } from '../accompaniments/queries.ts';

const KINDS = ['accompaniment', 'service', 'workshop'] as const;

export const loader = guard('accompaniments.read', async ({ ctx, scope, url }) => {
  const get = (name: string): string => url.searchParams.get(name)?.trim() ?? '';
  const day = (name: string): string | undefined =>
    /^\d{4}-\d\d-\d\d$/.test(get(name)) && !Number.isNaN(Date.parse(get(name)))
      ? get(name)
      : undefined;
  const mine = get('miens') === '1';
  const filters = {
    from: day('du'),
    to: day('au'),
    department: get('departement').toUpperCase().slice(0, 3) || undefined,
    theme: THEMES.find((one) => one === get('theme')),
    kind: KINDS.find((one) => one === get('nature')),
    mine: mine ? scope.accountId : undefined,
  };
  const page = await listAccompaniments(ctx.db, scope, filters, get('suite') || null);
  const link = (suite: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    suite === null ? next.delete('suite') : next.set('suite', suite);
    return `?${next}`;
  };
  return {
    items: page.items,
    sums: await sumAccompaniments(ctx.db, scope, filters),
    values: {
      du: filters.from ?? '',
      au: filters.to ?? '',
      department: filters.department ?? '',
      theme: filters.theme ?? '',
      kind: filters.kind ?? '',
      mine,
    },
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
  };
});

export default function Accompaniments({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const may = useMay();
  const { items, sums, values, next, first } = loaderData;
  const words: Readonly<Record<string, string>> = d.themes;
  const kinds: Readonly<Record<string, string>> = t.filters.kinds;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          may('accompaniments.record') ? (
            <Link className="btn" to="/accompagnements/nouveau">
              {t.add}
            </Link>
          ) : null
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-3">
        <TextField name="du" label={t.filters.from} type="date" required defaultValue={values.du} />
        <TextField name="au" label={t.filters.to} type="date" required defaultValue={values.au} />
        <TextField
          name="departement"
          label={t.filters.department}
          required
          defaultValue={values.department}
        />
        <SelectField
          name="theme"
          label={t.filters.theme}
          required
          placeholder={t.filters.allThemes}
          defaultValue={values.theme}
          options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
        />
        <SelectField
          name="nature"
          label={t.filters.kind}
          required
          placeholder={t.filters.allKinds}
          defaultValue={values.kind}
          options={KINDS.map((value) => ({ value, label: t.filters.kinds[value] }))}
        />
        <label className="choice">
          <input type="checkbox" name="miens" value="1" defaultChecked={values.mine} />
          <span>{t.filters.mine}</span>
        </label>
        <div>
          <button type="submit" className="btn">
            {t.filters.show}
          </button>
        </div>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <>
          <Sums sums={sums} />
          <DataTable
            stacked
            caption={t.title}
            captionHidden
            rows={items}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'day',
                label: t.columns.day,
                cell: (row) => (
                  <Link to={`/accompagnements/${row.id}`}>{formatDay(locale, row.happenedOn)}</Link>
                ),
              },
              {
                key: 'what',
                label: t.columns.what,
                room: 'long',
                cell: (row) => (
                  <>
                    {row.themes.map((code) => words[code] ?? code).join(' · ')}
                    <span className="hint block">
                      {kinds[row.kind] ?? row.kind}
                      {row.source === 'coop' ? ` · ${t.source.coop}` : ''}
                    </span>
                  </>
                ),
              },
              { key: 'who', label: t.columns.who, cell: (row) => row.advisor?.name ?? '—' },
              {
                key: 'where',
                label: t.columns.where,
                cell: (row) => `${row.placeName ? `${row.placeName}, ` : ''}${row.communeName}`,
              },
              {
                key: 'people',
                label: t.columns.people,
                numeric: true,
                cell: (row) => formatNumber(locale, row.participants),
              },
              {
                key: 'length',
                label: t.columns.length,
                numeric: true,
                cell: (row) => (row.minutes === null ? '—' : formatDuration(row.minutes)),
              },
            ]}
          />
        </>
      )}
      <Pager next={next} first={first} />
    </>
  );
}

function Sums({ sums }: Pick<PageProps<typeof loader>['loaderData'], 'sums'>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const topics: Readonly<Record<string, string>> = d.topics;
  return (
    <Section title={t.sums.title} id="sommes">
      <ul className="flex flex-wrap gap-2">
        <li className="tag">{t.sums.records(formatNumber(locale, sums.records))}</li>
        <li className="tag">{t.sums.people(formatNumber(locale, sums.participations))}</li>
        <li className="tag">{t.sums.time(formatDuration(sums.minutes))}</li>
      </ul>
      <p className="hint mt-2">{t.sums.definition}</p>
      {sums.topics.length > 0 ? (
        <details className="card mt-4">
          <summary className="font-semibold">{t.sums.topics}</summary>
          <div className="mt-3">
            <DataTable
              stacked
              caption={t.sums.topics}
              captionHidden
              rows={sums.topics}
              rowKey={(row) => row.topic}
              columns={[
                {
                  key: 'topic',
                  label: t.sums.topic,
                  cell: (row) => topics[row.topic] ?? row.topic,
                },
                {
                  key: 'count',
                  label: t.sums.count,
                  numeric: true,
                  cell: (row) => formatNumber(locale, row.records),
                },
              ]}
            />
            <p className="hint mt-2">{t.sums.several}</p>
          </div>
        </details>
      ) : null}
    </Section>
  );
}
