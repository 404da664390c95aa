import { Form, Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayMoveSeat } from '../registrations/domain.ts';
import type { SeatRow } from '../registrations/queries.ts';

const LATER = { cancelled: true, registered: true };
const MARKS = ['came', 'absent', 'cancelled', 'registered'] as const;

/** Who holds a seat and what came of it: one touch a person. */
export function SeatTable({
  rows,
  open,
  marks,
}: {
  rows: readonly SeatRow[];
  open: boolean;
  /** What can be said by now: who came on the day, who is missing after the hour. */
  marks: { readonly came: boolean; readonly absent: boolean };
}) {
  const t = useText({ fr, en });
  const names = {
    came: t.session.came,
    absent: t.session.absent,
    cancelled: t.session.cancel,
    registered: t.session.back,
  };
  return (
    <DataTable
      caption={t.session.people}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'code',
          label: t.session.code,
          room: 'short',
          cell: (row) => <Link to={`/inscriptions/${row.code}`}>{row.code}</Link>,
        },
        {
          key: 'name',
          label: t.session.firstName,
          cell: (row) => (
            <>
              {row.firstName ?? <span className="hint">{t.session.noName}</span>}
              {row.reached ? <span className="hint block">{t.session.reached}</span> : null}
            </>
          ),
        },
        { key: 'state', label: t.session.state, cell: (row) => t.seatStates[row.state] },
        {
          key: 'actions',
          label: t.session.actions,
          cell: (row) =>
            open ? (
              <Form method="post" className="flex flex-wrap gap-2">
                <input type="hidden" name="what" value="mark" />
                <input type="hidden" name="seat" value={row.id} />
                {MARKS.filter(
                  (to) => mayMoveSeat('staff', row.state, to) && { ...LATER, ...marks }[to],
                ).map((to) => (
                  <button
                    key={to}
                    type="submit"
                    name="to"
                    value={to}
                    className={`btn btn-small ${to === 'came' ? '' : 'btn-quiet'}`}
                    aria-label={t.session.markFor(names[to], row.firstName ?? row.code)}
                  >
                    {names[to]}
                  </button>
                ))}
              </Form>
            ) : null,
        },
      ]}
    />
  );
}
