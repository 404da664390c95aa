import { data, Form, Link, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import type { PageProps } from '../../../ui/page.ts';
import { withdrawLot } from '../commands.ts';
import { AgreedBox } from '../components/agreed-box.tsx';
import { DeviceTable } from '../components/device-table.tsx';
import { usePrice } from '../components/say-price.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getLot, isUntouched, listDevices } from '../queries.ts';

export const loader = guard('devices.read', async ({ ctx, actor, scope, params, url }) => {
  const lot = await getLot(ctx.db, scope, params.id ?? '');
  if (!lot) throw notFound();
  const devices = await listDevices(ctx.db, scope, { lot: lot.id });
  const write = authorize(actor, 'devices.write');
  return {
    lot,
    devices,
    saved: url.searchParams.get('fait') === '1',
    mayWithdraw: write !== null && (await isUntouched(ctx.db, write, lot.id)),
  };
});

export const action = guard('devices.write', async ({ ctx, scope, params, request }) => {
  const form = await request.formData();
  if (form.get('sure') !== 'yes')
    return data({ errors: [{ field: 'sure', code: 'confirm-needed' }] }, { status: 422 });
  const done = await withdrawLot(ctx, scope, params.id ?? '');
  if (done.ok) throw redirect('/equipements?repris=1');
  // What is out of reach reads as what is not there, or the answer would tell that it is.
  const unseen = ['not-found', 'out-of-scope'].includes(done.failure.code);
  if (unseen) throw notFound();
  return data({ errors: [done.failure] }, { status: 409 });
});

export default function Lot({
  loaderData: { lot, devices, saved, mayWithdraw },
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const f = t.lotForm;
  const locale = useLocale();
  const price = usePrice();
  const may = useMay();
  const title = `${lot.quantity} × ${lot.maker} ${lot.model}`;
  const rows: readonly (readonly [string, string])[] = [
    [t.kind, t.kinds[lot.kind]],
    [f.origin, f.origins[lot.origin]],
    [f.price, price(lot.priceCents)],
    [f.placeId, `${lot.placeName}, ${formatDay(locale, lot.receivedOn)}`],
    [f.partnershipId, `${lot.partnership.title} — ${lot.partnerName}`],
    [f.note, lot.note],
  ];
  return (
    <>
      <title>{`${title} — Maillage`}</title>
      <PageHeader
        title={title}
        crumbs={[{ label: t.title, to: '/equipements' }]}
        actions={
          may('devices.write') ? (
            <Link className="btn btn-quiet" to={`/equipements/lots/${lot.id}/etiquettes`}>
              {f.labels}
            </Link>
          ) : null
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={{ sure: f.withdraw }} />
      {saved ? (
        <Notice tone="ok" live>
          {f.received(lot.quantity)}
        </Notice>
      ) : null}
      <dl className="card mb-8 grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt className="hint">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Section id="appareils" title={t.devicesOf(`${lot.maker} ${lot.model}`)}>
        <DeviceTable rows={devices} caption={title} />
      </Section>
      {mayWithdraw ? (
        <Section id="reprendre" title={f.withdraw}>
          <Form method="post" className="card grid max-w-3xl gap-4" noValidate>
            <p>{f.withdrawHint}</p>
            <AgreedBox
              name="sure"
              label={f.withdrawSure(lot.quantity)}
              checked={false}
              errors={actionData?.errors}
            />
            <div>
              <button type="submit" className="btn btn-danger">
                {f.withdrawButton}
              </button>
            </div>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
