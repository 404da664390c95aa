import { Link } from 'react-router';
import { ComingAdvisors } from '../../modules/advisors/components/public.tsx';
import { advisorsEn, advisorsFr, listPresences } from '../../modules/advisors/public.ts';
import { DigitalSummary } from '../../modules/impact/components/public.tsx';
import { digitalTotal } from '../../modules/impact/public.ts';
import { HostingTable, PublicHostings } from '../../modules/partnerships/components/public.tsx';
import {
  hostingEn,
  hostingFr,
  listHostings,
  listPublicHostings,
} from '../../modules/partnerships/public.ts';
import { HoursTable, SheetView } from '../../modules/places/components/public.tsx';
import {
  placesEn as en,
  placesFr as fr,
  getPlace,
  getSheet,
  mediationEn,
  mediationFr,
  type Place,
} from '../../modules/places/public.ts';
import { roomsOf } from '../../modules/rooms/public.ts';
import { DepartmentMap } from '../../modules/territories/components/public.tsx';
import { departmentMap } from '../../modules/territories/public.ts';
import { ComingWorkshops } from '../../modules/workshops/components/public.tsx';
import { listSessions, workshopsEn, workshopsFr } from '../../modules/workshops/public.ts';
import {
  authorize,
  type Ctx,
  coversDepartment,
  coversPlace,
} from '../../platform/access/access.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { today } from '../../platform/i18n/messages.ts';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { WebLink } from '../../ui/web-link.tsx';
import { readAlliance } from '../alliance-around/queries.ts';
import { AllianceAround } from '../alliance-around/sections.tsx';
import { territoryPath } from '../paths.ts';

export const loader = guard('places.read', async ({ ctx, actor, params, url }) => {
  const place = await getPlace(ctx.db, params.id ?? '');
  if (!place) throw notFound();
  const write = authorize(actor, 'places.write');
  return {
    place,
    map: drawMap(place),
    sheet: await getSheet(ctx.db, place.id),
    mayWrite:
      write !== null &&
      (coversDepartment(write, place.departmentCode) || coversPlace(write, place.id)),
    saved: url.searchParams.get('fiche') === '1',
    ...(await readHosted(ctx, place.id)),
    workshops: (
      await listSessions(ctx.db, { place: place.id, after: ctx.now, open: true }, null, 8)
    ).items,
    advisors: (
      await listPresences(ctx.db, { place: place.id, after: ctx.now, planned: true }, null, 6)
    ).items,
    rooms: authorize(actor, 'rooms.read') ? await roomsOf(ctx.db, place.id) : [],
    digital: authorize(actor, 'dashboard.read')
      ? await digitalTotal(ctx, { place: place.id })
      : null,
    around: await readAlliance(ctx, actor, { kind: 'place', code: place.id }),
  };
});

/** What a place hosts: for everybody what is open to the public, for who may read more a way to it. */
async function readHosted(ctx: Ctx, place: string) {
  const day = today(ctx.now);
  const read = authorize(ctx.actor, 'hosting.read');
  return {
    hosted: await listPublicHostings(ctx.db, { place }, day),
    hostings: read ? await listHostings(ctx.db, read, { place }, day) : [],
  };
}

function drawMap({ departmentCode, longitude, latitude }: Place) {
  const drawn = departmentMap(departmentCode);
  if (!drawn || longitude === null || latitude === null) return null;
  const { width, height, shapes } = drawn;
  return { width, height, shapes, dots: [], here: drawn.project(longitude, latitude) };
}

