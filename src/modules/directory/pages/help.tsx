import { data, Link } from 'react-router';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { EmptyState, Notice, PageHeader, Pager, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { findCommune } from '../../territories/public.ts';
import { AroundMe } from '../components/around-me.tsx';
import { HelpCard } from '../components/help-card.tsx';
import { HelpForm } from '../components/help-form.tsx';
import { OpenData } from '../components/open-data.tsx';
import { Sketch } from '../components/sketch.tsx';
import { helpQuery } from '../contract.ts';
import { isOpenAt, RADII, roundedPoint, spotOn } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { type Presence, presencesAt } from '../presences/queries.ts';
import { centreOf, findHelp, type HelpPlace, nextSessions, townsAround } from '../queries.ts';

/** Searches that one address may make in ten minutes; a library shares one among many. */
const SEARCHES = 300;
const SHOWN = 20;

export const loader = guard('NONE', async ({ ctx, url, clientAddress }) => {
  const get = (name: string): string => (url.searchParams.get(name) ?? '').trim().slice(0, 100);
  const how = url.searchParams.getAll('how[]');
  const query = helpQuery.parse({
    services: url.searchParams.getAll('services[]'),
    care: url.searchParams.getAll('care[]'),
    free: how.includes('free'),
    walkIn: how.includes('walkIn'),
    openNow: how.includes('openNow'),
    km: get('km') || undefined,
  });
  const text = get('communeText');
  const asked = get('commune') || text;
  const point = asked ? null : roundedPoint(get('lat') || null, get('lon') || null);
  const nothing = {
    query,
    typed: { commune: '', communeText: text, lat: '', lon: '' },
    status: 'start' as 'start' | 'unknown' | 'several' | 'unlocated' | 'too-many' | 'found',
    where: '',
    postal: false,
    choices: [] as { readonly to: string; readonly name: string; readonly department: string }[],
    cards: [] as ReturnType<typeof cardOf>[],
    all: 0,
    start: 0,
    next: null as string | null,
    first: null as string | null,
    wider: null as { readonly km: number; readonly to: string } | null,
    sketch: null as { km: number; places: never[]; towns: never[] } | null,
  };
  if (!asked && !point) return nothing;
  const wait = await hitRateLimit(ctx.db, `help-search ${clientAddress}`, SEARCHES, 600);
  if (wait > 0) {
    const headers = { 'retry-after': String(wait) };
    return data({ ...nothing, status: 'too-many' as const }, { status: 429, headers });
  }
  const finding = asked ? await findCommune(ctx.db, asked) : null;
  if (finding?.kind === 'none') return { ...nothing, status: 'unknown' as const };
  if (finding?.kind === 'many') {
    const choices = finding.candidates.map(({ code, name, departmentCode }) => ({
      to: searchLink(url, { commune: code, communeText: null }),
      name,
      department: departmentCode,
    }));
    return { ...nothing, status: 'several' as const, postal: /^\d/.test(asked), choices };
  }
  const commune = finding?.commune ?? null;
  const centre = commune ? await centreOf(ctx.db, commune.code) : point;
  const typed = {
    commune: commune?.code ?? '',
    communeText: commune?.name ?? '',
    lat: commune || !point ? '' : String(point.latitude),
    lon: commune || !point ? '' : String(point.longitude),
  };
  if (!centre) return { ...nothing, typed, status: 'unlocated' as const };
  const found = await findHelp(ctx.db, { centre, commune: commune?.code ?? null }, query, ctx.now);
  const clock = parisClock(ctx.now);
  const fitting = query.openNow
    ? found.filter(({ hours }) => isOpenAt(hours, clock) === true)
    : found;
  const pages = Math.max(1, Math.ceil(fitting.length / SHOWN));
  const turned = Math.min(pages, Math.max(1, Number.parseInt(get('page'), 10) || 1));
  const start = (turned - 1) * SHOWN;
  const shown = fitting.slice(start, start + SHOWN);
  const ids = shown.map(({ id }) => id);
  const sessions = await nextSessions(ctx.db, ids, ctx.now);
  const presences = await presencesAt(ctx.db, ids, ctx.now);
  const cards = shown.map((place) =>
    cardOf(
      place,
      isOpenAt(place.hours, clock),
      sessions.get(place.id) ?? [],
      presences.get(place.id) ?? [],
    ),
  );
  const wider = RADII.find((radius) => radius > query.km);
  const reach = reachOf(shown, query.km);
  const places = shown.flatMap(({ latitude, longitude }, at) =>
    latitude === null || longitude === null
      ? []
      : [{ number: start + at + 1, ...spotOn(centre, reach, { latitude, longitude }) }],
  );
  const towns = apart(
    (await townsAround(ctx.db, centre, reach)).map((town) => ({
      name: town.name,
      ...spotOn(centre, reach, town),
    })),
    places,
  );
  return {
    ...nothing,
    typed,
    status: 'found' as const,
    where: commune?.name ?? '',
    cards,
    all: fitting.length,
    start,
    next: turned < pages ? searchLink(url, { page: String(turned + 1) }) : null,
    first: turned > 1 ? searchLink(url, {}) : null,
    wider: wider ? { km: wider, to: searchLink(url, { km: String(wider) }) } : null,
    sketch: places.length > 0 ? { km: reach, places, towns } : null,
  };
});

/** The same search with some answers changed or, with `null`, taken away; on its first page. */
function searchLink(url: URL, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(url.searchParams);
  next.delete('page');
  for (const [name, value] of Object.entries(changes))
    if (value === null) next.delete(name);
    else next.set(name, value);
  return `/aide?${next}`;
}

/** The smallest circle of round kilometres that holds what is shown. */
function reachOf(places: readonly HelpPlace[], km: number): number {
  const farthest = Math.max(0, ...places.map((place) => place.kilometres ?? 0));
  return [2, 4, 10, 20, 40, 60].find((round) => round >= farthest) ?? km;
}

/** Names that would be written over another or over a place are left out, large towns first. */
function apart<T extends { readonly x: number; readonly y: number; readonly name: string }>(
  towns: readonly T[],
  places: readonly { readonly x: number; readonly y: number }[],
): T[] {
  const kept: T[] = [];
  for (const town of towns) {
    const clash = kept.some(
      (other) =>
        Math.abs(other.y - town.y) < 12 &&
        Math.abs(other.x - town.x) < (other.name.length + town.name.length) * 2.6,
    );
    const inside = town.y > 16 && Math.hypot(town.x - 160, town.y - 160) < 140;
    const under = places.some(
      (place) => Math.abs(place.y - town.y + 4) < 14 && Math.abs(place.x - town.x) < 20,
    );
    if (!clash && !under && inside && kept.length < 6) kept.push(town);
  }
  return kept;
}

function cardOf(
  place: HelpPlace,
  open: boolean | null,
  sessions: readonly {
    id: string;
    title: string;
    startsAt: string;
    endsAt: string;
    left: number;
  }[],
  presences: readonly Presence[],
) {
  const { id, name, kind, address, postalCode, communeName, kilometres, phone } = place;
  const { services, fees } = place;
  return {
    id,
    name,
    kind,
    address,
    postalCode,
    communeName,
    kilometres,
    services,
    fees,
    phone,
    open,
    sessions,
    presences,
  };
}

export default function Help({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const { status, typed, query, postal, choices } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={<p className="text-lg">{t.lead}</p>} />
      <HelpForm typed={typed} query={query} unknown={status === 'unknown'} />
      <AroundMe />
      {status === 'start' ? <p className="text-lg">{t.start}</p> : null}
      {status === 'too-many' ? <Notice tone="error" title={t.tooMany} live /> : null}
      {status === 'unlocated' ? <Notice tone="warning" title={t.unlocated} live /> : null}
      {status === 'several' ? (
        <Section title={postal ? t.severalPostal : t.several} id="communes">
          <ul className="grid gap-3">
            {choices.map((choice) => (
              <li key={choice.to}>
                <Link className="btn btn-quiet" to={choice.to}>
                  {choice.name} ({choice.department})
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {status === 'found' ? <Found found={loaderData} /> : null}
      <OpenData />
    </>
  );
}

type Data = PageProps<typeof loader>['loaderData'];

function Found({ found }: { found: Data }) {
  const t = useText({ fr, en });
  const { cards, all, start, next, first, where, sketch, wider } = found;
  const around = where ? t.near(where) : t.nearYou;
  return (
    <>
      <p className="mb-3 text-xl font-bold" role="status">
        {t.found(all, around)}
      </p>
      {all > cards.length ? (
        <p className="mb-3">{t.part(start + 1, start + cards.length, all)}</p>
      ) : null}
      {cards.length === 0 ? (
        <EmptyState title={t.none}>
          <p>{t.noneHint}</p>
          {wider ? (
            <p className="mt-3">
              <Link className="btn" to={wider.to}>
                {t.farther(wider.km)}
              </Link>
            </p>
          ) : null}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-6 [&>*]:min-w-0 lg:grid-cols-[3fr_2fr]">
          <Section title={t.list} id="lieux" aside={<PrintButton label={t.print} />}>
            <ol className="grid gap-4" start={start + 1}>
              {cards.map((card, at) => (
                <HelpCard key={card.id} card={card} number={start + at + 1} />
              ))}
            </ol>
            <Pager next={next} first={first} />
          </Section>
          {sketch ? (
            <Section title={t.map} id="carte">
              <Sketch sketch={sketch} />
            </Section>
          ) : null}
        </div>
      )}
    </>
  );
}
