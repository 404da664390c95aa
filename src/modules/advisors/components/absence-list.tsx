import { Form } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { AbsenceRow } from '../absences/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Absences to come, each with its way back. */
export function AbsenceList({ rows }: { rows: readonly AbsenceRow[] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {rows.map((row) => {
        const days = t.absence.span(
          formatDay(locale, row.firstDay),
          formatDay(locale, row.lastDay),
        );
        return (
          <li key={row.id} className="card">
            <p className="font-semibold">{days}</p>
            <p>
              {t.absence.reasons[row.reason]}
              {row.replacement ? ` · ${t.absence.by(row.replacement.name)}` : ''}
            </p>
            <Form method="post" className="mt-2">
              <input type="hidden" name="what" value="withdraw" />
              <input type="hidden" name="absence" value={row.id} />
              <button
                type="submit"
                className="btn btn-quiet btn-small"
                aria-label={t.absence.withdrawFor(days)}
              >
                {t.absence.withdraw}
              </button>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}
