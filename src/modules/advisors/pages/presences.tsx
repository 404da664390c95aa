import { Link } from 'react-router';
import { isUuid } from '../../../platform/db/ids.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { daysLater, parisInstant } from '../../../platform/i18n/paris-time.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { searchPlaces } from '../../places/public.ts';
import { en as appointmentsEn } from '../appointments/messages.en.ts';
import { fr as appointmentsFr } from '../appointments/messages.fr.ts';
import { PresenceTable } from '../components/presence-table.tsx';
import { ADVISOR_KINDS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listPresences } from '../presences/queries.ts';
import { firstOn } from '../rounds/domain.ts';

/** The Monday of the week of a day. */
const mondayOf = (day: string): string => daysLater(firstOn('monday', daysLater(day, 1)), -7);

export const loader = guard('advisors.read', async ({ ctx, url }) => {
  const get = (name: string): string => url.searchParams.get(name)?.trim() ?? '';
  const asked = get('semaine');
  const valid = /^20\d\d-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  const monday = mondayOf(valid ? asked : today(ctx.now));
  const department = get('departement').toUpperCase().slice(0, 3);
  const kind = ADVISOR_KINDS.find((one) => one === get('fonction'));
  const typed = get('lieuText').slice(0, 100);
  const [found] = typed && !isUuid(get('lieu')) ? await searchPlaces(ctx.db, typed, 1) : [];
  const place = isUuid(get('lieu')) ? get('lieu') : (found?.id ?? '');
  const qpv = get('qpv') === '1';
  const page = await listPresences(
    ctx.db,
    {
      after: parisInstant(monday, '00:00'),
      before: parisInstant(daysLater(monday, 7), '00:00'),
      department: department || undefined,
      place: place || undefined,
      kind,
      qpv,
    },
    get('suite') || null,
  );
  const link = (change: Record<string, string | null>): string => {
    const next = new URLSearchParams(url.searchParams);
    for (const [name, value] of Object.entries(change))
      value === null ? next.delete(name) : next.set(name, value);
    return `?${next}`;
  };
  return {
    items: page.items,
    now: ctx.now.toISOString(),
    monday,
    values: { department, kind: kind ?? '', place, placeText: typed, qpv },
    before: link({ semaine: daysLater(monday, -7), suite: null }),
    after: link({ semaine: daysLater(monday, 7), suite: null }),
    next: page.next ? link({ suite: page.next }) : null,
    first: get('suite') ? link({ suite: null }) : null,
  };
});

export default function Presences({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const a = useText({ fr: appointmentsFr, en: appointmentsEn });
  const locale = useLocale();
  const { items, monday, values, before, after, next, first, now } = loaderData;
  const week = `${t.presence.week} ${formatDay(locale, monday)}`;
  return (
    <>
      <title>{`${t.presence.title} — Maillage`}</title>
      <PageHeader
        title={t.presences}
        lead={t.presence.lead}
        crumbs={[{ label: t.title, to: '/conseillers' }]}
        actions={<PrintButton label={a.public.print} />}
      />
      <div className="no-print">
        <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[1fr_1fr_2fr_auto]">
          <input type="hidden" name="semaine" value={monday} />
          <SelectField
            name="fonction"
            label={t.kind}
            required
            placeholder={t.allKinds}
            defaultValue={values.kind}
            options={ADVISOR_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          />
          <TextField
            name="departement"
            label={t.department}
            defaultValue={values.department}
            required
          />
          <SuggestField
            name="lieu"
            label={t.rounds.place}
            required
            source="/suggestions/lieux"
            defaultId={values.place}
            defaultText={values.placeText}
          />
          <button type="submit" className="btn">
            {t.filter}
          </button>
          <label className="choice">
            <input type="checkbox" name="qpv" value="1" defaultChecked={values.qpv} />
            <span>{t.presence.qpv}</span>
          </label>
        </SearchForm>
      </div>
      <nav aria-label={week} className="no-print my-4 flex flex-wrap items-baseline gap-3">
        <Link className="btn btn-quiet btn-small" to={before}>
          {t.presence.previous}
        </Link>
        <Link className="btn btn-quiet btn-small" to={after}>
          {t.presence.nextWeek}
        </Link>
      </nav>
      <h2 className="mb-3">{week}</h2>
      {items.length === 0 ? (
        <EmptyState title={t.presence.none}>{t.presence.noneHint}</EmptyState>
      ) : (
        <PresenceTable rows={items} caption={week} now={now} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
