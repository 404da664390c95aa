import { Link, redirect } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { WebLink } from '../../../ui/web-link.tsx';
import { mediationListsEn, mediationListsFr } from '../../alliance/public.ts';
import { HoursTable } from '../../places/components/public.tsx';
import { placesEn, placesFr } from '../../places/public.ts';
import { DepartmentMap } from '../../territories/components/public.tsx';
import { departmentMap } from '../../territories/public.ts';
import { Presences, Sessions } from '../components/help-card.tsx';
import { OpenData } from '../components/open-data.tsx';
import { isOpenAt } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { presencesAt } from '../presences/queries.ts';
import { getHelpPlace, type HelpPlace, nextSessions } from '../queries.ts';

export const loader = guard('NONE', async ({ ctx, params }) => {
  const found = await getHelpPlace(ctx.db, params.id ?? '', ctx.now);
  if (!found) throw notFound();
  if ('sameAs' in found) throw redirect(`/aide/${found.sameAs}`, 301);
  const sessions = await nextSessions(ctx.db, [found.id], ctx.now, 8);
  const presences = await presencesAt(ctx.db, [found.id], ctx.now);
  return {
    place: found,
    open: isOpenAt(found.hours, parisClock(ctx.now)),
    sessions: sessions.get(found.id) ?? [],
    presences: presences.get(found.id) ?? [],
    map: drawMap(found),
  };
});

function drawMap({ departmentCode, longitude, latitude }: HelpPlace) {
  const drawn = departmentMap(departmentCode);
  if (!drawn || longitude === null || latitude === null) return null;
  const { width, height, shapes } = drawn;
  return { width, height, shapes, dots: [], here: drawn.project(longitude, latitude) };
}

export default function HelpPlacePage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const kinds = useText({ fr: placesFr, en: placesEn }).kinds;
  const { place, open, sessions, presences, map } = loaderData;
  return (
    <>
      <title>{`${place.name} — Maillage`}</title>
      <PageHeader
        title={place.name}
        crumbs={[{ label: t.title, to: '/aide' }]}
        over={
          <>
            <span className="tag">{kinds[place.kind] ?? place.kind}</span>
            {open === null ? null : <span className="tag">{open ? t.open : t.closed}</span>}
          </>
        }
        lead={<p className="text-lg">{place.summary}</p>}
        actions={<PrintButton label={t.print} />}
      />
      <div className="grid gap-x-8 text-lg lg:grid-cols-2 [&>*]:min-w-0">
        <Section title={t.where} id="ou">
          <address className="card not-italic">
            {place.address ? (
              <>
                {place.address}
                <br />
              </>
            ) : null}
            {place.addressExtra ? (
              <>
                {place.addressExtra}
                <br />
              </>
            ) : null}
            {place.postalCode} {place.communeName}
          </address>
        </Section>
        <Section title={t.contact} id="contact">
          <Contact place={place} />
        </Section>
        <Help place={place} />
        <Section title={t.hours} id="horaires">
          {place.hours ? (
            <HoursTable hours={place.hours} note={place.hoursNote} />
          ) : (
            <p>{place.openingHours ? t.special : t.unknownHours}</p>
          )}
        </Section>
        {sessions.length + presences.length > 0 ? (
          <div className="card mb-8">
            <Sessions rows={sessions} />
            <Presences rows={presences} />
          </div>
        ) : null}
        {map ? (
          <Section title={t.mapOne} id="carte">
            <DepartmentMap map={map} caption={t.mapOneNote} />
          </Section>
        ) : null}
      </div>
      {place.detail ? <p className="mb-6 max-w-3xl whitespace-pre-line">{place.detail}</p> : null}
      {place.updatedOn ? (
        <p className="hint">{t.updated(formatDay(locale, place.updatedOn))}</p>
      ) : null}
      <p className="no-print mt-4">
        <Link className="btn btn-quiet" to="/aide">
          {t.back}
        </Link>
      </p>
      <OpenData />
    </>
  );
}

function Contact({ place }: { place: HelpPlace }) {
  const t = useText({ fr, en });
  const { phone, emails, website, bookingUrl, accessibilityUrl } = place;
  return (
    <ul className="card grid gap-3">
      {phone ? (
        <li>
          <a className="btn" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            {t.call(phone)}
          </a>
        </li>
      ) : null}
      {bookingUrl ? (
        <li>
          <WebLink className="btn btn-quiet" to={bookingUrl}>
            {t.book}
          </WebLink>
        </li>
      ) : null}
      {emails.map((email) => (
        <li key={email} className="[overflow-wrap:anywhere]">
          <a href={`mailto:${email}`}>{email}</a>
        </li>
      ))}
      {website ? (
        <li className="[overflow-wrap:anywhere]">
          {t.website} :{' '}
          <WebLink to={website}>
            {website.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
          </WebLink>
        </li>
      ) : null}
      {accessibilityUrl ? (
        <li>
          <WebLink to={accessibilityUrl}>{t.accessibility}</WebLink>
        </li>
      ) : null}
      {phone || bookingUrl || website || emails.length > 0 ? null : <li>{t.unknownHours}</li>}
    </ul>
  );
}

function Help({ place }: { place: HelpPlace }) {
  const t = useText({ fr, en });
  const words = useText({ fr: mediationListsFr, en: mediationListsEn });
  const parts = [
    { title: t.helpsWith, id: 'aide', codes: place.services, said: words.services },
    { title: t.withWhom, id: 'comment', codes: place.accompaniments, said: words.accompaniments },
    { title: t.howToCome, id: 'venir', codes: place.accessWays, said: words.accessWays },
    { title: t.forWhom, id: 'adapte', codes: place.care, said: words.specialCare },
    { title: t.publics, id: 'publics', codes: place.publics, said: words.publics },
  ] as const;
  return (
    <>
      {parts.map(({ title, id, codes, said }) =>
        codes.length === 0 ? null : (
          <Section key={id} title={title} id={id}>
            <ul className="card list-disc pl-9">
              {codes.map((code) => (
                <li key={code}>{(said as Readonly<Record<string, string>>)[code]}</li>
              ))}
            </ul>
          </Section>
        ),
      )}
      <Section title={t.cost} id="prix">
        <p className="card">
          {place.fees.length === 0
            ? t.unknownPrice
            : place.fees
                .map((fee) => (words.fees as Readonly<Record<string, string>>)[fee])
                .join(', ')}
        </p>
      </Section>
    </>
  );
}
