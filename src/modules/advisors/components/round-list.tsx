import { Form, Link } from 'react-router';
import type { FormValues } from '../../../platform/http/conflict.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { placesEn, placesFr, sayTime } from '../../places/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { RoundRow } from '../rounds/queries.ts';

/** `Mardi, 9 h – 12 h` of a round. */
export function useSayRound(): (row: RoundRow) => string {
  const p = useText({ fr: placesFr, en: placesEn });
  const locale = useLocale();
  const days: Readonly<Record<string, string>> = p.days;
  return (row) =>
    `${days[row.weekday] ?? row.weekday}, ${sayTime(row.from, locale)} – ${sayTime(row.to, locale)}`;
}

/** Rounds that are not over. */
export function RoundList({
  rows,
  change,
}: {
  rows: readonly RoundRow[];
  /** Where the hours of a round are changed; null for who may not. */
  change: ((id: string) => string) | null;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const say = useSayRound();
  return (
    <DataTable
      stacked
      caption={t.rounds.title}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'when',
          label: t.rounds.weekday,
          cell: (row) => (
            <>
              {say(row)}
              {change ? (
                <Link
                  className="block font-normal"
                  to={change(row.id)}
                  aria-label={`${t.rounds.change} : ${say(row)}`}
                >
                  {t.rounds.change}
                </Link>
              ) : null}
            </>
          ),
        },
        { key: 'every', label: t.rounds.everyWeeks, cell: (row) => t.rounds.every[row.everyWeeks] },
        {
          key: 'where',
          label: t.rounds.place,
          cell: (row) => (
            <Link to={`/lieux/${row.place.id}`}>
              {row.place.name}, {row.place.communeName}
            </Link>
          ),
        },
        {
          key: 'how',
          label: t.rounds.how,
          cell: (row) =>
            row.slotMinutes === null ? t.rounds.walkIn : t.rounds.slot(row.slotMinutes),
        },
        {
          key: 'since',
          label: t.rounds.validFrom,
          cell: (row) => formatDay(locale, row.validFrom),
        },
        {
          key: 'until',
          label: t.rounds.validUntil,
          cell: (row) => (row.validUntil ? formatDay(locale, row.validUntil) : '—'),
        },
      ]}
    />
  );
}

/** Stops a round on a day, with a reason that people read. */
export function StopForm({
  rows,
  day,
  refused,
}: {
  rows: readonly RoundRow[];
  day: string;
  refused: { readonly errors: readonly FieldError[]; readonly values: FormValues } | null;
}) {
  const t = useText({ fr, en });
  const say = useSayRound();
  const mine = refused?.values.what === 'stop' ? refused : null;
  return (
    <details className="card mt-4" open={mine !== null}>
      <summary className="font-semibold">{t.rounds.stopTitle}</summary>
      <Form method="post" className="mt-4 grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="what" value="stop" />
        <SelectField
          name="round"
          label={t.rounds.stopRound}
          required
          errors={mine?.errors}
          defaultValue={String(mine?.values.round ?? rows[0]?.id ?? '')}
          options={rows.map((row) => ({ value: row.id, label: `${say(row)}, ${row.place.name}` }))}
        />
        <TextField
          name="lastDay"
          label={t.rounds.lastDay}
          type="date"
          required
          errors={mine?.errors}
          defaultValue={String(mine?.values.lastDay ?? day)}
        />
        <TextField
          name="reason"
          label={t.rounds.reason}
          hint={t.rounds.reasonHint}
          required
          rows={2}
          errors={mine?.errors}
          defaultValue={String(mine?.values.reason ?? '')}
        />
        <div>
          <button type="submit" className="btn btn-danger">
            {t.rounds.stop}
          </button>
        </div>
      </Form>
    </details>
  );
}
