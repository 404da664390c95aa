import { data, Form, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SuggestField } from '../../../ui/suggest.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { day as calendarDay } from '../../alliance/public.ts';
import { bookRoom, type Occurrence, previewBooking } from '../bookings/commands.ts';
import { time } from '../bookings/contract.ts';
import { ownPartners } from '../bookings/queries.ts';
import type { LocalSlot } from '../calendar/domain.ts';
import { useDayName, useHours } from '../components/week-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getRoom } from '../queries.ts';
import { readBookingForm } from './reserve-form.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  /** What would be booked, once that was looked at. */
  readonly occurrences?: readonly Occurrence[];
  readonly proposals?: readonly LocalSlot[];
}

const plus = (from: string, hours: number): string =>
  `${String(Math.min(23, Number(from.slice(0, 2)) + hours)).padStart(2, '0')}${from.slice(2)}`;

export const loader = guard('rooms.book', async ({ ctx, scope, params, url }) => {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room || room.status === 'closed') throw notFound();
  const own = await ownPartners(ctx.db, scope.organisations);
  const asked = url.searchParams;
  const day = calendarDay.safeParse(asked.get('jour') ?? '');
  const from = time.safeParse(asked.get('de') ?? '').data ?? '';
  const values: State['values'] = {
    id: newId(),
    partnerId: own[0]?.id ?? '',
    day: day.success ? day.data : today(ctx.now),
    from,
    to: from ? plus(from, 2) : '',
    weeks: '1',
  };
  return { room, own, state: { errors: [], values } as State };
});

export const action = guard('rooms.book', async ({ ctx, scope, request, params }) => {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room) throw notFound();
  const form = await request.formData();
  const parsed = await readBookingForm(ctx, form);
  const { values } = parsed;
  const again = (state: Partial<State>, status: number) =>
    data({ errors: [], values, ...state } as State, { status });
  if (!parsed.ok) return again({ errors: parsed.errors }, 422);
  if (form.get('what') !== 'book') {
    const seen = await previewBooking(ctx, scope, room.id, parsed.value);
    return seen.ok ? again(seen.value, 200) : again({ errors: [seen.failure] }, 409);
  }
  const id = isUuid(values.id ?? '') ? values.id : newId();
  const made = await bookRoom(ctx, scope, room.id, parsed.value, id);
  if (made.ok) throw redirect(`/reservations/${made.value.id}?fait=1`);
  const { code, field, occurrences, proposals } = made.failure;
  return again(
    { errors: [{ code, field }], ...(occurrences ? { occurrences, proposals } : {}) },
    409,
  );
});

type Data = PageProps<typeof loader>['loaderData'];

export default function Reserve({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { room } = loaderData;
  const state = actionData ?? loaderData.state;
  const { errors, values } = state;
  const field = (name: string) => ({ name, errors, defaultValue: values[name] ?? '' });
  const labels = { ...t, ...t.bookings } as unknown as Record<string, string>;
  return (
    <>
      <title>{`${t.bookings.title} — Maillage`}</title>
      <PageHeader
        title={`${t.bookings.title} : ${room.name}`}
        lead={t.bookings.lead}
        crumbs={[
          { label: t.title, to: '/salles' },
          { label: room.name, to: `/salles/${room.id}` },
        ]}
      />
      <ErrorSummary errors={errors} labels={labels} />
      <Form
        key={`${values.day} ${values.from} ${values.to}`}
        method="post"
        className="card grid max-w-3xl gap-5"
        noValidate
      >
        <input type="hidden" name="id" value={values.id ?? ''} />
        {/* The first button is the one that Enter presses: it only looks. */}
        <button type="submit" name="what" value="preview" className="sr-only" tabIndex={-1}>
          {t.bookings.preview}
        </button>
        <Who {...loaderData} state={state} />
        <TextField
          {...field('purpose')}
          label={t.bookings.purpose}
          hint={t.bookings.purposeHint}
          required
        />
        <div className="grid gap-5 sm:grid-cols-3">
          <TextField {...field('day')} label={t.day} type="date" required />
          <TextField {...field('from')} label={t.bookings.from} hint="14:00" required />
          <TextField {...field('to')} label={t.bookings.to} hint="16:00" required />
        </div>
        <TextField
          {...field('weeks')}
          label={t.bookings.weeks}
          hint={t.bookings.weeksHint}
          inputMode="numeric"
          required
        />
        <Seen state={state} />
        <div className="flex flex-wrap gap-3">
          <button type="submit" name="what" value="preview" className="btn btn-quiet">
            {t.bookings.preview}
          </button>
          <button type="submit" name="what" value="book" className="btn">
            {t.bookings.confirm}
          </button>
        </div>
      </Form>
      <p className="hint mt-4 max-w-3xl">
        {t.confirmations[room.confirmation]}. {t.openTos[room.openTo]}. {t.bookings.noAgreement}
      </p>
    </>
  );
}

function Who({ own, state: { errors, values } }: Data & { state: State }) {
  const t = useText({ fr, en });
  if (own.length > 0)
    return (
      <SelectField
        name="partnerId"
        label={t.bookings.partnerId}
        required
        errors={errors}
        defaultValue={values.partnerId ?? ''}
        options={own.map(({ id, name }) => ({ value: id, label: name }))}
      />
    );
  return (
    <SuggestField
      name="partnerId"
      label={t.bookings.partnerOther}
      hint={t.bookings.partnerHint}
      errors={errors}
      source="/suggestions/partenaires"
      defaultId={values.partnerId ?? ''}
      defaultText={values.partnerIdText ?? ''}
    />
  );
}

/** What would be booked, week by week, and other slots where something is in the way. */
function Seen({ state: { occurrences, proposals = [], values } }: { state: State }) {
  const t = useText({ fr, en });
  const dayName = useDayName();
  const hours = useHours();
  if (!occurrences) return null;
  const wrong = occurrences.filter(({ problem }) => problem !== null).length;
  return (
    <div className="grid gap-4">
      <Notice tone={wrong > 0 ? 'warning' : 'ok'} live>
        {wrong > 0 ? t.bookings.clashes(wrong) : t.bookings.allFree}
      </Notice>
      <DataTable
        caption={t.bookings.occurrences}
        rows={occurrences}
        rowKey={({ day }) => day}
        columns={[
          { key: 'day', label: t.day, room: 'short', cell: ({ day }) => dayName(day) },
          {
            key: 'problem',
            label: t.booking.status,
            cell: ({ problem }) => (problem ? t.bookings.problems[problem] : t.bookings.possible),
          },
          { key: 'hours', label: t.bookings.hours, cell: (slot) => hours(slot) },
        ]}
      />
      {wrong > 0 && wrong < occurrences.length ? (
        <label className="choice">
          <input type="checkbox" name="leaveOut" defaultChecked={values.leaveOut === 'on'} />
          <span>{t.bookings.leaveOut}</span>
        </label>
      ) : null}
      {proposals.length > 0 ? (
        <fieldset className="grid gap-3">
          <legend className="font-bold">{t.bookings.proposals}</legend>
          <div className="flex flex-wrap gap-3">
            {proposals.map((slot) => (
              <button
                key={`${slot.day}${slot.from}`}
                type="submit"
                name="take"
                value={`${slot.day} ${slot.from} ${slot.to}`}
                className="btn btn-quiet btn-small"
              >
                {dayName(slot.day)}, {hours(slot)}
              </button>
            ))}
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}
