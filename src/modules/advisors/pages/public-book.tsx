import { data, Form, Link, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { digitalEn, digitalFr, THEMES } from '../../alliance/public.ts';
import { bookSlot } from '../appointments/commands.ts';
import { bookingInput } from '../appointments/contract.ts';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import { Moment, sayHour } from '../components/when.tsx';
import { en as advisorsEn } from '../messages.en.ts';
import { fr as advisorsFr } from '../messages.fr.ts';
import { listFreeSlots } from '../offers/queries.ts';
import { getPresence } from '../presences/queries.ts';

/** Slots that one address may take in ten minutes; a shared computer in a library takes several. */
const SLOTS_A_WINDOW = 10;

export const loader = guard('NONE', async ({ ctx, params }) => {
  const found = await getPresence(ctx.db, params.presence ?? '');
  const free = found ? await listFreeSlots(ctx.db, found.id, ctx.now) : [];
  // Who it is stands in no public page: a post is enough to come.
  const presence = found && {
    kind: found.advisor.kind,
    place: { id: found.place.id, name: found.place.name, communeName: found.place.communeName },
    startsAt: found.startsAt,
    endsAt: found.endsAt,
  };
  return { presence, free: free.map((at) => at.toISOString()), newAppointment: newId() };
});

export const action = guard('NONE', async ({ ctx, services, request, params, clientAddress }) => {
  const form = await request.formData();
  form.set('presenceId', params.presence ?? '');
  const again = (errors: readonly FieldError[], status: number, wait = 0) =>
    data(
      { errors, values: formValues(form) },
      { status, ...(wait > 0 ? { headers: { 'retry-after': String(wait) } } : {}) },
    );
  const parsed = parseForm(bookingInput, form);
  if (!parsed.ok) return again(parsed.errors, 422);
  const wait = await hitRateLimit(ctx.db, `appointment ${clientAddress}`, SLOTS_A_WINDOW, 600);
  if (wait > 0) return again([{ field: 'form', code: 'too-many' }], 429, wait);
  const done = await bookSlot(ctx, 'public', parsed.value, { secret: services.secret });
  if (!done.ok) return again([done.failure], 409);
  services.wake();
  throw redirect(`/rendez-vous/${done.value.code}`);
});

/** Somebody takes a free slot by themselves; nothing but the time is needed. */
export default function PublicBook({
  loaderData: { presence, free, newAppointment },
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const { public: t, noTheme } = useText({ fr, en });
  const a = useText({ fr: advisorsFr, en: advisorsEn });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  if (!presence || free.length === 0)
    return (
      <>
        <title>{`${t.over} — Maillage`}</title>
        <PageHeader title={t.over} />
        <Notice>
          <p>{t.overHint}</p>
          <Link to={presence ? `/aide/${presence.place.id}` : '/aide'}>{t.around}</Link>
        </Notice>
      </>
    );
  const errors = actionData?.errors;
  const text = (name: string): string => String(actionData?.values[name] ?? '');
  return (
    <>
      <title>{`${t.takeTitle} — Maillage`}</title>
      <PageHeader
        title={t.takeTitle}
        crumbs={[{ label: presence.place.name, to: `/aide/${presence.place.id}` }]}
        lead={
          <>
            {t.with(a.kinds[presence.kind])}
            <br />
            <Moment startsAt={presence.startsAt} endsAt={presence.endsAt} />
            <br />
            {presence.place.name}, {presence.place.communeName}
          </>
        }
      />
      <ErrorSummary
        errors={errors}
        labels={{
          startsAt: t.hour,
          theme: t.theme,
          firstName: t.firstName,
          email: t.email,
          phone: t.phone,
        }}
      />
      <Form method="post" className="card grid max-w-xl gap-5" noValidate>
        <input type="hidden" name="id" value={text('id') || newAppointment} />
        <ChoiceField
          name="startsAt"
          label={t.hour}
          required
          errors={errors}
          chosen={[text('startsAt')]}
          options={free.map((at) => ({ value: at, label: sayHour(locale, at) }))}
        />
        <SelectField
          name="theme"
          label={t.theme}
          placeholder={noTheme}
          errors={errors}
          defaultValue={text('theme')}
          options={THEMES.map((value) => ({ value, label: d.themes[value] }))}
        />
        <TextField
          name="firstName"
          label={t.firstName}
          hint={t.firstNameHint}
          autoComplete="off"
          errors={errors}
          defaultValue={text('firstName')}
        />
        <TextField
          name="email"
          type="email"
          label={t.email}
          hint={t.emailHint}
          autoComplete="off"
          errors={errors}
          defaultValue={text('email')}
        />
        <TextField
          name="phone"
          type="tel"
          label={t.phone}
          hint={t.phoneHint}
          autoComplete="off"
          errors={errors}
          defaultValue={text('phone')}
        />
        <div>
          <button type="submit" className="btn">
            {t.take}
          </button>
        </div>
      </Form>
    </>
  );
}
