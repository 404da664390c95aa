import { data, Form, redirect } from 'react-router';
import type { Db } from '../../../platform/db/schema.ts';
import { parseForm } from '../../../platform/http/forms.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard, tooMany } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { readCode } from '../../alliance/public.ts';
import { cancelSlot, moveAppointment } from '../appointments/commands.ts';
import { moveInput } from '../appointments/contract.ts';
import { mayMove } from '../appointments/domain.ts';
import { en } from '../appointments/messages.en.ts';
import { fr } from '../appointments/messages.fr.ts';
import { getAppointmentByCode } from '../appointments/queries.ts';
import { Moment, sayMoment } from '../components/when.tsx';
import { en as advisorsEn } from '../messages.en.ts';
import { fr as advisorsFr } from '../messages.fr.ts';
import { otherTimes } from '../offers/queries.ts';

/** Codes that one address may look at in ten minutes: guessing one of 30^8 leads nowhere. */
const LOOKS_A_WINDOW = 60;
const DAYS_AHEAD = 42;

const waitToLook = (db: Db, clientAddress: string): Promise<number> =>
  hitRateLimit(db, `appointment-code ${clientAddress}`, LOOKS_A_WINDOW, 600);

export const loader = guard('NONE', async ({ ctx, params, clientAddress, url }) => {
  const wait = await waitToLook(ctx.db, clientAddress);
  if (wait > 0) throw tooMany(wait);
  const found = await getAppointmentByCode(ctx.db, params.code ?? '');
  if (!found)
    return data({ appointment: null, others: [], mayCancel: false, moved: false }, { status: 404 });
  const { id: _, presenceId: __, ...appointment } = found;
  const coming = found.startsAt > ctx.now.toISOString();
  const movable = found.state === 'displaced' || (found.state === 'booked' && coming);
  const until = new Date(ctx.now.getTime() + DAYS_AHEAD * 86_400_000);
  const of = { placeId: found.place.id, advisorId: found.advisor.id };
  return {
    appointment,
    mayCancel: coming && mayMove('holder', found.state, 'cancelled'),
    moved: url.searchParams.has('fait'),
    others: movable ? await otherTimes(ctx.db, of, ctx.now, until) : [],
  };
});

export const action = guard('NONE', async ({ ctx, services, params, request, clientAddress }) => {
  const wait = await waitToLook(ctx.db, clientAddress);
  if (wait > 0)
    return data(
      { errors: [{ field: 'form', code: 'too-many' }] },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  const code = readCode(params.code ?? '');
  if (!code) return data({ errors: [{ field: 'form', code: 'not-found' }] }, { status: 409 });
  const form = await request.formData();
  if (form.get('what') === 'move') {
    const [presenceId = '', startsAt = ''] = String(form.get('slot') ?? '').split(' ');
    form.set('presenceId', presenceId);
    form.set('startsAt', startsAt);
    const parsed = parseForm(moveInput, form);
    if (!parsed.ok) return data({ errors: parsed.errors }, { status: 422 });
    const done = await moveAppointment(ctx, { code }, parsed.value);
    if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
  } else {
    const done = await cancelSlot(ctx, code);
    if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
  }
  services.wake();
  throw redirect(`/rendez-vous/${code}?fait=1`);
});

export default function AppointmentPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const a = useText({ fr: advisorsFr, en: advisorsEn });
  const locale = useLocale();
  const { appointment, others, mayCancel, moved } = loaderData;
  if (!appointment)
    return (
      <>
        <title>{`${t.public.unknown} — Maillage`}</title>
        <meta name="robots" content="noindex" />
        <PageHeader title={t.public.unknown} />
        <Notice tone="warning">{t.public.unknownHint}</Notice>
        <Form action="/rendez-vous" className="card grid max-w-md gap-4">
          <TextField name="code" label={t.public.enter} required />
          <div>
            <button type="submit" className="btn">
              {t.public.open}
            </button>
          </div>
        </Form>
      </>
    );
  const { place, state } = appointment;
  const why = appointment.changeCode
    ? a.presence.codes[appointment.changeCode]
    : appointment.reason;
  return (
    <>
      <title>{`${t.public.title} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={t.public.title} />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {moved && !actionData ? (
        <Notice tone="ok" live>
          {t.public.done}
        </Notice>
      ) : null}
      {state === 'displaced' ? (
        <Notice tone="warning" title={t.public.status.displaced}>
          {why ? t.public.why(why) : t.public.absent}
        </Notice>
      ) : null}
      {state === 'booked' && appointment.replaced ? (
        <Notice tone="warning">{t.public.replaced}</Notice>
      ) : null}
      {state === 'booked' && appointment.movedFrom ? (
        <Notice tone="warning">{t.public.moved(sayMoment(locale, appointment.movedFrom))}</Notice>
      ) : null}
      <div className="card max-w-xl text-lg">
        <p className="text-xl font-bold">{t.public.status[state]}</p>
        <p className="mt-3 font-semibold">
          <Moment startsAt={appointment.startsAt} endsAt={appointment.endsAt} />
        </p>
        <p>{t.public.with(a.kinds[appointment.advisor.kind])}</p>
        <p>
          {place.name}
          <br />
          {place.address ? (
            <>
              {place.address}
              <br />
            </>
          ) : null}
          {place.postalCode} {place.communeName}
        </p>
        <p className="mt-3">{t.public.codeTitle} :</p>
        <p className="big-number">{appointment.code}</p>
        <p className="hint">{t.public.keep}</p>
      </div>
      <div className="no-print mt-4 flex flex-wrap items-start gap-3">
        <PrintButton label={t.public.print} />
        {mayCancel ? (
          <Form method="post">
            <button type="submit" className="btn btn-quiet" aria-describedby="rendre">
              {state === 'displaced' ? t.public.drop : t.public.cancel}
            </button>
            <p id="rendre" className="hint mt-1">
              {state === 'displaced' ? t.public.dropHint : t.public.cancelHint}
            </p>
          </Form>
        ) : null}
      </div>
      {state === 'displaced' || (state === 'booked' && others.length > 0) ? (
        <div className="no-print mt-6">
          <Section title={t.public.choose} id="autre">
            {others.length === 0 ? (
              <p>{t.public.noOther}</p>
            ) : (
              <Form method="post" className="grid max-w-xl gap-3">
                <input type="hidden" name="what" value="move" />
                {others.map(({ presenceId, startsAt, elsewhere }) => {
                  const time = [sayMoment(locale, startsAt), elsewhere].filter(Boolean).join(', ');
                  return (
                    <button
                      key={presenceId}
                      type="submit"
                      name="slot"
                      value={`${presenceId} ${startsAt}`}
                      className="btn btn-quiet"
                      aria-label={`${t.public.chooseButton} : ${time}`}
                    >
                      {time}
                    </button>
                  );
                })}
              </Form>
            )}
          </Section>
        </div>
      ) : null}
    </>
  );
}
