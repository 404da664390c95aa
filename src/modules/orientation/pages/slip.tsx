import { data, Form, Link, redirect } from 'react-router';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { hitRateLimit } from '../../../platform/http/rate-limit.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { PrintButton } from '../../../ui/print-button.tsx';
import { readCode } from '../../alliance/public.ts';
import { isBeforeTheDay, mayMove } from '../domain.ts';
import { takeEarlier, wantEarlier } from '../earlier/commands.ts';
import { withdrawOrientation } from '../hosting/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayReceive } from '../policy.ts';
import { hostedOf } from '../queries.ts';
import { type SlipNow, slipByCode } from '../slip/queries.ts';

/**
 * Codes that one address may look at in ten minutes: a library's visitors share one, and guessing one
 * of 30^10 leads nowhere.
 */
const LOOKS_A_WINDOW = 300;

const waitToLook = (ctx: Ctx, clientAddress: string): Promise<number> =>
  hitRateLimit(ctx.db, `slip ${clientAddress}`, LOOKS_A_WINDOW, 600);

export const loader = guard('NONE', async ({ ctx, actor, params, url, clientAddress }) => {
  const wait = await waitToLook(ctx, clientAddress);
  const found = wait > 0 ? null : await slipByCode(ctx.db, params.code ?? '', ctx.now);
  if (!found)
    return data(
      { slip: null, wait },
      wait > 0 ? { status: 429, headers: { 'retry-after': String(wait) } } : { status: 404 },
    );
  const { orientation: one, ...slip } = found;
  const receiving = authorize(actor, 'orientations.receive');
  return data({
    wait,
    slip: {
      ...slip,
      code: one.code,
      state: one.state,
      kind: one.offerKind,
      wantsEarlier: one.wantsEarlier,
      mayWithdraw: mayMove('holder', one.state, 'withdrawn') && !isPast(slip, ctx.now),
      receivedAs: receiving && mayReceive(receiving, hostedOf(one)) ? one.id : null,
      mayCome:
        mayMove('host', one.state, 'came') &&
        !isBeforeTheDay(one.offerKind, one.expectedAt ? new Date(one.expectedAt) : null, ctx.now),
      taken: url.searchParams.get('fait') === 'plus-tot',
    },
  });
});

function isPast({ startsAt }: Pick<SlipNow, 'startsAt'>, now: Date): boolean {
  return startsAt !== null && new Date(startsAt) <= now;
}

export const action = guard('NONE', async ({ ctx, services, request, params, clientAddress }) => {
  const wait = await waitToLook(ctx, clientAddress);
  if (wait > 0)
    return data(
      { errors: [{ field: 'form', code: 'too-many' }] },
      { status: 429, headers: { 'retry-after': String(wait) } },
    );
  const code = readCode(params.code ?? '');
  const form = await request.formData();
  const what = String(form.get('what') ?? '');
  if (!code) return data({ errors: [{ field: 'form', code: 'not-found' }] }, { status: 409 });
  const done =
    what === 'withdraw'
      ? await withdrawOrientation(ctx, code)
      : what === 'take'
        ? await takeEarlier(ctx, code, String(form.get('session') ?? ''))
        : await wantEarlier(ctx, code, what === 'want');
  if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
  services.wake();
  throw redirect(`/suite/${code}${what === 'take' ? '?fait=plus-tot' : ''}`);
});

export default function Slip({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en }).slip;
  const locale = useLocale();
  const { slip } = loaderData;
  if (!slip) return <Unknown tooMany={loaderData.wait > 0} />;
  const why = slip.changeCode ? t.codes[slip.changeCode] : slip.reason;
  const off = slip.calledOff || slip.state === 'refused';
  const over = off || ['withdrawn', 'came', 'absent'].includes(slip.state);
  const status = slip.waiting
    ? t.waiting
    : slip.state === 'accepted'
      ? t.expected
      : slip.state === 'refused'
        ? ''
        : t[slip.state];
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={slip.title} />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {slip.receivedAs ? <Receive slip={slip} id={slip.receivedAs} /> : null}
      {slip.taken && !actionData ? (
        <Notice tone="ok" live>
          {t.taken}
        </Notice>
      ) : null}
      {off ? (
        <Notice tone="warning" title={slip.calledOff ? t.calledOff : t.refused}>
          {why ? <p>{t.because(why)}</p> : null}
          <Link to="/ateliers-ouverts">{t.others}</Link>
        </Notice>
      ) : null}
      {!over && (slip.movedFrom || slip.movedFromPlace) ? (
        <Notice
          tone="warning"
          title={[
            slip.movedFrom ? t.moved(formatInstant(locale, slip.movedFrom)) : '',
            slip.movedFromPlace ? t.movedPlace(slip.movedFromPlace) : '',
          ].join(' ')}
        >
          {why ? t.because(why) : null}
        </Notice>
      ) : null}
      {!over && slip.roomLost ? (
        <Notice tone="warning" title={t.checkPlace}>
          {t.checkPlaceHint}
        </Notice>
      ) : null}
      <div className="card max-w-xl text-xl">
        {off ? null : <p className="font-bold">{status}</p>}
        <h2 className="mt-4">{t.when}</h2>
        <p>
          {slip.startsAt ? (
            <time dateTime={slip.startsAt}>{formatInstant(locale, slip.startsAt)}</time>
          ) : (
            t.anyTime
          )}
        </p>
        <h2 className="mt-4">{t.where}</h2>
        <p>
          {slip.place.name}
          <br />
          {slip.place.address ? (
            <>
              {slip.place.address}
              <br />
            </>
          ) : null}
          {slip.place.postalCode} {slip.place.communeName}
        </p>
        {slip.place.phone ? (
          <p>
            {t.phone} :{' '}
            <a href={`tel:${slip.place.phone.replace(/\s/g, '')}`}>{slip.place.phone}</a>
          </p>
        ) : null}
        <h2 className="mt-4">{t.code}</h2>
        <p className="big-number">{slip.code}</p>
        {over ? null : <p className="hint">{t.show}</p>}
      </div>
      <Actions slip={slip} over={over} />
    </>
  );
}

