import { data, Form, redirect } from 'react-router';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { PartnerTabs } from '../components/partner-tabs.tsx';
import { en } from '../dossier/messages.en.ts';
import { fr } from '../dossier/messages.fr.ts';
import { mergePartners, undoMerge } from '../merging/commands.ts';
import { CHOICES } from '../merging/domain.ts';
import { compareRecords, listMerges } from '../merging/queries.ts';
import { en as partnersEn } from '../messages.en.ts';
import { fr as partnersFr } from '../messages.fr.ts';
import { getPartner } from '../queries.ts';

export const loader = guard('partners.merge', async ({ ctx, actor, scope, params, url }) => {
  const read = authorize(actor, 'partners.read');
  const partner = read ? await getPartner(ctx.db, read, params.id ?? '') : null;
  if (!read || !partner || !coversDepartment(scope, partner.departmentCode)) throw notFound();
  return {
    partner: { id: partner.id, name: partner.name },
    comparison: await compareRecords(ctx.db, read, partner, url.searchParams.get('autre') ?? ''),
    merges: await listMerges(ctx.db, partner.id, ctx.now),
    done: url.searchParams.get('fait'),
  };
});

export const action = guard('partners.merge', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const id = params.id ?? '';
  const refused = (errors: readonly FieldError[]) => data({ errors }, { status: 409 });
  if (form.get('what') === 'undo') {
    const undone = await undoMerge(ctx, scope, String(form.get('merge')));
    if (!undone.ok) return refused([undone.failure]);
    throw redirect(`/partenaires/${id}/fusion?fait=annulee`);
  }
  const take = new Set(CHOICES.filter((field) => form.get(`take-${field}`) === 'merged'));
  const merged = await mergePartners(
    ctx,
    scope,
    id,
    String(form.get('other')),
    { kept: Number(form.get('version')), merged: Number(form.get('otherVersion')) },
    take,
  );
  if (!merged.ok) return refused([merged.failure]);
  throw redirect(`/partenaires/${id}/fusion?fait=reunie`);
});

export default function MergePage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partner, comparison, done } = loaderData;
  return (
    <>
      <title>{`${t.merge.title} – ${partner.name} — Maillage`}</title>
      <PageHeader
        title={t.merge.title}
        lead={t.merge.lead}
        crumbs={[{ label: partner.name, to: `/partenaires/${partner.id}` }]}
      />
      <PartnerTabs id={partner.id} />
      {done && !actionData ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary errors={actionData?.errors} labels={{ other: t.merge.other }} />
      <SearchForm columns="sm:grid-cols-[2fr_1fr]" action={`/partenaires/${partner.id}/fusion`}>
        <SuggestField
          name="autre"
          label={t.merge.other}
          required
          errors={undefined}
          source="/suggestions/partenaires"
          defaultId={comparison?.merged.id ?? ''}
          defaultText={comparison?.merged.name ?? ''}
        />
        <button type="submit" className="btn self-end">
          {t.merge.compare}
        </button>
      </SearchForm>
      {comparison ? <Comparison {...comparison} /> : null}
      <Past {...loaderData} />
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];

function Comparison({ kept, merged, rows }: NonNullable<Data['comparison']>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnersFr, en: partnersEn });
  const value = (row: (typeof rows)[number], side: 'kept' | 'merged'): string =>
    row.field === 'kind' ? (words.kinds[row[side]] ?? row[side]) : row[side];
  const choice = (row: (typeof rows)[number], side: 'kept' | 'merged') => {
    const said = value(row, side);
    const label = t.merge.fields[row.field] ?? row.field;
    if (value(row, 'kept') === value(row, 'merged')) return said || t.merge.empty;
    return (
      <label className="choice">
        <input
          type="radio"
          name={`take-${row.field}`}
          value={side}
          defaultChecked={row.proposed === side}
          aria-label={`${t.merge.keep(label)} ${said || t.merge.empty}`}
        />
        <span>{said || t.merge.empty}</span>
      </label>
    );
  };
  return (
    <Form method="post" className="my-6 grid gap-4">
      <input type="hidden" name="what" value="merge" />
      <input type="hidden" name="other" value={merged.id} />
      <input type="hidden" name="version" value={kept.version} />
      <input type="hidden" name="otherVersion" value={merged.version} />
      <DataTable
        caption={`${kept.name} / ${merged.name}`}
        rows={rows}
        rowKey={(row) => row.field}
        columns={[
          { key: 'field', label: t.merge.field, cell: (row) => t.merge.fields[row.field] },
          { key: 'kept', label: t.merge.kept, cell: (row) => choice(row, 'kept') },
          { key: 'merged', label: t.merge.merged, cell: (row) => choice(row, 'merged') },
        ]}
      />
      <button type="submit" className="btn btn-danger justify-self-start">
        {t.merge.confirm}
      </button>
    </Form>
  );
}

function Past({ merges }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (merges.length === 0) return null;
  return (
    <Section title={t.merge.past} id="passees">
      <ul className="grid gap-3">
        {merges.map((merge) => (
          <li key={merge.id} className="card">
            <p className="font-bold">{merge.name}</p>
            <p className="hint">
              {formatInstant(locale, merge.at)} · {merge.by} ·{' '}
              {merge.undoUntil
                ? t.merge.undoUntil(formatDay(locale, merge.undoUntil.slice(0, 10)))
                : t.merge.notUndone}
            </p>
            {merge.undoUntil ? (
              <Form method="post" className="mt-2">
                <input type="hidden" name="what" value="undo" />
                <input type="hidden" name="merge" value={merge.id} />
                <button
                  type="submit"
                  className="btn btn-quiet btn-small"
                  aria-label={t.merge.undoOf(merge.name)}
                >
                  {t.merge.undo}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
