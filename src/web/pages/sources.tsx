import { Link } from 'react-router';
import { guard } from '../../platform/http/route.ts';
import { PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { useMay } from '../../ui/may.ts';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';

export const loader = guard('NONE', async ({ ctx }) => ({
  indicators: await ctx.db
    .selectFrom('indicator')
    .select(['code', 'label_fr', 'label_en', 'source', 'source_url', 'vintage'])
    .orderBy('position')
    .execute(),
}));

export default function Sources({ loaderData: { indicators } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const may = useMay();
  return (
    <>
      <title>{`${t.sources.title} — Maillage`}</title>
      <PageHeader title={t.sources.title} lead={t.sources.lead} />
      <dl className="card mb-8 grid max-w-3xl gap-3">
        {t.sources.items.map(([name, source]) => (
          <div key={name}>
            <dt className="font-semibold">{name}</dt>
            <dd>{source}</dd>
          </div>
        ))}
      </dl>
      <Section title={t.sources.feeds} id="flux">
        <p className="mb-2 max-w-3xl">{t.sources.feedsLead}</p>
        <ul className="list-disc pl-6">
          {t.sources.feedItems.map(([feed, name]) => (
            <li key={feed}>
              <a href={`/feeds/${feed}`}>{name}</a>
            </li>
          ))}
        </ul>
        {may('feeds.build') ? (
          <p className="mt-2">
            <Link to="/flux">{t.sources.feedsBuild}</Link>
          </p>
        ) : null}
      </Section>
      <Section title={t.sources.indicators} id="indicateurs">
        {indicators.length === 0 ? (
          <p className="hint">{t.sources.noIndicator}</p>
        ) : (
          <DataTable
            caption={t.sources.indicators}
            captionHidden
            rows={indicators}
            rowKey={(row) => row.code}
            columns={[
              {
                key: 'name',
                label: t.sources.name,
                cell: (row) => (locale === 'fr' ? row.label_fr : row.label_en),
              },
              {
                key: 'source',
                label: t.sources.source,
                cell: (row) =>
                  row.source_url ? <WebLink to={row.source_url}>{row.source}</WebLink> : row.source,
              },
              { key: 'vintage', label: t.sources.vintage, cell: (row) => row.vintage },
            ]}
          />
        )}
      </Section>
    </>
  );
}
