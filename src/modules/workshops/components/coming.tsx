import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { seatsLeft } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { SessionRow } from '../queries.ts';
import { When } from './when.tsx';

/** Open sessions to come at a place, and the calendar that one can subscribe to. */
export function ComingWorkshops({ rows, place }: { rows: readonly SessionRow[]; place: string }) {
  const t = useText({ fr, en });
  return (
    <>
      <ul className="grid gap-3 lg:grid-cols-2">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <Link className="font-semibold" to={`/ateliers-ouverts/${row.id}`}>
              {row.title}
            </Link>
            <p>
              <When startsAt={row.startsAt} endsAt={row.endsAt} />
            </p>
            <p className="hint">{t.seatsLeft(seatsLeft(row))}</p>
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <a href={`/calendriers/lieu/${place}/ateliers.ics`}>{t.feed.place}</a>
      </p>
    </>
  );
}
