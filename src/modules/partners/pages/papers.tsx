import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, formatDaysAway, formatNumber, today } from '../../../platform/i18n/messages.ts';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { listDepartments } from '../../territories/public.ts';
import { en as dossierEn } from '../dossier/messages.en.ts';
import { fr as dossierFr } from '../dossier/messages.fr.ts';
import { EXPIRING_KINDS, EXPIRY_STATES } from '../expiries/domain.ts';
import { en } from '../expiries/messages.en.ts';
import { fr } from '../expiries/messages.fr.ts';
import { type Expiry, listExpiries } from '../expiries/queries.ts';
import { en as partnersEn } from '../messages.en.ts';
import { fr as partnersFr } from '../messages.fr.ts';

/** The value of the filter that stands for all departments that the reader looks after. */
const MINE = 'miens';

export const loader = guard('partner-documents.read', async ({ ctx, actor, scope, url }) => {
  const get = (key: string): string => url.searchParams.get(key) ?? '';
  const kind = EXPIRING_KINDS.find((value) => value === get('nature'));
  const state = EXPIRY_STATES.find((value) => value === get('etat'));
  const write = authorize(actor, 'partners.write');
  const mine = write && !write.everywhere ? [...write.departments] : [];
  const all = scope.everywhere ? await listDepartments(ctx.db) : [];
  const asked = get('departement');
  const department = all.find(({ code }) => code === asked.toUpperCase())?.code;
  const own = asked === MINE && mine.length > 0;
  const page = await listExpiries(
    ctx.db,
    { papers: scope, apart: authorize(actor, 'private-documents.read') },
    { kind, state, departments: own ? mine : department ? [department] : undefined },
    today(ctx.now),
    get('suite') || null,
  );
  const link = (cursor: string | null): string => {
    const next = new URLSearchParams(url.searchParams);
    next.delete('suite');
    if (cursor) next.set('suite', cursor);
    return `?${next}`;
  };
  return {
    items: page.items,
    values: { kind: kind ?? '', state: state ?? '', department: own ? MINE : (department ?? '') },
    departments: all.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    hasMine: mine.length > 0,
    next: page.next ? link(page.next) : null,
    first: get('suite') ? link(null) : null,
  };
});

export default function Papers({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: dossierFr, en: dossierEn });
  const p = useText({ fr: partnersFr, en: partnersEn });
  const { items, values, departments, hasMine, next, first } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: p.list.title, to: '/partenaires' }]}
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[1.2fr_1.2fr_1.2fr_auto]">
        <SelectField
          name="etat"
          label={t.state}
          required
          placeholder={t.allStates}
          defaultValue={values.state}
          options={EXPIRY_STATES.map((value) => ({ value, label: t.states[value] }))}
        />
        <SelectField
          name="nature"
          label={t.kind}
          required
          placeholder={t.allKinds}
          defaultValue={values.kind}
          options={EXPIRING_KINDS.map((value) => ({
            value,
            label: value === 'label' ? t.label : (d.documents[value] ?? value),
          }))}
        />
        {departments.length > 0 ? (
          <SelectField
            name="departement"
            label={t.department}
            required
            placeholder={t.allDepartments}
            defaultValue={values.department}
            options={[...(hasMine ? [{ value: MINE, label: t.mine }] : []), ...departments]}
          />
        ) : null}
        <button type="submit" className="btn">
          {t.filter}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <DataTable
          caption={t.caption}
          captionHidden
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            { key: 'partner', label: t.partner, cell: (row) => <Whose row={row} /> },
            { key: 'end', label: t.expiresOn, cell: (row) => <End row={row} /> },
            { key: 'paper', label: t.paper, cell: (row) => <Paper row={row} /> },
            { key: 'running', label: t.running, cell: (row) => <Running row={row} /> },
          ]}
        />
      )}
      <Pager next={next} first={first} />
    </>
  );
}

function Whose({ row }: { row: Expiry }) {
  return (
    <>
      <Link to={`/partenaires/${row.partnerId}/dossier`}>{row.partnerName}</Link>
      {row.departmentCode ? (
        <span className="hint font-normal"> ({row.departmentCode})</span>
      ) : null}
    </>
  );
}

function Paper({ row }: { row: Expiry }) {
  const t = useText({ fr, en });
  const d = useText({ fr: dossierFr, en: dossierEn });
  const names = row.what === 'label' ? d.labels : d.documents;
  return (
    <>
      {names[row.kind] ?? row.kind}
      {row.detail ? <span className="hint block">{row.detail}</span> : null}
      {row.what === 'label' ? <span className="tag">{t.labelTag}</span> : null}
      {row.private ? <span className="tag">{d.privateTag}</span> : null}
    </>
  );
}

function End({ row }: { row: Expiry }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const words = formatDaysAway(locale, row.days);
  return (
    <>
      {formatDay(locale, row.expiresOn)}
      {row.days < 0 ? (
        <strong className="block">{t.expiredSince(words)}</strong>
      ) : (
        <span className="block">{words}</span>
      )}
    </>
  );
}

function Running({ row }: { row: Expiry }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (row.running === 0) return <span className="hint">{t.noRunning}</span>;
  const count = formatNumber(locale, row.running);
  return (
    <Link
      to={`/partenariats?partenaire=${row.partnerId}&etape=en-cours`}
      aria-label={t.runningOf(count, row.partnerName)}
    >
      {count}
    </Link>
  );
}
