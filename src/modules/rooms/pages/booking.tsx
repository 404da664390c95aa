import { data, Form, Link, redirect } from 'react-router';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { moveBooking } from '../bookings/commands.ts';
import { bookingMoveInput } from '../bookings/contract.ts';
import { movesOpen } from '../bookings/domain.ts';
import { bookingOwned, getBooking, listBookings } from '../bookings/queries.ts';
import { BookingTable, useWhen } from '../components/booking-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { sidesOf } from '../policy.ts';

export const loader = guard('rooms.book', async ({ ctx, actor, params, url }) => {
  const booking = await getBooking(ctx.db, actor, params.id ?? '');
  if (!booking) throw notFound();
  const sides = sidesOf(actor, bookingOwned(booking));
  return {
    booking,
    moves: movesOpen(booking.status, sides, new Date(booking.startsAt), ctx.now),
    series: booking.seriesId ? await listBookings(ctx.db, { series: booking.seriesId }) : [],
    saved: url.searchParams.get('fait'),
  };
});

interface Refused {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}

export const action = guard('rooms.book', async ({ ctx, scope, request, params }) => {
  const form = await request.formData();
  const parsed = parseForm(bookingMoveInput, form, (values) => ({
    ...values,
    series: values.series === 'on',
  }));
  if (!parsed.ok)
    return data({ errors: parsed.errors, values: parsed.values } as Refused, { status: 422 });
  const done = await moveBooking(ctx, scope, params.id ?? '', parsed.value);
  if (done.ok) throw redirect(`/reservations/${params.id}?fait=2`);
  const { code, field } = done.failure;
  if (code === 'not-found') throw notFound();
  const { move, reason } = parsed.value;
  return data({ errors: [{ code, field }], values: { move, reason } } as Refused, { status: 409 });
});

type Data = PageProps<typeof loader>['loaderData'];

export default function BookingPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { booking, moves, series, saved } = loaderData;
  return (
    <>
      <title>{`${t.booking.title} — Maillage`}</title>
      <PageHeader
        title={booking.purpose}
        crumbs={[
          { label: t.title, to: '/salles' },
          { label: booking.room.name, to: `/salles/${booking.room.id}` },
        ]}
        over={<span className="tag">{t.booking.statuses[booking.status]}</span>}
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          {saved === '2'
            ? t.saved
            : booking.status === 'pending'
              ? t.booking.asked
              : t.booking.confirmed}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{ move: t.booking.move, reason: t.booking.reasonWhy }}
      />
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Facts {...loaderData} />
        {moves.length > 0 ? <Answer {...loaderData} refused={actionData} /> : null}
      </div>
      {series.length > 1 ? (
        <Section title={t.booking.series} id="serie">
          <BookingTable rows={series} caption={t.booking.series} />
        </Section>
      ) : null}
    </>
  );
}

function Facts({ booking }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const when = useWhen();
  const facts = [
    [t.booking.when, when(booking)],
    [t.booking.who, booking.partner?.name ?? t.operator],
    [t.booking.by, booking.bookedByName],
    [t.booking.checkedIn, booking.checkedInAt ? formatInstant(locale, booking.checkedInAt) : ''],
    [t.booking.reason, booking.reason],
  ] as const;
  return (
    <Section title={t.booking.title} id="reservation">
      <dl className="card grid gap-2">
        <div>
          <dt className="hint">{t.room}</dt>
          <dd>
            <Link to={`/salles/${booking.room.id}`}>{booking.room.name}</Link>, {booking.place.name}
          </dd>
        </div>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt className="hint">{label}</dt>
              <dd className="whitespace-pre-line">{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function Answer({ moves, series, refused }: Data & { refused: Refused | undefined }) {
  const t = useText({ fr, en });
  return (
    <Section title={t.booking.whatNext} id="reponse">
      <Form method="post" className="card grid gap-4" noValidate>
        <ChoiceField
          name="move"
          label={t.booking.move}
          required
          errors={refused?.errors}
          chosen={[refused?.values.move ?? moves[0] ?? '']}
          options={moves.map((value) => ({ value, label: t.booking.moves[value] }))}
        />
        <TextField
          name="reason"
          label={t.booking.reasonWhy}
          hint={t.booking.reasonHint}
          rows={2}
          errors={refused?.errors}
          defaultValue={refused?.values.reason ?? ''}
        />
        {series.length > 1 ? (
          <label className="choice">
            <input type="checkbox" name="series" />
            <span>{t.booking.wholeSeries}</span>
          </label>
        ) : null}
        <button type="submit" className="btn justify-self-start">
          {t.booking.send}
        </button>
      </Form>
    </Section>
  );
}
