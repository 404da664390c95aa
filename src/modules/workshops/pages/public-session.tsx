import { data, Form, Link, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { When } from '../components/when.tsx';
import { seatsLeft, takesPeople } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getSession } from '../queries.ts';
import { takeSeat } from '../registrations/commands.ts';
import { registrationInput } from '../registrations/contract.ts';

/** Seats that one address may take in ten minutes; a shared computer in a library takes several. */
const SEATS_A_WINDOW = 20;

export const loader = guard('NONE', async ({ ctx, params }) => {
  const found = await getSession(ctx.db, params.id ?? '');
  const open =
    found?.open === true &&
    takesPeople({ state: found.state, startsAt: new Date(found.startsAt) }, ctx.now);
  if (!found || !open) return { session: null, newSeat: '' };
  return {
    session: {
      title: found.title,
      description: found.description,
      startsAt: found.startsAt,
      endsAt: found.endsAt,
      place: found.place,
      communeName: found.communeName,
      left: seatsLeft(found),
      roomLost: found.roomLost,
    },
    newSeat: newId(),
  };
});

export const action = guard('NONE', async ({ ctx, services, request, params, clientAddress }) => {
  const form = await request.formData();
  const again = (errors: readonly FieldError[], status: number, wait = 0) =>
    data(
      { errors, values: formValues(form) },
      { status, ...(wait > 0 ? { headers: { 'retry-after': String(wait) } } : {}) },
    );
  const parsed = parseForm(registrationInput, form);
  if (!parsed.ok) return again(parsed.errors, 422);
  const wait = await hitRateLimit(ctx.db, `workshop-seat ${clientAddress}`, SEATS_A_WINDOW, 600);
  if (wait > 0) return again([{ field: 'form', code: 'too-many' }], 429, wait);
  const done = await takeSeat(ctx, 'public', params.id ?? '', parsed.value, services.secret);
  if (!done.ok) return again([done.failure], 409);
  services.wake();
  throw redirect(`/inscriptions/${done.value.code}`);
});

export default function PublicSession({
  loaderData: { session, newSeat },
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  if (!session)
    return (
      <>
        <title>{`${t.public.over} — Maillage`}</title>
        <PageHeader title={t.public.over} />
        <Notice>
          <p>{t.public.overHint}</p>
          <Link to="/ateliers-ouverts">{t.public.others}</Link>
        </Notice>
      </>
    );
  const values = actionData?.values ?? {};
  const errors = actionData?.errors;
  return (
    <>
      <title>{`${session.title} — Maillage`}</title>
      <PageHeader
        title={session.title}
        crumbs={[{ label: t.public.title, to: '/ateliers-ouverts' }]}
        lead={
          <>
            <When startsAt={session.startsAt} endsAt={session.endsAt} />
            <br />
            {session.place.name}, {session.place.address ? `${session.place.address}, ` : ''}
            {session.place.postalCode} {session.communeName}
          </>
        }
      />
      {session.description ? <p className="mb-4 max-w-3xl">{session.description}</p> : null}
      {session.roomLost ? (
        <Notice tone="warning" title={t.public.checkPlace}>
          {t.public.checkPlaceHint}
        </Notice>
      ) : null}
      {session.left === 0 ? <Notice>{t.public.full}</Notice> : null}
      <ErrorSummary
        errors={errors}
        labels={{ firstName: t.public.firstName, email: t.public.email, phone: t.public.phone }}
      />
      <Form method="post" className="card grid max-w-xl gap-5" noValidate>
        <input type="hidden" name="id" value={String(values.id ?? newSeat)} />
        <TextField
          name="firstName"
          label={t.public.firstName}
          hint={t.public.firstNameHint}
          autoComplete="off"
          errors={errors}
          defaultValue={String(values.firstName ?? '')}
        />
        <TextField
          name="email"
          type="email"
          label={t.public.email}
          hint={t.public.emailHint}
          autoComplete="off"
          errors={errors}
          defaultValue={String(values.email ?? '')}
        />
        <TextField
          name="phone"
          type="tel"
          label={t.public.phone}
          hint={t.public.phoneHint}
          autoComplete="off"
          errors={errors}
          defaultValue={String(values.phone ?? '')}
        />
        <div>
          <button type="submit" className="btn">
            {session.left > 0 ? t.public.take : t.public.ask}
          </button>
        </div>
      </Form>
    </>
  );
}
