import { Form, Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { type AccessNeed, digitalEn, digitalFr } from '../../alliance/public.ts';
import { findCommune } from '../../territories/public.ts';
import { sayDay, When } from '../components/when.tsx';
import { seatsLeft, takesPeople } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listSessions, type SessionRow } from '../queries.ts';

const SHOWN = 30;

/** What strangers read of a session: nothing of who leads it or who comes. */
const shown = (row: SessionRow) => ({
  id: row.id,
  title: row.title,
  description: row.description,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  place: row.place,
  communeName: row.communeName,
  partner: row.partner.name,
  access: row.access,
  left: seatsLeft(row),
});

export const loader = guard(
  { permission: 'NONE', limit: { name: 'published', calls: 300, seconds: 600 } },
  async ({ ctx, url }) => {
    const typed = (url.searchParams.get('communeText') ?? '').trim();
    const code = (url.searchParams.get('commune') ?? '').trim() || typed;
    const found = code ? await findCommune(ctx.db, code) : null;
    const commune = found?.kind === 'one' ? found.commune : null;
    const { items } = await listSessions(
      ctx.db,
      { after: ctx.now, open: true, department: commune?.departmentCode },
      null,
      commune ? 200 : SHOWN,
    );
    const coming = items.filter(({ state, startsAt }) =>
      takesPeople({ state, startsAt: new Date(startsAt) }, ctx.now),
    );
    // Here first, then elsewhere in the department, each soonest first.
    const here = (row: SessionRow): boolean => row.communeCode === commune?.code;
    const ordered = commune
      ? [...coming.filter(here), ...coming.filter((row) => !here(row))]
      : coming;
    return {
      items: ordered.slice(0, SHOWN).map(shown),
      commune: commune?.code ?? '',
      communeText: commune?.name ?? typed,
      unknown: code !== '' && commune === null,
    };
  },
);

export default function PublicWorkshops({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const { items, commune, communeText, unknown } = loaderData;
  return (
    <>
      <title>{`${t.public.title} — Maillage`}</title>
      <PageHeader title={t.public.title} lead={t.public.lead} />
      <SearchForm columns="sm:grid-cols-[2fr_auto]">
        <SuggestField
          name="commune"
          label={t.public.place}
          hint={t.public.placeHint}
          required
          source="/suggestions/communes"
          errors={unknown ? [{ field: 'commune', code: 'commune-unknown' }] : undefined}
          defaultId={commune}
          defaultText={communeText}
        />
        <button type="submit" className="btn">
          {t.public.search}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.public.none}>{t.public.noneHint}</EmptyState>
      ) : (
        <ul className="mb-8 grid gap-4 lg:grid-cols-2">
          {items.map((row) => {
            const what = row.left > 0 ? t.public.take : t.public.ask;
            return (
              <li key={row.id} className="card">
                <h2>{row.title}</h2>
                <p className="mt-2 text-lg font-semibold">
                  <When startsAt={row.startsAt} endsAt={row.endsAt} />
                </p>
                <p>
                  {row.place.name}
                  <br />
                  {row.place.address ? `${row.place.address}, ` : ''}
                  {row.place.postalCode} {row.communeName}
                </p>
                {row.description ? <p className="mt-2">{row.description}</p> : null}
                {row.access.length > 0 ? (
                  <p className="hint mt-2">
                    {t.access} : {row.access.map((need) => d.access[need as AccessNeed]).join(', ')}
                  </p>
                ) : null}
                <p className="mt-2">
                  <span className="tag">{t.public.free}</span>{' '}
                  <span className="tag">
                    {row.left > 0 ? t.public.seats(row.left) : t.seatsLeft(0)}
                  </span>
                </p>
                <p className="mt-3">
                  <Link
                    className="btn"
                    to={`/ateliers-ouverts/${row.id}`}
                    aria-label={t.public.takeFor(what, row.title, sayDay(locale, row.startsAt))}
                  >
                    {what}
                  </Link>
                </p>
              </li>
            );
          })}
        </ul>
      )}
      <Section id="code" title={t.public.haveCode}>
        <Form
          action="/inscriptions"
          className="card grid max-w-xl items-end gap-4 sm:grid-cols-[2fr_auto]"
        >
          <TextField name="code" label={t.public.code} required />
          <button type="submit" className="btn btn-quiet">
            {t.public.openCode}
          </button>
        </Form>
      </Section>
    </>
  );
}
