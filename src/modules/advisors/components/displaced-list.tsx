import { Form, Link } from 'react-router';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import type { StaffAppointment } from '../appointments/queries.ts';
import { sayMoment } from './when.tsx';

/** Appointments whose presence fell away: propose another time, or cancel once told. */
export function DisplacedList({ rows }: { rows: readonly StaffAppointment[] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <Section title={t.toActTitle} id="a-revoir">
      <p className="mb-3">{t.toActLead}</p>
      <ul className="grid gap-3 lg:grid-cols-2">
        {rows.map((row) => (
          <li key={row.id} className="card border-danger">
            <p className="font-semibold">
              {row.firstName ?? t.noName} · {row.code}
            </p>
            <p>
              {sayMoment(locale, row.startsAt)}, {row.place.name}
            </p>
            {row.reached ? <p className="hint">{t.reached}</p> : null}
            <div className="mt-2 flex flex-wrap gap-2">
              <Link
                className="btn btn-small"
                to={`/rendez-vous/${row.code}`}
                aria-label={t.markFor(t.propose, row.code)}
              >
                {t.propose}
              </Link>
              <Form method="post">
                <input type="hidden" name="what" value="told" />
                <input type="hidden" name="code" value={row.code} />
                <button
                  type="submit"
                  className="btn btn-quiet btn-small"
                  aria-label={t.markFor(t.told, row.code)}
                >
                  {t.told}
                </button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