export default function PlacePage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const h = useText({ fr: hostingFr, en: hostingEn });
  const w = useText({ fr: workshopsFr, en: workshopsEn });
  const v = useText({ fr: advisorsFr, en: advisorsEn });
  const { place, map, around, hosted, hostings, workshops, rooms, advisors, digital } = loaderData;
  return (
    <>
      <title>{`${place.name} — Maillage`}</title>
      <PageHeader
        title={place.name}
        crumbs={[
          { label: t.title, to: '/lieux' },
          {
            label: place.departmentName,
            to: territoryPath('department', place.departmentCode),
          },
          { label: place.communeName, to: territoryPath('commune', place.communeCode) },
        ]}
        over={<span className="tag">{t.kinds[place.kind] ?? place.kind}</span>}
      />
      {place.sameAs ? (
        <Notice title={t.page.sameAs}>
          <Link to={`/lieux/${place.sameAs.id}`}>{place.sameAs.name}</Link>
        </Notice>
      ) : null}
      {place.status === 'closed' ? <Notice tone="warning" title={t.page.closed} /> : null}
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Section title={t.page.where} id="ou">
          <Where place={place} />
        </Section>
        <Section title={t.page.hours} id="horaires">
          <HoursTable hours={place.hours} note={place.hoursNote} />
        </Section>
        <Section title={t.page.map} id="carte">
          {map ? (
            <DepartmentMap map={map} caption={t.page.precision[place.precision]} />
          ) : (
            <p className="hint">{t.page.noPosition}</p>
          )}
        </Section>
        <Section title={t.page.services} id="services">
          <Services services={place.services} />
        </Section>
      </div>
      <Mediation data={loaderData} />
      {rooms.length > 0 ? (
        <Section title={t.page.rooms} id="salles">
          <ul className="grid gap-2">
            {rooms.map((room) => (
              <li key={room.id}>
                <Link to={`/salles/${room.id}`}>{room.name}</Link>, {t.page.seats(room.seats)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {hosted.length + hostings.length > 0 ? (
        <Section title={h.onPlace} id="activites-hebergees">
          <PublicHostings rows={hosted} />
          {hostings.length > 0 ? (
            <div className="mt-4">
              <HostingTable rows={hostings} />
            </div>
          ) : null}
        </Section>
      ) : null}
      {workshops.length > 0 ? (
        <Section title={w.public.here} id="ateliers">
          <ComingWorkshops rows={workshops} place={place.id} />
        </Section>
      ) : null}
      {advisors.length > 0 ? (
        <Section title={v.presence.here} id="conseillers">
          <ComingAdvisors rows={advisors} />
        </Section>
      ) : null}
      {digital ? <DigitalSummary total={digital} /> : null}
      <AllianceAround around={around} />
      <p className="hint">{t.page.source(place.source, place.vintage)}</p>
    </>
  );
}

function Mediation({ data }: { data: PageProps<typeof loader>['loaderData'] }) {
  const t = useText({ fr: mediationFr, en: mediationEn });
  const { place, sheet, mayWrite, saved } = data;
  if (!sheet && !mayWrite) return null;
  return (
    <Section
      title={t.title}
      id="mediation"
      aside={
        mayWrite ? <Link to={`/lieux/${place.id}/mediation`}>{sheet ? t.edit : t.add}</Link> : null
      }
    >
      {saved ? <Notice tone="ok" title={t.saved} live /> : null}
      {sheet ? <SheetView sheet={sheet} /> : <p className="hint">{t.none}</p>}
      {sheet && place.status === 'open' ? (
        <p className="mt-2">
          <Link to={`/aide/${place.id}`}>{t.publicPage}</Link>
        </p>
      ) : null}
    </Section>
  );
}

function Where({ place }: { place: Place }) {
  const t = useText({ fr, en });
  const town = `${place.postalCode} ${place.communeName}`.trim();
  return (
    <dl className="card grid gap-2">
      <Fact label={t.page.address}>
        {[place.address, place.addressExtra, town].filter(Boolean).join(', ')}
      </Fact>
      <Fact label={t.page.commune}>
        <Link to={territoryPath('commune', place.communeCode)}>
          {place.communeName} ({place.departmentCode})
        </Link>
      </Fact>
      <Fact label={t.page.qpv}>
        {place.qpvCode ? (
          <Link to={`/lieux?qpv=${place.qpvCode}`}>
            {place.qpvName} ({place.qpvCode})
          </Link>
        ) : (
          t.page.noQpv
        )}
      </Fact>
      {place.phone ? (
        <Fact label={t.page.phone}>
          <a href={`tel:${place.phone}`}>{place.phone}</a>
        </Fact>
      ) : null}
      {place.website ? (
        <Fact label={t.page.website}>
          <WebLink to={place.website} />
        </Fact>
      ) : null}
      {place.parent ? (
        <Fact label={t.page.dependsOn}>
          <Link to={`/lieux/${place.parent.id}`}>{place.parent.name}</Link>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="hint">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Services({ services }: { services: readonly string[] }) {
  const t = useText({ fr, en });
  if (services.length === 0) return <p className="hint">{t.page.noServices}</p>;
  return (
    <ul className="flex flex-wrap gap-2">
      {services.map((service) => (
        <li key={service} className="tag">
          {t.services[service] ?? service}
        </li>
      ))}
    </ul>
  );
}
