import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { fail } from '../../../platform/result.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { linkedBooking, listRooms } from '../../rooms/public.ts';
import { ChangeForms } from '../components/change-forms.tsx';
import { ReportView } from '../components/report-view.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { sayDay, When } from '../components/when.tsx';
import { type SessionCancel, type SessionMove, sessionCancel, sessionMove } from '../contract.ts';
import { seatsLeft, takesPeople } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayReadComment, mayRun, ownedBy } from '../policy.ts';
import { getSession } from '../queries.ts';
import { markSeat, takeSeat } from '../registrations/commands.ts';
import { registrationInput } from '../registrations/contract.ts';
import { listSeats } from '../registrations/queries.ts';
import { getReport } from '../report/queries.ts';
import { cancelSession, moveSession } from '../sessions/commands.ts';
import { readPlace, withUnread } from './read-form.ts';

export const loader = guard('workshops.read', async ({ ctx, actor, services, params, url }) => {
  const session = await getSession(ctx.db, params.id ?? '');
  if (!session) throw notFound();
  const write = authorize(actor, 'workshops.write');
  const mayWrite = write !== null && mayRun(write, ownedBy(session));
  const report = await getReport(ctx.db, session.id);
  const mayComment = mayReadComment(authorize(actor, 'activity.read'), ownedBy(session));
  const startsAt = new Date(session.startsAt);
  const clock = parisClock(startsAt);
  return {
    session,
    mayWrite,
    mayRegister:
      authorize(actor, 'workshops.register') !== null &&
      takesPeople({ state: session.state, startsAt }, ctx.now),
    room: mayWrite ? await linkedBooking(ctx.db, session.id) : null,
    rooms:
      mayWrite && session.state === 'planned'
        ? (await listRooms(ctx.db, { department: session.departmentCode }))
            .filter(({ status }) => status === 'open')
            .map(({ id, name, place, seats }) => ({ id, name: `${place.name} — ${name}`, seats }))
        : [],
    seats: write && mayWrite ? await listSeats(ctx.db, write, session, services.secret) : [],
    report: report && { ...report, comment: mayComment ? report.comment : '' },
    begun: startsAt <= ctx.now,
    theDay: clock.day <= today(ctx.now),
    today: today(ctx.now),
    now: { on: clock.day, from: clock.time, to: parisClock(new Date(session.endsAt)).time },
    newSeat: newId(),
    given: url.searchParams.get('code'),
    waiting: url.searchParams.get('attente') === '1',
    saved: url.searchParams.get('fait'),
  };
});

export const action = guard('workshops.read', async ({ ctx, actor, services, request, params }) => {
  const session = await getSession(ctx.db, params.id ?? '');
  if (!session) throw notFound();
  const form = await request.formData();
  const what = String(form.get('what') ?? '');
  const refused = (errors: readonly FieldError[], status: number) =>
    data({ what, errors, values: formValues(form) }, { status });
  const here = `/ateliers/seances/${session.id}`;
  if (what === 'register') {
    const scope = authorize(actor, 'workshops.register');
    const parsed = parseForm(registrationInput, form);
    if (!parsed.ok) return refused(parsed.errors, 422);
    if (!scope) return refused([{ field: 'form', code: 'out-of-scope' }], 409);
    const done = await takeSeat(ctx, scope, session.id, parsed.value, services.secret);
    if (!done.ok) return refused([done.failure], 409);
    services.wake();
    const waiting = done.value.state === 'waiting' ? '&attente=1' : '';
    throw redirect(`${here}?code=${done.value.code}${waiting}`);
  }
  const write = authorize(actor, 'workshops.write');
  if (!write) return refused([{ field: 'form', code: 'out-of-scope' }], 409);
  if (what === 'mark') {
    const to = ['came', 'absent', 'registered', 'cancelled'] as const;
    const wanted = to.find((one) => one === form.get('to'));
    if (!wanted) return refused([{ field: 'form', code: 'invalid' }], 422);
    const done = await markSeat(ctx, write, String(form.get('seat') ?? ''), wanted);
    if (!done.ok) return refused([done.failure], 409);
    services.wake();
    throw redirect(`${here}#inscriptions`);
  }
  const unread = what === 'move' ? await readPlace(ctx.db, form) : [];
  const done = await changeOf(what, form, unread, (parsed) =>
    'on' in parsed
      ? moveSession(ctx, write, session.id, parsed)
      : cancelSession(ctx, write, session.id, parsed),
  );
  if (!done.ok) return refused(done.failure.errors, done.failure.status);
  services.wake();
  throw redirect(`${here}?fait=1`);
});

/** Reads a move or a cancellation and does it. The reason has a name of its own in each form. */
async function changeOf(
  what: string,
  form: FormData,
  unread: readonly FieldError[],
  work: (parsed: SessionMove | SessionCancel) => ReturnType<typeof moveSession>,
) {
  const reason = what === 'move' ? 'moveReason' : 'cancelReason';
  const shape = (values: FormValues) => ({ ...values, reason: values[reason] });
  const parsed = withUnread<SessionMove | SessionCancel>(
    what === 'move' ? parseForm(sessionMove, form, shape) : parseForm(sessionCancel, form, shape),
    unread,
    form,
  );
  if (!parsed.ok) {
    const errors = parsed.errors.map((error) =>
      error.field === 'reason' ? { ...error, field: reason } : error,
    );
    return fail({ errors, status: 422 });
  }
  const done = await work(parsed.value);
  return done.ok ? done : fail({ errors: [done.failure] as const, status: 409 });
}

