import { data, Form, Link, redirect } from 'react-router';
import type { Db } from '../../../platform/db/schema.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { readCode } from '../../alliance/public.ts';
import { sayDay, When } from '../components/when.tsx';
import { takesPeople } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { giveSeatBack } from '../registrations/commands.ts';
import { mayMoveSeat } from '../registrations/domain.ts';
import { seatByCode } from '../registrations/queries.ts';

/** Codes that one address may look at in ten minutes: many share one, and guessing one of 30^8 leads nowhere. */
const LOOKS_A_WINDOW = 300;

const waitToLook = (db: Db, clientAddress: string): Promise<number> =>
  hitRateLimit(db, `workshop-code ${clientAddress}`, LOOKS_A_WINDOW, 600);

export const loader = guard('NONE', async ({ ctx, params, clientAddress }) => {
  const wait = await waitToLook(ctx.db, clientAddress);
  const seat = wait > 0 ? null : await seatByCode(ctx.db, params.code ?? '');
  if (!seat)
    return data(
      { seat: null, wait },
      wait > 0 ? { status: 429, headers: { 'retry-after': String(wait) } } : { status: 404 },
    );
  const { session, code, state } = seat;
  const startsAt = new Date(session.startsAt);
  return data({
    wait,
    seat: {
      code,
      state,
      mayCancel:
        mayMoveSeat('holder', state, 'cancelled') &&
        takesPeople({ state: session.state, startsAt }, ctx.now),
      title: session.title,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      place: session.place,
      communeName: session.communeName,
      partner: session.partner.name,
      cancelled: session.state === 'cancelled',
      movedFrom: session.movedFrom,
      movedFromPlace: session.movedFromPlace,
      roomLost: session.roomLost,
      reason: session.changeReason,
    },
  });
});

export const action = guard('NONE', async ({ ctx, services, params, clientAddress }) => {
  const wait = await waitToLook(ctx.db, clientAddress);
  if (wait > 0)
    return data(
      { errors: [{ field: 'form', code: 'too-many' }] },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  const code = readCode(params.code ?? '');
  if (!code) return data({ errors: [{ field: 'form', code: 'not-found' }] }, { status: 409 });
  const done = await giveSeatBack(ctx, code);
  if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
  services.wake();
  throw redirect(`/inscriptions/${code}`);
});

export default function Seat({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { seat } = loaderData;
  if (!seat)
    return (
      <>
        <title>{`${t.public.codeUnknown} — Maillage`}</title>
        <meta name="robots" content="noindex" />
        <PageHeader title={t.public.codeUnknown} />
        <Notice tone="warning">
          <p>{t.public.codeUnknownHint}</p>
          <Link to="/ateliers-ouverts">{t.public.others}</Link>
        </Notice>
      </>
    );
  return (
    <>
      <title>{`${t.public.codeTitle} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={seat.title} />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {seat.cancelled ? (
        <Notice tone="warning" title={t.public.sessionCancelled}>
          <p>{t.public.because(seat.reason)}</p>
          <Link to="/ateliers-ouverts">{t.public.others}</Link>
        </Notice>
      ) : null}
      {!seat.cancelled && (seat.movedFrom || seat.movedFromPlace) ? (
        <Notice
          tone="warning"
          title={[
            seat.movedFrom ? t.public.sessionMoved(sayDay(locale, seat.movedFrom)) : '',
            seat.movedFromPlace ? t.public.placeMoved(seat.movedFromPlace) : '',
          ].join(' ')}
        >
          {t.public.because(seat.reason)}
        </Notice>
      ) : null}
      {seat.roomLost ? (
        <Notice tone="warning" title={t.public.checkPlace}>
          {t.public.checkPlaceHint}
        </Notice>
      ) : null}
      <div className="card max-w-xl text-lg">
        {seat.cancelled ? null : <p className="text-xl font-bold">{t.public.status[seat.state]}</p>}
        <p className="mt-3 font-semibold">
          <When startsAt={seat.startsAt} endsAt={seat.endsAt} />
        </p>
        <p>
          {seat.place.name}
          <br />
          {seat.place.address ? (
            <>
              {seat.place.address}
              <br />
            </>
          ) : null}
          {seat.place.postalCode} {seat.communeName}
        </p>
        <p className="mt-3">{t.public.codeTitle} :</p>
        <p className="big-number">{seat.code}</p>
        {seat.cancelled || !['registered', 'waiting'].includes(seat.state) ? null : (
          <p className="hint">{t.public.keep}</p>
        )}
      </div>
      <div className="no-print mt-4 flex flex-wrap items-start gap-3">
        <PrintButton label={t.public.print} />
        {seat.mayCancel ? (
          <Form method="post">
            <button type="submit" className="btn btn-quiet" aria-describedby="rendre">
              {t.public.cancel}
            </button>
            <p id="rendre" className="hint mt-1">
              {t.public.cancelHint}
            </p>
          </Form>
        ) : null}
      </div>
    </>
  );
}
