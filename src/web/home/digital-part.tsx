import { Link } from 'react-router';
import { PresenceHours } from '../../modules/advisors/components/public.tsx';
import { Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import { en } from '../pages/messages.en.ts';
import { fr } from '../pages/messages.fr.ts';
import type { DigitalToday } from './digital.ts';

/** An advisor's day and what waits at places: where, when, how many, never who. */
export function DigitalPart({ digital }: { digital: DigitalToday }) {
  const t = useText({ fr, en }).home.digital;
  const { presences, waits } = digital;
  return (
    <>
      {presences.length > 0 ? (
        <Section id="presences" title={t.presences}>
          <ul className="grid gap-3 sm:grid-cols-2">
            {presences.map((row) => (
              <li key={row.id} className="card">
                <Link to={`/conseillers/presences/${row.id}`}>
                  <PresenceHours startsAt={row.startsAt} endsAt={row.endsAt} />
                </Link>
                <p>
                  {row.place.name}, {row.place.communeName}
                </p>
                <p className="hint">{row.byAppointment ? t.booked(row.booked) : t.walkIn}</p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {waits.length > 0 ? (
        <Section id="a-faire" title={t.waits}>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {waits.map(({ what, count, to }) => (
              <li key={what}>
                <Link className="card block" to={to}>
                  {t.says[what](count)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