export default function Session({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { session, seats, report, mayWrite, mayRegister, given, begun } = loaderData;
  const open = session.state === 'planned';
  const register = actionData?.what === 'register' ? actionData : null;
  return (
    <>
      <title>{`${session.title} — Maillage`}</title>
      <PageHeader
        title={session.title}
        crumbs={[
          { label: t.title, to: '/ateliers' },
          { label: t.session.series, to: `/ateliers/${session.workshopId}` },
        ]}
        lead={
          <>
            <When startsAt={session.startsAt} endsAt={session.endsAt} />
            <br />
            <Link to={`/lieux/${session.place.id}`}>{session.place.name}</Link>,{' '}
            {session.communeName} · {session.partner.name}
          </>
        }
        over={
          <>
            <span className="tag">{t.states[session.state]}</span>
            {open ? <span className="tag">{t.seatsLeft(seatsLeft(session))}</span> : null}
            {session.waiting > 0 ? (
              <span className="tag">{t.waitingCount(session.waiting)}</span>
            ) : null}
          </>
        }
        actions={
          mayWrite && open ? (
            <>
              <Link className="btn btn-quiet" to={`/ateliers/seances/${session.id}/feuille`}>
                {t.session.sheet}
              </Link>
              {begun ? (
                <Link className="btn" to={`/ateliers/seances/${session.id}/bilan`}>
                  {t.session.close}
                </Link>
              ) : null}
            </>
          ) : null
        }
      />
      {given && !actionData ? (
        <Notice tone="ok" live>
          <p>{loaderData.waiting ? t.session.onList(given) : t.session.registered(given)}</p>
          <Link to={`/inscriptions/${given}`}>{t.session.slip}</Link>
        </Notice>
      ) : null}
      {loaderData.saved && !actionData ? (
        <Notice tone="ok" live>
          {report ? t.report.done : t.session.told}
        </Notice>
      ) : null}
      {session.state === 'cancelled' ? (
        <Notice tone="warning" title={t.session.cancelled}>
          {session.changeReason}
        </Notice>
      ) : session.movedFrom || session.movedFromPlace ? (
        <Notice
          title={[
            session.movedFrom ? t.session.moved(sayDay(locale, session.movedFrom)) : '',
            session.movedFromPlace ? t.session.movedPlace(session.movedFromPlace) : '',
          ].join(' ')}
        >
          {session.changeReason}
        </Notice>
      ) : null}
      {session.roomLost ? (
        <Notice tone="warning" title={t.session.noRoomNow}>
          {t.session.noRoomNowHint}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={actionData?.errors}
        labels={{
          firstName: t.session.firstName,
          email: t.session.email,
          phone: t.session.phone,
          on: t.on,
          from: t.from,
          to: t.to,
          placeId: t.session.otherPlace,
          roomId: t.session.otherRoom,
          moveReason: t.session.reason,
          cancelReason: t.session.reason,
        }}
      />
      {loaderData.room ? (
        <p className="mb-4">
          <Link to={`/reservations/${loaderData.room.id}`}>
            {['pending', 'confirmed', 'checked-in', 'done'].includes(loaderData.room.status)
              ? t.session.roomBooked(loaderData.room.roomName)
              : t.session.roomLost(loaderData.room.roomName)}
          </Link>
        </p>
      ) : null}
      {report ? <ReportView report={report} sessionId={session.id} /> : null}
      {mayWrite ? (
        <Section id="inscriptions" title={t.session.people}>
          {seats.length === 0 ? (
            <EmptyState title={t.session.nobody} />
          ) : (
            <SeatTable
              rows={seats}
              open={open}
              marks={{ came: loaderData.theDay, absent: begun }}
            />
          )}
        </Section>
      ) : null}
      {mayRegister ? (
        <Section id="inscrire" title={t.session.register}>
          <Form
            key={loaderData.newSeat}
            method="post"
            className="card grid max-w-3xl gap-5"
            noValidate
          >
            <input type="hidden" name="what" value="register" />
            <input
              type="hidden"
              name="id"
              value={String(register?.values.id ?? loaderData.newSeat)}
            />
            <p className="hint">{t.session.registerLead}</p>
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField
                name="firstName"
                label={t.session.firstName}
                errors={register?.errors}
                defaultValue={String(register?.values.firstName ?? '')}
              />
              <TextField
                name="email"
                type="email"
                label={t.session.email}
                errors={register?.errors}
                defaultValue={String(register?.values.email ?? '')}
              />
              <TextField
                name="phone"
                type="tel"
                label={t.session.phone}
                errors={register?.errors}
                defaultValue={String(register?.values.phone ?? '')}
              />
            </div>
            <div>
              <button type="submit" className="btn">
                {t.session.registerButton}
              </button>
            </div>
          </Form>
        </Section>
      ) : null}
      {mayWrite && open ? (
        <ChangeForms
          version={session.version}
          today={loaderData.today}
          now={loaderData.now}
          rooms={loaderData.rooms}
          room={
            loaderData.room && ['pending', 'confirmed'].includes(loaderData.room.status)
              ? loaderData.room.roomName
              : null
          }
          refused={actionData ?? null}
        />
      ) : null}
    </>
  );
}
