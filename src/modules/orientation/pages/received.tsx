import { Form, Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { ORIENTATION_STATES } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listReceived } from '../queries.ts';

export const loader = guard('orientations.receive', async ({ ctx, scope, url }) => {
  const get = (name: string): string => url.searchParams.get(name) ?? '';
  const state = ORIENTATION_STATES.find((one) => one === get('etat'));
  const earlier = url.searchParams.getAll('tot[]').includes('1');
  const page = await listReceived(ctx.db, scope, { state, earlier }, get('suite') || null);
  const next = new URLSearchParams(url.searchParams);
  if (page.next) next.set('suite', page.next);
  const first = new URLSearchParams(url.searchParams);
  first.delete('suite');
  return {
    items: page.items,
    state: state ?? '',
    earlier,
    next: page.next ? `?${next}` : null,
    first: get('suite') ? `?${first}` : null,
  };
});

export default function Received({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { items, state, earlier, next, first } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <Section id="code" title={t.redeem}>
        <Form
          action="/orientations/code"
          className="card grid max-w-2xl items-end gap-4 sm:grid-cols-[2fr_auto]"
        >
          <TextField name="code" label={t.redeemField} hint={t.redeemHint} required />
          <button type="submit" className="btn">
            {t.redeemButton}
          </button>
        </Form>
      </Section>
      <SearchForm columns="sm:grid-cols-[1fr_2fr_auto]">
        <SelectField
          name="etat"
          label={t.state}
          required
          defaultValue={state}
          placeholder={t.allStates}
          options={ORIENTATION_STATES.map((value) => ({ value, label: t.states[value] }))}
        />
        <ChoiceField
          name="tot"
          label={t.earlier}
          several
          required
          chosen={earlier ? ['1'] : []}
          options={[{ value: '1', label: t.earlierOnly }]}
        />
        <button type="submit" className="btn btn-quiet">
          {t.search}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <DataTable
          caption={t.title}
          captionHidden
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'code',
              label: t.code,
              room: 'short',
              cell: (row) => <Link to={`/orientations/${row.id}`}>{row.code}</Link>,
            },
            { key: 'what', label: t.what, room: 'long', cell: (row) => row.title },
            {
              key: 'expected',
              label: t.expected,
              cell: (row) => (row.expectedAt ? formatInstant(locale, row.expectedAt) : t.noHour),
            },
            {
              key: 'state',
              label: t.state,
              cell: (row) => (
                <>
                  {t.states[row.state]}
                  {row.wantsEarlier ? <span className="tag ml-2">{t.earlier}</span> : null}
                </>
              ),
            },
            { key: 'asked', label: t.askedFor, cell: (row) => t.difficulties[row.difficulty] },
            { key: 'from', label: t.from, cell: (row) => row.from.communeName },
          ]}
        />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
