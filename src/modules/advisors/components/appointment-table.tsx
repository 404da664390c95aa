import { Form, Link } from 'react-router';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { DataTable } from '../../../ui/table.tsx';
import { mayMove } from '../appointments/domain.ts';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import type { StaffAppointment } from '../appointments/queries.ts';
import { sayHour } from './when.tsx';

const MARKS = ['came', 'absent', 'booked'] as const;

/** Who comes when, and what came of it: one touch a person. */
export function AppointmentTable({
  rows,
  mayMark,
  now,
}: {
  rows: readonly StaffAppointment[];
  mayMark: boolean;
  /** An instant: who came is noted once an appointment began, and it is given back before. */
  now: string;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const may = useMay();
  const begun = (row: StaffAppointment): boolean => row.startsAt <= now;
  const who = (row: StaffAppointment): string => row.firstName ?? row.code;
  return (
    <DataTable
      stacked
      caption={t.given}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'time',
          label: t.startsAt,
          room: 'short',
          cell: (row) => sayHour(locale, row.startsAt),
        },
        {
          key: 'code',
          label: t.code,
          cell: (row) => <Link to={`/rendez-vous/${row.code}`}>{row.code}</Link>,
        },
        {
          key: 'name',
          label: t.firstName,
          cell: (row) => (
            <>
              {row.firstName ?? <span className="hint">{t.noName}</span>}
              {row.reached ? <span className="hint block">{t.reached}</span> : null}
            </>
          ),
        },
        { key: 'state', label: t.state, cell: (row) => t.states[row.state] },
        {
          key: 'actions',
          label: t.actions,
          cell: (row) => (
            <div className="no-print flex flex-wrap gap-2">
              {mayMark && (begun(row) || mayMove('staff', row.state, 'booked')) ? (
                <Form method="post" className="flex flex-wrap gap-2">
                  <input type="hidden" name="what" value="mark" />
                  <input type="hidden" name="appointment" value={row.id} />
                  {MARKS.filter(
                    (to) => mayMove('staff', row.state, to) && (to === 'booked' || begun(row)),
                  ).map((to) => (
                    <button
                      key={to}
                      type="submit"
                      name="to"
                      value={to}
                      className={`btn btn-small ${to === 'came' ? '' : 'btn-quiet'}`}
                      aria-label={t.markFor(t.marks[to], who(row))}
                    >
                      {t.marks[to]}
                    </button>
                  ))}
                </Form>
              ) : null}
              {mayMark &&
              begun(row) &&
              may('accompaniments.record') &&
              !['cancelled', 'displaced'].includes(row.state) ? (
                <Link
                  className="btn btn-quiet btn-small"
                  to={`/accompagnements/nouveau?rendez-vous=${row.id}`}
                  aria-label={t.logFor(who(row))}
                >
                  {t.log}
                </Link>
              ) : null}
              {!begun(row) && mayMove('staff', row.state, 'cancelled') ? (
                <Form method="post">
                  <input type="hidden" name="what" value="cancel-slot" />
                  <input type="hidden" name="code" value={row.code} />
                  <button
                    type="submit"
                    className="btn btn-quiet btn-small"
                    aria-label={t.markFor(t.marks.cancelled, who(row))}
                  >
                    {t.marks.cancelled}
                  </button>
                </Form>
              ) : null}
            </div>
          ),
        },
      ]}
    />
  );
}
