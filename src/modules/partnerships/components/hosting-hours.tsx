import { formatDuration } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { placesEn, placesFr, sayTime, WEEKDAYS, type WeekHours } from '../../places/public.ts';
import { changeOf } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import type { PublicHosting } from '../hosting/queries.ts';

/** Minutes with their sign: « + 7 h 30 », « − 45 min ». */
export function sayGained(minutes: number): string {
  if (minutes === 0) return '0 h';
  return `${minutes > 0 ? '+' : '−'}\u00a0${formatDuration(Math.abs(minutes))}`;
}

/** A week before and now, side by side, and what was gained. */
export function HoursCompared({ before, after }: { before: WeekHours; after: WeekHours }) {
  const t = useText({ fr, en });
  const days = useText({ fr: placesFr, en: placesEn }).days;
  const change = changeOf(before, after);
  return (
    <>
      <p className="big-number">{sayGained(change.gained)}</p>
      <p className="font-semibold">{t.gained}</p>
      {change.lost > 0 ? (
        <p className="hint">
          {t.lostToo(formatDuration(change.added), formatDuration(change.lost))}
        </p>
      ) : null}
      <div className="mt-3">
        <DataTable
          caption={t.hours}
          captionHidden
          rows={[...WEEKDAYS]}
          rowKey={(day) => day}
          columns={[
            { key: 'day', label: t.day, cell: (day) => days[day] },
            { key: 'before', label: t.before, cell: (day) => <Spans spans={before[day]} /> },
            { key: 'after', label: t.after, cell: (day) => <Spans spans={after[day]} /> },
          ]}
        />
      </div>
      <p className="hint mt-2">
        {t.perWeek} : {formatDuration(change.before)} → {formatDuration(change.after)}
      </p>
    </>
  );
}

function Spans({ spans }: { spans: WeekHours['monday'] | undefined }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!spans?.length) return <span className="hint">{t.closed}</span>;
  return spans.map(([from, to]) => (
    <span key={from} className="block whitespace-nowrap">
      {sayTime(from, locale)} – {sayTime(to, locale)}
    </span>
  ));
}

/** What anybody may read of hosted businesses: services and hours. */
export function PublicHostings({ rows }: { rows: readonly PublicHosting[] }) {
  const t = useText({ fr, en });
  const days = useText({ fr: placesFr, en: placesEn }).days;
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      {rows.map((row) => (
        <li key={row.id} className="card min-w-0">
          <h3>{row.name}</h3>
          <p className="hint">
            {row.placeName}, {row.communeName}
          </p>
          <ul className="my-3 flex flex-wrap gap-2" aria-label={t.servicesAfter}>
            {row.servicesAfter.map((service) => (
              <li key={service} className="tag">
                {service}
              </li>
            ))}
          </ul>
          <DataTable
            caption={t.hours}
            captionHidden
            rows={[...WEEKDAYS]}
            rowKey={(day) => day}
            columns={[
              { key: 'day', label: t.day, cell: (day) => days[day] },
              {
                key: 'after',
                label: t.hours,
                cell: (day) => <Spans spans={row.hoursAfter[day]} />,
              },
            ]}
          />
          {row.gained > 0 ? (
            <p className="mt-2 font-semibold">
              {t.gained} : {sayGained(row.gained)}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
