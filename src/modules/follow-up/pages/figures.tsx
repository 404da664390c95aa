import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { Figure } from '../../../ui/figure.tsx';
import { TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { followUpFigures } from '../ending/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

const MONTH = /^(19|20)\d\d-(0[1-9]|1[0-2])$/;

export const loader = guard('follow-up-figures.read', async ({ ctx, scope, url }) => {
  const month = (name: string): string => {
    const typed = url.searchParams.get(name) ?? '';
    return MONTH.test(typed) ? typed : '';
  };
  const [from, to] = [month('de'), month('a')];
  const figures = await followUpFigures(ctx.db, scope, {
    from: from ? `${from}-01` : undefined,
    to: to ? `${to}-01` : undefined,
  });
  return { figures, from, to };
});

export default function FollowUpFigures({
  loaderData: { figures, from, to },
}: PageProps<typeof loader>) {
  const t = useText({ fr, en }).figures;
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value, 0);
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <SearchForm columns="sm:grid-cols-[1fr_1fr_auto]">
        <TextField name="de" label={t.from} hint="2026-01" required defaultValue={from} />
        <TextField name="a" label={t.to} hint="2026-12" required defaultValue={to} />
        <button type="submit" className="btn">
          {t.show}
        </button>
      </SearchForm>
      <div className="mb-8 grid gap-4 sm:grid-cols-2">
        <Figure value={n(figures.persons)} label={t.persons}>
          {t.personsHint}
        </Figure>
        <Figure value={n(figures.open)} label={t.open} />
      </div>
      <Section id="effacees" title={t.ended}>
        <p className="hint mb-3">{t.endedHint}</p>
        {figures.ended.length === 0 ? (
          <EmptyState title={t.noneEnded} />
        ) : (
          <DataTable
            stacked
            caption={t.ended}
            captionHidden
            rows={figures.ended}
            rowKey={(row) => `${row.month}${row.why}`}
            columns={[
              { key: 'month', label: t.month, room: 'short', cell: (row) => row.month },
              { key: 'why', label: t.why, cell: (row) => t.whys[row.why] },
              { key: 'files', label: t.files, numeric: true, cell: (row) => n(row.files) },
            ]}
          />
        )}
      </Section>
    </>
  );
}
