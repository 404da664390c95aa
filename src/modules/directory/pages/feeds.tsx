import { Form, Link, redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { buildFeeds } from '../feeds/commands.ts';
import type { FeedIssue } from '../feeds/domain.ts';
import { en } from '../feeds/messages.en.ts';
import { fr } from '../feeds/messages.fr.ts';
import { getLastBuild } from '../feeds/queries.ts';

/** Problems that the page shows; those beyond are counted. */
const SHOWN = 200;

export const loader = guard('feeds.build', async ({ ctx, url }) => {
  const last = await getLastBuild(ctx.db);
  return {
    builtAt: last?.builtAt ?? null,
    feeds: last?.report.feeds ?? [],
    issues: last?.report.issues.slice(0, SHOWN) ?? [],
    omitted: Math.max(0, (last?.report.issueTotal ?? 0) - SHOWN),
    rebuilt: url.searchParams.get('fait') === '1',
  };
});

export const action = guard(
  { permission: 'feeds.build', limit: { name: 'feeds', calls: 6, seconds: 3600 } },
  async ({ ctx, scope, services }) => {
    await buildFeeds(ctx.db, { now: ctx.now, publicUrl: services.publicUrl, by: scope.accountId });
    throw redirect('/flux?fait=1');
  },
);

export default function Feeds({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { builtAt, feeds, issues, omitted, rebuilt } = loaderData;
  const n = (value: number): string => formatNumber(locale, value);
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <Form method="post">
            <button type="submit" className="btn">
              {t.rebuild}
            </button>
          </Form>
        }
      />
      {rebuilt ? <Notice tone="ok" title={t.rebuilt} live /> : null}
      {builtAt === null ? (
        <EmptyState title={t.never}>{t.neverHint}</EmptyState>
      ) : (
        <>
          <Section title={t.last(formatInstant(locale, builtAt))} id="flux">
            <DataTable
              caption={t.title}
              captionHidden
              rows={feeds}
              rowKey={(row) => row.feed}
              columns={[
                {
                  key: 'feed',
                  label: t.feed,
                  cell: (row) => <a href={`/feeds/${row.feed}`}>{t.names[row.feed]}</a>,
                },
                { key: 'rows', label: t.rows, numeric: true, cell: (row) => n(row.rows) },
                {
                  key: 'leftOut',
                  label: t.leftOut,
                  numeric: true,
                  cell: (row) => n(row.leftOut),
                },
              ]}
            />
            <p className="hint mt-2">{t.licence}</p>
          </Section>
          <Section title={t.issues} id="a-reparer">
            {issues.length === 0 ? (
              <EmptyState title={t.noIssue} />
            ) : (
              <>
                <p className="mb-3">{t.issuesLead}</p>
                <Issues rows={issues} />
                {omitted > 0 ? <p className="hint mt-2">{t.omitted(n(omitted))}</p> : null}
              </>
            )}
          </Section>
        </>
      )}
    </>
  );
}

function Issues({ rows }: { rows: readonly FeedIssue[] }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={t.issues}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.feed} ${row.placeId} ${row.field} ${row.code}`}
      columns={[
        {
          key: 'place',
          label: t.place,
          cell: (row) => <Link to={`/lieux/${row.placeId}/mediation`}>{row.placeName}</Link>,
        },
        { key: 'feed', label: t.feed, cell: (row) => t.names[row.feed] },
        { key: 'field', label: t.field, cell: (row) => <code>{row.field}</code> },
        {
          key: 'problem',
          label: t.problem,
          room: 'long',
          cell: (row) => t.problems[row.code] ?? t.problems.invalid,
        },
        {
          key: 'effect',
          label: t.effect,
          cell: (row) => (row.leftOut ? t.rowOut : t.valueOut),
        },
      ]}
    />
  );
}
