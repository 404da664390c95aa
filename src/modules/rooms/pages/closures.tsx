import { data, Form, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import type { Booking } from '../bookings/queries.ts';
import { closeRoom, reopenRoom } from '../closures/commands.ts';
import { closureInput } from '../closures/contract.ts';
import { listClosures } from '../closures/queries.ts';
import { BookingTable } from '../components/booking-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayWriteRoom } from '../policy.ts';
import { getRoom } from '../queries.ts';

async function open({
  ctx,
  scope,
  params,
}: Pick<GuardedArgs<'rooms.write'>, 'ctx' | 'scope' | 'params'>) {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room) throw notFound();
  const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
  if (!mayWriteRoom(scope, owned)) throw notFound();
  return room;
}

export const loader = guard('rooms.write', async (args) => {
  const room = await open(args);
  const { ctx, url } = args;
  return {
    room,
    closures: await listClosures(ctx.db, room.id, ctx.now),
    id: newId(),
    cancelled: url.searchParams.get('annulees'),
    reopened: url.searchParams.get('fait') === '1',
  };
});

interface Refused {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
  readonly bookings: readonly Booking[];
}

export const action = guard('rooms.write', async (args) => {
  const { ctx, scope, request } = args;
  const room = await open(args);
  const form = await request.formData();
  const here = `/salles/${room.id}/fermetures`;
  const reopen = form.get('reopen');
  if (typeof reopen === 'string') {
    const done = await reopenRoom(ctx, scope, room.id, reopen);
    if (!done.ok) throw notFound();
    throw redirect(`${here}?fait=1`);
  }
  const parsed = parseForm(closureInput, form, (values) => ({
    ...values,
    cancelBookings: values.cancelBookings === 'on',
  }));
  const values = Object.fromEntries(form) as Record<string, string>;
  const again = (
    errors: readonly FieldError[],
    status: number,
    bookings: readonly Booking[] = [],
  ) => data({ errors, values, bookings } as Refused, { status });
  if (!parsed.ok) return again(parsed.errors, 422);
  const id = isUuid(values.id ?? '') ? values.id : newId();
  const closed = await closeRoom(ctx, scope, room.id, parsed.value, id);
  if (closed.ok) throw redirect(`${here}?annulees=${closed.value.cancelled}`);
  const { code, field, bookings } = closed.failure;
  return again([{ code, field }], 409, bookings);
});

type Data = PageProps<typeof loader>['loaderData'];

export default function Closures({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { room, cancelled, reopened } = loaderData;
  return (
    <>
      <title>{`${t.closing.title} — Maillage`}</title>
      <PageHeader
        title={`${t.closing.title} : ${room.name}`}
        lead={t.closing.lead}
        crumbs={[
          { label: t.title, to: '/salles' },
          { label: room.name, to: `/salles/${room.id}` },
        ]}
      />
      {(cancelled !== null || reopened) && !actionData ? (
        <Notice tone="ok" live>
          {reopened ? t.closing.reopened : t.closing.done(Number(cancelled) || 0)}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={t.closing as unknown as Record<string, string>}
      />
      <Ahead {...loaderData} />
      <Add {...loaderData} refused={actionData} />
    </>
  );
}

function Ahead({ closures }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (closures.length === 0) return <EmptyState title={t.closing.none} />;
  return (
    <ul className="mb-8 grid gap-3">
      {closures.map((closure) => {
        const when = t.closing.fromTo(
          formatInstant(locale, closure.startsAt),
          formatInstant(locale, closure.endsAt),
        );
        return (
          <li key={closure.id} className="card flex flex-wrap items-center justify-between gap-3">
            <span className="min-w-0">
              <strong className="block">{closure.reason}</strong> {when}
            </span>
            <Form method="post">
              <button
                type="submit"
                name="reopen"
                value={closure.id}
                className="btn btn-quiet btn-small"
                aria-label={t.closing.reopenOf(when)}
              >
                {t.closing.reopen}
              </button>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}

function Add({ id, refused }: Data & { refused: Refused | undefined }) {
  const t = useText({ fr, en });
  const field = (name: string) => ({
    name,
    errors: refused?.errors,
    defaultValue: refused?.values[name] ?? '',
  });
  const bookings = refused?.bookings ?? [];
  return (
    <div className="mt-8">
      <Section title={t.closing.add} id="annoncer">
        <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
          <input type="hidden" name="id" value={refused?.values.id ?? id} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField {...field('fromDay')} label={t.closing.fromDay} type="date" required />
            <TextField
              {...field('fromTime')}
              label={t.closing.fromTime}
              hint={t.closing.timeHint}
            />
            <TextField {...field('untilDay')} label={t.closing.untilDay} type="date" required />
            <TextField
              {...field('untilTime')}
              label={t.closing.untilTime}
              hint={t.closing.timeHint}
            />
          </div>
          <TextField
            {...field('reason')}
            label={t.closing.reason}
            hint={t.closing.reasonHint}
            rows={2}
            required
          />
          {bookings.length > 0 ? (
            <>
              <p className="font-bold">{t.closing.inside}</p>
              <BookingTable rows={bookings} caption={t.closing.inside} />
              <label className="choice" id="field-cancelBookings">
                <input type="checkbox" name="cancelBookings" />
                <span>{t.closing.cancelBookings}</span>
              </label>
            </>
          ) : null}
          <button type="submit" className="btn btn-danger justify-self-start">
            {t.closing.close}
          </button>
        </Form>
      </Section>
    </div>
  );
}
