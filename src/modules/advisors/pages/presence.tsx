import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { bookSlot, cancelForHolder, markAppointment } from '../appointments/commands.ts';
import { bookingInput } from '../appointments/contract.ts';
import { en as appointmentsEn } from '../appointments/messages.en.ts';
import { fr as appointmentsFr } from '../appointments/messages.fr.ts';
import { listAppointments } from '../appointments/queries.ts';
import { AppointmentTable } from '../components/appointment-table.tsx';
import { BookForm } from '../components/book-form.tsx';
import { PresenceForms } from '../components/presence-forms.tsx';
import { Slots } from '../components/presence-table.tsx';
import { Moment } from '../components/when.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listFreeSlots } from '../offers/queries.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getPresence } from '../presences/queries.ts';
import { getAdvisor, listAdvisors } from '../queries.ts';
import { cancelPresence, replacePresence } from '../rounds/commands.ts';
import { presenceCancel, presenceReplace } from '../rounds/contract.ts';
import { refused } from './read-form.ts';

export const loader = guard('advisors.read', async ({ ctx, actor, services, params, url }) => {
  const presence = await getPresence(ctx.db, params.id ?? '');
  const advisor = presence ? await getAdvisor(ctx.db, presence.advisor.id) : null;
  if (!presence || !advisor) throw notFound();
  const write = authorize(actor, 'advisors.write');
  const book = authorize(actor, 'appointments.book');
  const mayWrite = write !== null && mayRun(write, ownedBy(advisor));
  const open = presence.state === 'planned' && presence.endsAt > ctx.now.toISOString();
  const near = mayWrite
    ? await listAdvisors(
        ctx.db,
        { department: advisor.departmentCode, on: today(ctx.now) },
        null,
        100,
      )
    : { items: [] };
  return {
    presence,
    mayWrite,
    mayBook: book !== null,
    open,
    free:
      book && open && presence.byAppointment
        ? (await listFreeSlots(ctx.db, presence.id, ctx.now)).map((at) => at.toISOString())
        : [],
    appointments:
      write && mayWrite ? await listAppointments(ctx.db, write, presence.id, services.secret) : [],
    others: near.items.filter((row) => row.id !== advisor.id).map(({ id, name }) => ({ id, name })),
    now: ctx.now.toISOString(),
    newId: newId(),
    given: url.searchParams.get('code'),
    done: url.searchParams.has('fait'),
  };
});

export const action = guard('advisors.read', async ({ ctx, actor, services, params, request }) => {
  const presence = await getPresence(ctx.db, params.id ?? '');
  if (!presence) throw notFound();
  const here = `/conseillers/presences/${presence.id}`;
  const form = await request.formData();
  const no = (errors: readonly FieldError[], status: number) =>
    data(refused(form, errors), { status });
  const what = String(form.get('what') ?? '');
  const book = authorize(actor, 'appointments.book');
  if (what === 'book') {
    form.set('presenceId', presence.id);
    const parsed = parseForm(bookingInput, form);
    if (!parsed.ok) return no(parsed.errors, 422);
    if (!book) return no([{ field: 'form', code: 'out-of-scope' }], 409);
    const done = await bookSlot(ctx, book, parsed.value, { secret: services.secret });
    if (!done.ok) return no([done.failure], 409);
    services.wake();
    throw redirect(`${here}?code=${done.value.code}`);
  }
  const write = authorize(actor, 'advisors.write');
  if (what === 'cancel-slot') {
    const of = { code: String(form.get('code') ?? ''), presenceId: presence.id };
    const done = write ? await cancelForHolder(ctx, write, of) : null;
    // To who does not look after the advisor, the presence's appointments do not exist.
    if (!done || (!done.ok && done.failure.code === 'not-found')) throw notFound();
    if (!done.ok) return no([done.failure], 409);
    services.wake();
    throw redirect(`${here}?fait=1`);
  }
  if (!write) return no([{ field: 'form', code: 'out-of-scope' }], 409);
  if (what === 'mark') {
    const to = (['came', 'absent', 'booked'] as const).find((one) => one === form.get('to'));
    if (!to) return no([{ field: 'form', code: 'invalid' }], 422);
    const id = String(form.get('appointment') ?? '');
    const rows = await listAppointments(ctx.db, write, presence.id, services.secret);
    if (!rows.some((row) => row.id === id)) throw notFound();
    const done = await markAppointment(ctx, write, id, to);
    if (!done.ok) return no([done.failure], 409);
    throw redirect(`${here}#rendez-vous`);
  }
  const parsed =
    what === 'replace' ? parseForm(presenceReplace, form) : parseForm(presenceCancel, form);
  if (!parsed.ok) return no(parsed.errors, 422);
  const done =
    'reason' in parsed.value
      ? await cancelPresence(ctx, write, presence.id, parsed.value)
      : await replacePresence(ctx, write, presence.id, parsed.value);
  if (!done.ok) return no([done.failure], 409);
  services.wake();
  throw redirect(`${here}?fait=1`);
});

