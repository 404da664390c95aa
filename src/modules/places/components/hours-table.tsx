import { formatDuration } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { openMinutes, sayTime, WEEKDAYS } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { WeekHours } from '../tables.ts';

/** Opening hours, one line a day; nothing known is said as such. */
export function HoursTable({ hours, note }: { hours: WeekHours | null; note: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!hours) return <p className="hint">{note || t.page.noHours}</p>;
  return (
    <>
      <DataTable
        caption={t.page.hoursCaption}
        captionHidden
        rows={WEEKDAYS}
        rowKey={(day) => day}
        columns={[
          { key: 'day', label: t.page.day, cell: (day) => t.days[day] },
          {
            key: 'open',
            label: t.page.open,
            cell: (day) =>
              hours[day]?.length ? (
                <ul>
                  {hours[day].map(([from, to]) => (
                    <li key={from}>
                      {sayTime(from, locale)} {t.page.to} {sayTime(to, locale)}
                    </li>
                  ))}
                </ul>
              ) : (
                <span className="hint">{t.page.closedDay}</span>
              ),
          },
        ]}
      />
      <p className="hint mt-2">{t.page.perWeek(formatDuration(openMinutes(hours)))}</p>
      {note ? <p className="hint">{note}</p> : null}
    </>
  );
}
