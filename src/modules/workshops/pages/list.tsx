import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard } from '../../../platform/http/route.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Pager } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { SessionTable } from '../components/session-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { listSessions, type SessionRow } from '../queries.ts';

export const loader = guard('workshops.read', async ({ ctx, actor, url }) => {
  const get = (name: string): string => url.searchParams.get(name) ?? '';
  const past = get('passes') === '1';
  const roomless = get('salle') === 'sans';
  const mine = get('miens') === '1' && actor.accountId !== null;
  const page = await listSessions(
    ctx.db,
    {
      ...(past ? { before: ctx.now } : { after: ctx.now }),
      department: get('departement') || undefined,
      theme: get('theme') || undefined,
      roomLost: roomless,
      ledBy: mine ? (actor.accountId ?? undefined) : undefined,
    },
    get('suite') || null,
  );
  const link = (change: Record<string, string | null>): string => {
    const next = new URLSearchParams(url.searchParams);
    for (const [name, value] of Object.entries(change))
      value === null ? next.delete(name) : next.set(name, value);
    return `?${next}`;
  };
  const write = authorize(actor, 'workshops.write');
  const own = (row: SessionRow): boolean => write !== null && mayRun(write, ownedBy(row));
  return {
    items: roomless ? page.items.filter(own) : page.items,
    past,
    mine,
    roomless,
    department: get('departement'),
    theme: get('theme'),
    next: page.next ? link({ suite: page.next }) : null,
    first: get('suite') ? link({ suite: null }) : null,
    other: link({ passes: past ? null : '1', suite: null }),
  };
});

export default function Workshops({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const may = useMay();
  const { items, past, mine, roomless, department, theme, next, first, other } = loaderData;
  const title = roomless ? t.onlyRoomless : past ? t.past : t.title;
  return (
    <>
      <title>{`${title} — Maillage`}</title>
      <PageHeader
        title={title}
        lead={past ? null : t.lead}
        actions={
          <>
            <Link className="btn btn-quiet" to={other}>
              {past ? t.seeNext : t.seePast}
            </Link>
            {may('workshops.write') ? (
              <Link className="btn" to="/ateliers/nouveau">
                {t.add}
              </Link>
            ) : null}
          </>
        }
      />
      <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]">
        {past ? <input type="hidden" name="passes" value="1" /> : null}
        <SelectField
          name="theme"
          label={t.theme}
          required
          placeholder={t.allThemes}
          defaultValue={theme}
          options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
        />
        <TextField name="departement" label={t.department} defaultValue={department} required />
        <label className="choice">
          <input type="checkbox" name="miens" value="1" defaultChecked={mine} />
          <span>{t.mine}</span>
        </label>
        <button type="submit" className="btn">
          {t.filter}
        </button>
      </SearchForm>
      {items.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <SessionTable rows={items} caption={title} />
      )}
      <Pager next={next} first={first} />
    </>
  );
}
