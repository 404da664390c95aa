import { data, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { type GuardedArgs, guard } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater, parisInstant } from '../../../platform/i18n/paris-time.ts';
import { EmptyState, Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { recordAccompaniment } from '../accompaniments/commands.ts';
import { lengthsFor } from '../accompaniments/domain.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import { habitsOf } from '../accompaniments/queries.ts';
import { getAppointmentById } from '../appointments/queries.ts';
import {
  AccompanimentForm,
  type AccompanimentFormState,
} from '../components/accompaniment-form.tsx';
import { sayMoment } from '../components/when.tsx';
import { listPresences } from '../presences/queries.ts';
import { advisorsWithin } from '../queries.ts';
import { filesToChoose, readAccompanimentForm } from './read-accompaniment.ts';
import { refused } from './read-form.ts';

type Args = Pick<GuardedArgs<'accompaniments.record'>, 'ctx' | 'scope' | 'url'>;

/** What the form is filled with: the appointment, today's presence, else what one did last. */
async function prefill({ ctx, scope, url }: Args) {
  const on = today(ctx.now);
  const asked = url.searchParams.get('rendez-vous') ?? '';
  const found = isUuid(asked) ? await getAppointmentById(ctx.db, asked) : null;
  const advisors = await advisorsWithin(ctx.db, scope, on, found?.advisor.id ?? null);
  const [first] = advisors;
  const appointment =
    found && first?.id === found.advisor.id && found.startsAt <= ctx.now.toISOString()
      ? found
      : null;
  const habits = await habitsOf(ctx.db, scope.accountId);
  const [here] = first
    ? (
        await listPresences(
          ctx.db,
          {
            advisor: first.id,
            planned: true,
            after: parisInstant(on, '00:00'),
            before: parisInstant(daysLater(on, 1), '00:00'),
          },
          null,
          1,
        )
      ).items
    : [];
  const place = appointment?.place ?? here?.place ?? habits.place;
  const lengths = lengthsFor(habits.minutes);
  const person = url.searchParams.get('personne') ?? '';
  const day = appointment ? today(new Date(appointment.startsAt)) : on;
  const state: AccompanimentFormState = {
    errors: [],
    values: {
      id: newId(),
      advisorId: first?.id ?? '',
      happenedOn: [day, on].sort()[0] ?? on,
      minutes: String(lengths[0] ?? ''),
      format: 'individual',
      setting: 'lieu_activite',
      placeId: place?.id ?? '',
      placeIdText: place?.name ?? '',
      'themes[]': appointment?.theme ? [appointment.theme] : [],
      followedPersonId: isUuid(person) ? person : '',
      appointmentId: appointment?.id ?? '',
    },
  };
  return { state, lengths, advisors, appointmentAt: appointment?.startsAt ?? null, today: on };
}

export const loader = guard('accompaniments.record', async (args) => {
  const { advisors, ...rest } = await prefill(args);
  return {
    ...rest,
    files: await filesToChoose(args, null, String(rest.state.values.followedPersonId ?? '')),
    advisors: advisors.map(({ id, name }) => ({ id, name })),
    saved: args.url.searchParams.has('fait'),
  };
});

export const action = guard(
  'accompaniments.record',
  async ({ ctx, actor, scope, request, url }) => {
    const form = await request.formData();
    const parsed = await readAccompanimentForm(ctx.db, form);
    if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
    const record = authorize(actor, 'activity.record');
    if (!record)
      return data(refused(form, [{ field: 'form', code: 'out-of-scope' }]), { status: 409 });
    const done = await recordAccompaniment(ctx, scope, record, parsed.value);
    if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
    // Whoever came from a file goes back to it.
    const person = parsed.value.followedPersonId;
    const back = url.searchParams.has('personne') && person;
    throw redirect(back ? `/suivis/${person}?fait=1` : '/accompagnements/nouveau?fait=1');
  },
);

export default function NewAccompaniment({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { advisors, lengths, appointmentAt, saved } = loaderData;
  const state = actionData ?? loaderData.state;
  return (
    <>
      <title>{`${t.add} — Maillage`}</title>
      <PageHeader
        title={t.add}
        lead={t.newLead}
        crumbs={[{ label: t.title, to: '/accompagnements' }]}
      />
      {saved && !actionData ? (
        <Notice tone="ok" live>
          <p>{t.saved}</p>
          <Link to="/accompagnements?miens=1">{t.see}</Link>
        </Notice>
      ) : null}
      {appointmentAt ? <Notice>{t.forAppointment(sayMoment(locale, appointmentAt))}</Notice> : null}
      {advisors.length === 0 ? (
        <EmptyState title={t.noAdvisor}>{t.noAdvisorHint}</EmptyState>
      ) : (
        <AccompanimentForm
          state={state}
          advisors={advisors}
          lengths={lengths}
          today={loaderData.today}
          files={loaderData.files}
        />
      )}
    </>
  );
}