type Shown = NonNullable<PageProps<typeof loader>['loaderData']['slip']>;

/** For who receives this person and has just scanned the slip: one touch says that they came. */
function Receive({ slip, id }: { slip: Shown; id: string }) {
  const t = useText({ fr, en });
  return (
    <section className="card no-print mb-6 max-w-xl" aria-labelledby="recevoir">
      <h2 id="recevoir" className="mb-3">
        {t.slip.receive}
      </h2>
      <Form method="post" action={`/orientations/${id}`} className="flex flex-wrap gap-3">
        {slip.mayCome ? (
          <button type="submit" name="to" value="came" className="btn">
            {t.came}
          </button>
        ) : null}
        <Link className="btn btn-quiet" to={`/orientations/${id}`}>
          {t.slip.openOrientation}
        </Link>
      </Form>
    </section>
  );
}

function Actions({ slip, over }: { slip: Shown; over: boolean }) {
  const t = useText({ fr, en }).slip;
  const locale = useLocale();
  return (
    <>
      <Form method="post" className="no-print mt-4 flex flex-wrap items-start gap-3">
        <PrintButton label={t.print} />
        {slip.appointment ? (
          <Link className="btn btn-quiet" to={`/rendez-vous/${slip.code}`}>
            {t.changeHour}
          </Link>
        ) : null}
        {slip.mayWithdraw ? (
          <div>
            <button
              type="submit"
              name="what"
              value="withdraw"
              className="btn btn-quiet"
              aria-describedby="rendre"
            >
              {t.cancel}
            </button>
            <p id="rendre" className="hint mt-1">
              {t.cancelHint}
            </p>
          </div>
        ) : null}
        {slip.mayWithdraw && slip.kind === 'workshop' ? (
          <button
            type="submit"
            name="what"
            value={slip.wantsEarlier ? 'keep' : 'want'}
            className="btn btn-quiet"
          >
            {slip.wantsEarlier ? t.noLonger : t.wantEarlier}
          </button>
        ) : null}
      </Form>
      {slip.wantsEarlier && slip.earlier.length === 0 && !over ? (
        <p className="hint mt-3">{t.wanting}</p>
      ) : null}
      {slip.wantsEarlier && slip.earlier.length > 0 && !over ? (
        <Section id="plus-tot" title={t.earlier}>
          <ul className="grid gap-3">
            {slip.earlier.map((one) => {
              const when = formatInstant(locale, one.startsAt);
              return (
                <li key={one.sessionId} className="card max-w-xl">
                  <p className="font-semibold">{one.title}</p>
                  <p>{when}</p>
                  <p>
                    {one.placeName}, {one.communeName}
                  </p>
                  <Form method="post" className="mt-2">
                    <input type="hidden" name="what" value="take" />
                    <input type="hidden" name="session" value={one.sessionId} />
                    <button type="submit" className="btn" aria-label={t.takeFor(one.title, when)}>
                      {t.take}
                    </button>
                  </Form>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Unknown({ tooMany }: { tooMany: boolean }) {
  const t = useText({ fr, en }).slip;
  return (
    <>
      <title>{`${t.unknown} — Maillage`}</title>
      <meta name="robots" content="noindex" />
      <PageHeader title={tooMany ? t.tooMany : t.unknown} />
      {tooMany ? null : <Notice tone="warning">{t.unknownHint}</Notice>}
      <Form action="/suite" className="card grid max-w-xl items-end gap-4 sm:grid-cols-[2fr_auto]">
        <TextField name="code" label={t.field} hint={t.findLead} required />
        <button type="submit" className="btn">
          {t.open}
        </button>
      </Form>
    </>
  );
}
