import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { OVERDUE_DAYS } from '../transfers/domain.ts';
import { listTransfers } from '../transfers/queries.ts';

export const loader = guard('devices.read', async ({ ctx, scope }) => {
  const since = new Date(ctx.now.getTime() - OVERDUE_DAYS * 86_400_000).toISOString();
  const rows = await listTransfers(ctx.db, scope);
  return { rows: rows.map((row) => ({ ...row, late: !row.receivedAt && row.sentAt < since })) };
});

export default function Transfers({ loaderData: { rows } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const f = t.transfers;
  const locale = useLocale();
  const may = useMay();
  return (
    <>
      <title>{`${f.title} — Maillage`}</title>
      <PageHeader
        title={f.title}
        lead={f.lead}
        crumbs={[{ label: t.title, to: '/equipements' }]}
        actions={
          may('devices.write') ? (
            <Link className="btn" to="/equipements/transferts/nouveau">
              {f.add}
            </Link>
          ) : null
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={f.none} />
      ) : (
        <DataTable
          stacked
          caption={f.title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'where',
              label: f.to,
              cell: (row) => (
                <Link to={`/equipements/transferts/${row.id}`}>
                  {f.one(row.from.name, row.to.name)}
                </Link>
              ),
            },
            { key: 'count', label: f.count, numeric: true, cell: (row) => row.devices },
            { key: 'sent', label: f.sent, cell: (row) => formatInstant(locale, row.sentAt) },
            {
              key: 'received',
              label: f.received,
              cell: (row) =>
                row.receivedAt ? (
                  <>
                    {formatInstant(locale, row.receivedAt)}
                    <span className="hint block">{f.missing(row.missing)}</span>
                  </>
                ) : (
                  <span className="tag">{row.late ? f.overdue : f.waiting}</span>
                ),
            },
          ]}
        />
      )}
    </>
  );
}
