import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { deadlineState } from '../join/domain.ts';
import { en } from '../join/messages.en.ts';
import { fr } from '../join/messages.fr.ts';
import { listJoinRequests } from '../join/queries.ts';

export const loader = guard('join.read', async ({ ctx, scope }) => ({
  rows: (await listJoinRequests(ctx.db, scope)).map(
    ({ id, organisation, communeName, departmentCode, commitment, status, createdAt, dueOn }) => ({
      id,
      organisation,
      communeName,
      departmentCode,
      commitment,
      status,
      createdAt,
      due: status === 'new' ? { on: dueOn, state: deadlineState(dueOn, today(ctx.now)) } : null,
    }),
  ),
}));

export default function JoinRequests({ loaderData: { rows } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <>
      <title>{`${t.listTitle} — Maillage`}</title>
      <PageHeader title={t.listTitle} lead={t.listLead} />
      {rows.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <DataTable
          caption={t.listTitle}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'org',
              label: t.organisation,
              cell: (row) => <Link to={`/demandes/${row.id}`}>{row.organisation}</Link>,
            },
            {
              key: 'status',
              label: t.decision,
              cell: (row) => <span className="tag">{t.status[row.status]}</span>,
            },
            {
              key: 'due',
              label: t.deadline,
              cell: ({ due }) =>
                due ? (
                  <>
                    {formatDay(locale, due.on)}
                    {due.state === 'in-time' ? null : (
                      <span className="tag ml-2 font-bold">
                        {due.state === 'late' ? t.late : t.dueToday}
                      </span>
                    )}
                  </>
                ) : (
                  '—'
                ),
            },
            {
              key: 'commune',
              label: t.commune,
              cell: (row) => `${row.communeName} (${row.departmentCode})`,
            },
            {
              key: 'commitment',
              label: t.commitment,
              cell: (row) => <CommitmentTag commitment={row.commitment} />,
            },
            {
              key: 'date',
              label: t.date,
              cell: (row) => formatDay(locale, row.createdAt.slice(0, 10)),
            },
          ]}
        />
      )}
    </>
  );
}
