import { useText } from '../../../ui/locale.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { PresenceRow } from '../presences/queries.ts';
import { Moment } from './when.tsx';

/** Who comes to a place next, for its page. */
export function ComingAdvisors({ rows }: { rows: readonly PresenceRow[] }) {
  const t = useText({ fr, en });
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <p className="font-semibold">{t.kinds[row.advisor.kind]}</p>
          <p>
            <Moment startsAt={row.startsAt} endsAt={row.endsAt} />
          </p>
          <p className="hint">
            {row.byAppointment
              ? `${t.rounds.byAppointment} : ${t.presence.free(Math.max(0, row.slots - row.booked))}`
              : t.presence.walkIn}
          </p>
        </li>
      ))}
    </ul>
  );
}
