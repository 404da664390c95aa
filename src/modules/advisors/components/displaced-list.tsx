import { Form, Link } from 'react-router';
import { Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import type { StaffAppointment } from '../appointments/queries.ts';
import { sayMoment } from './when.tsx';

/** Appointments whose presence fell away, on the sheet of their advisor. */
export function DisplacedSection({ rows }: { rows: readonly StaffAppointment[] }) {
  const t = useText({ fr, en });
  return (
    <Section title={t.toActTitle} id="a-revoir">
      <p className="mb-3">{t.toActLead}</p>
      <DisplacedList rows={rows} />
    </Section>
  );
}

/** Appointments whose presence fell away: propose another time, or cancel once told. */
export function DisplacedList({
  rows,
  who = false,
}: {
  rows: readonly StaffAppointment[];
  /** Names the advisor, where several are looked after. */
  who?: boolean;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {rows.map((row) => (
        <li key={row.id} className="card border-danger">
          <p className="font-semibold">
            {row.firstName ?? t.noName} · {row.code}
          </p>
          <p>
            {sayMoment(locale, row.startsAt)}, {row.place.name}
          </p>
          {who ? (
            <p>
              <Link to={`/conseillers/${row.advisor.id}`}>{row.advisor.name}</Link>
            </p>
          ) : null}
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
  );
}