export default function Presence({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const a = useText({ fr: appointmentsFr, en: appointmentsEn });
  const { presence, mayWrite, mayBook, open, free, appointments, given, now } = loaderData;
  const { place, advisor } = presence;
  const refusal = actionData ?? null;
  return (
    <>
      <title>{`${advisor.name} — Maillage`}</title>
      <PageHeader
        title={advisor.name}
        crumbs={[
          { label: t.title, to: '/conseillers' },
          { label: t.presence.title, to: '/conseillers/presences' },
        ]}
        lead={
          <>
            <Moment startsAt={presence.startsAt} endsAt={presence.endsAt} />
            <br />
            <Link to={`/lieux/${place.id}`}>{place.name}</Link>, {place.communeName} (
            {place.departmentCode})
          </>
        }
        over={
          <>
            <span className="tag">{t.kinds[advisor.kind]}</span>
            {place.qpvCode ? <span className="tag">{t.presence.inQpv}</span> : null}
            {presence.replaces ? (
              <span className="tag">{t.presence.replaces(presence.replaces.name)}</span>
            ) : null}
          </>
        }
        actions={
          <>
            <Link className="btn btn-quiet no-print" to={`/conseillers/${advisor.id}`}>
              {t.rounds.title}
            </Link>
            <PrintButton label={a.public.print} />
          </>
        }
      />
      {given && !refusal ? (
        <Notice tone="ok" live>
          <p>{a.booked(given)}</p>
          <Link to={`/rendez-vous/${given}`}>{a.slip}</Link>
        </Notice>
      ) : null}
      {loaderData.done && !refusal ? (
        <Notice tone="ok" live>
          {t.presence.done} {t.presence.told}
        </Notice>
      ) : null}
      {presence.state === 'cancelled' ? (
        <Notice tone="warning" title={presence.absent ? t.presence.absent : t.presence.cancelled}>
          {presence.changeCode ? t.presence.codes[presence.changeCode] : presence.changeReason}
        </Notice>
      ) : (
        <p className="mb-5 text-lg font-semibold">
          <Slots row={presence} now={now} />
        </p>
      )}
      <ErrorSummary
        errors={refusal?.errors}
        labels={{
          startsAt: a.startsAt,
          email: a.email,
          phone: a.phone,
          firstName: a.firstName,
          reason: t.rounds.reason,
          replacementId: t.presence.replacement,
        }}
      />
      {mayBook && open && presence.byAppointment ? (
        <div className="no-print">
          <BookForm free={free} id={loaderData.newId} refused={refusal} />
        </div>
      ) : null}
      {mayWrite && presence.byAppointment ? (
        <Section title={a.given} id="rendez-vous">
          {appointments.length === 0 ? (
            <EmptyState title={a.nobody} />
          ) : (
            <AppointmentTable rows={appointments} mayMark={mayWrite} now={now} />
          )}
        </Section>
      ) : null}
      {mayWrite && open ? (
        <PresenceForms version={presence.version} others={loaderData.others} refused={refusal} />
      ) : null}
    </>
  );
}
