import { Link } from 'react-router';
import { ActivityTable } from '../../modules/activity/components/public.tsx';
import { DueSteps, PartnershipTable } from '../../modules/partnerships/components/public.tsx';
import type { PartnershipRow } from '../../modules/partnerships/public.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import { en } from '../pages/messages.en.ts';
import { fr } from '../pages/messages.fr.ts';
import { DigitalPart } from './digital-part.tsx';
import type { Today } from './today.ts';

/** The home of whoever is signed in: what waits first, then where to go. */
export function RoleHome({ today }: { today: Today }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const parts: [string, string, readonly PartnershipRow[]][] = [
    ['accord', t.home.toAgree, today.toAgree],
    ['refus', t.home.refused, today.refused],
    ['arret', t.home.stalled, today.stalled],
    ['terme', t.home.soon, today.endingSoon],
    ['revue', t.home.review, today.underReview],
    ['co-construction', t.home.codesign, today.coDesign],
  ];
  const waiting =
    parts.some(([, , rows]) => rows.length > 0) ||
    today.digital.presences.length + today.digital.waits.length > 0 ||
    today.waitingJoins > 0 ||
    today.papers.count > 0 ||
    today.steps.length > 0 ||
    today.toDecide.length > 0 ||
    today.openNeeds.length > 0;
  return (
    <>
      <title>{`${t.home.today} — Maillage`}</title>
      <PageHeader
        title={t.home.today}
        lead={t.home.hello(today.name)}
        actions={
          today.may.record ? (
            <Link className="btn" to="/activite/nouvelle">
              {t.home.record}
            </Link>
          ) : null
        }
      />
      {today.waitingJoins > 0 ? (
        <Notice>
          <Link to="/demandes">
            {today.waitingJoins === 1
              ? t.home.oneJoin
              : t.home.waitingJoins(formatNumber(locale, today.waitingJoins))}
          </Link>
        </Notice>
      ) : null}
      {today.papers.count > 0 ? (
        <Notice>
          <Link to={today.papers.to}>
            {today.papers.count === 1
              ? t.home.onePaper
              : t.home.papers(formatNumber(locale, today.papers.count))}
          </Link>
        </Notice>
      ) : null}
      <DigitalPart digital={today.digital} />
      <DueSteps rows={today.steps} today={today.day} />
      {parts.map(([id, title, rows]) =>
        rows.length > 0 ? (
          <Section key={id} id={id} title={title}>
            <PartnershipTable rows={rows} caption={title} />
          </Section>
        ) : null,
      )}
      <Cards id="propositions" title={t.home.toDecide} rows={today.toDecide} to="/propositions" />
      <Cards id="besoins" title={t.home.openNeeds} rows={today.openNeeds} to="/besoins" />
      {today.latest.length > 0 ? (
        <Section id="notes" title={t.home.latest}>
          <ActivityTable rows={today.latest} caption={t.home.latest} />
        </Section>
      ) : null}
      {!waiting && today.latest.length === 0 ? <Notice tone="ok">{t.home.nothing}</Notice> : null}
      <Doors today={today} />
    </>
  );
}

function Cards({
  id,
  title,
  rows,
  to,
}: {
  id: string;
  title: string;
  rows: Today['openNeeds'];
  to: string;
}) {
  if (rows.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <ul className="grid gap-2 sm:grid-cols-2">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <Link to={`${to}/${row.id}`}>{row.title}</Link>
            <p className="hint">{row.territoryName}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Doors({ today }: { today: Today }) {
  const t = useText({ fr, en });
  const doors: [boolean, string, string][] = [
    [
      true,
      today.department ? `/territoires/departement/${today.department}` : '/territoires',
      t.home.myTerritory,
    ],
    [true, '/chiffres', t.home.dashboard],
    [today.may.partnerships, '/partenariats', t.home.partnershipsLink],
    [true, '/lieux', t.home.findPlace],
    [today.may.imports, '/importations', t.home.imports],
    [today.may.accounts, '/comptes', t.home.accounts],
  ];
  return (
    <Section id="portes" title={t.home.lookAround}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {doors
          .filter(([open]) => open)
          .map(([, to, label]) => (
            <li key={to}>
              <Link className="card block font-semibold" to={to}>
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}
