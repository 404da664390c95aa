import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag, useCommitmentOptions } from '../../alliance/components/public.tsx';
import { COMMITMENTS } from '../../alliance/public.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';
import { en } from '../models/messages.en.ts';
import { fr } from '../models/messages.fr.ts';
import { listModels } from '../models/queries.ts';

export const loader = guard('models.read', async ({ ctx, scope, url }) => {
  const asked = url.searchParams.get('engagement');
  const commitment = COMMITMENTS.find((one) => one === asked) ?? null;
  const models = await listModels(ctx.db, scope, commitment);
  return {
    commitment,
    rows: models.map(({ id, title, commitment: of, departmentName, partner, replications }) => ({
      id,
      title,
      commitment: of,
      departmentName,
      partner: partner.name,
      replications,
    })),
  };
});

export default function Models({ loaderData: { rows, commitment } }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const p = useText({ fr: partnershipsFr, en: partnershipsEn });
  const commitments = useCommitmentOptions();
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: p.list.title, to: '/partenariats' }]}
      />
      <SearchForm columns="sm:grid-cols-[18rem_auto]">
        <SelectField
          name="engagement"
          label={t.commitment}
          required
          placeholder={t.all}
          defaultValue={commitment ?? ''}
          options={commitments.map(({ value, label }) => ({ value, label }))}
        />
        <button type="submit" className="btn self-end justify-self-start">
          {t.filter}
        </button>
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <DataTable
          caption={t.title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'title',
              label: t.name,
              cell: (row) => <Link to={`/modeles/${row.id}`}>{row.title}</Link>,
            },
            {
              key: 'commitment',
              label: t.commitment,
              cell: (row) => <CommitmentTag commitment={row.commitment} />,
            },
            {
              key: 'from',
              label: t.from,
              cell: (row) => (
                <>
                  {row.partner}
                  <span className="hint block">{row.departmentName}</span>
                </>
              ),
            },
            { key: 'taken', label: t.replications, cell: (row) => t.times(row.replications) },
          ]}
        />
      )}
    </>
  );
}
