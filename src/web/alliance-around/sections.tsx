import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ActivityTable } from '../../modules/activity/components/public.tsx';
import { NeedTable, PartnershipTable } from '../../modules/partnerships/components/public.tsx';
import { territoriesEn as en, territoriesFr as fr } from '../../modules/territories/public.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { EmptyState, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { DataTable } from '../../ui/table.tsx';
import type { readAlliance } from './queries.ts';

type AllianceHere = Awaited<ReturnType<typeof readAlliance>>;

/** Needs, partnerships, partners and activity of a territory or a place, as far as one may read. */
export function AllianceAround({ around }: { around: AllianceHere }) {
  const t = useText({ fr, en });
  const { needs, partnerships, partners, activity, address } = around;
  return (
    <>
      <Part name="needs" rows={needs} to={`/besoins?${address}`}>
        {(rows) => <NeedTable rows={rows} caption={t.sections.needs} />}
      </Part>
      <Part name="partnerships" rows={partnerships} to={`/partenariats?${address}`}>
        {(rows) => <PartnershipTable rows={rows} caption={t.sections.partnerships} />}
      </Part>
      <Part name="partners" rows={partners} to={`/partenaires?${address}`}>
        {(rows) => <Partners rows={rows} />}
      </Part>
      <Part name="activity" rows={activity} to={`/activite?${address}`}>
        {(rows) => (
          <>
            <Sums sums={around.sums} />
            <ActivityTable rows={rows} caption={t.sections.activity} />
          </>
        )}
      </Part>
    </>
  );
}

type Name = 'needs' | 'partnerships' | 'partners' | 'activity';
const IDS = {
  needs: 'besoins',
  partnerships: 'partenariats',
  partners: 'partenaires',
  activity: 'activite',
};

function Part<R>({
  name,
  rows,
  to,
  children,
}: {
  name: Name;
  rows: readonly R[] | null;
  /** Address of the whole list. */
  to: string;
  children: (rows: readonly R[]) => ReactNode;
}) {
  const t = useText({ fr, en });
  if (!rows) return null;
  const all = rows.length > 0 ? <Link to={to}>{t.sections.all[name]}</Link> : null;
  return (
    <Section title={t.sections[name]} id={IDS[name]} aside={all}>
      {rows.length === 0 ? <EmptyState title={t.sections.none[name]} /> : children(rows)}
    </Section>
  );
}

function Sums({ sums }: { sums: AllianceHere['sums'] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!sums) return null;
  return (
    <p className="mb-3">
      <strong>{formatNumber(locale, sums.records)}</strong> {t.sums.records} ·{' '}
      <strong>{formatNumber(locale, sums.participations)}</strong> {t.sums.participations}
    </p>
  );
}

function Partners({ rows }: { rows: NonNullable<AllianceHere['partners']> }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={t.sections.partners}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          label: t.column.name,
          cell: (row) => <Link to={`/partenaires/${row.id}`}>{row.name}</Link>,
        },
        {
          key: 'commune',
          label: t.kind.commune,
          cell: (row) => (row.communeName ? `${row.communeName} (${row.departmentCode})` : '—'),
        },
      ]}
    />
  );
}
